import { NotFoundException, UnauthorizedException } from '@nestjs/common';
import { PROBLEM_CODES, PROBLEM_KINDS } from '@ppf/contracts';
import { PROBLEM_ADVICE } from '../../openapi/problem-advice';
import { problemsPage } from '../../openapi/problems-page';
import { DomainError } from './domain-error';
import { toProblem } from './to-problem';
import { toDomainError } from './to-domain-error';

describe('toDomainError', () => {
  it.each([
    [new DomainError('pit-not-found'), 'pit-not-found'],
    [new NotFoundException(), 'route-not-found'],
    [new UnauthorizedException(), 'not-signed-in'],
    [Object.assign(new Error(), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }), 'body-too-large'],
    [Object.assign(new Error(), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }), 'unsupported-media-type'],
    [Object.assign(new SyntaxError(), { statusCode: 400 }), 'malformed-body'],
    [Object.assign(new Error(), { code: '53100' }), 'storage-full'],
    [Object.assign(new Error(), { driverError: { code: '53100' } }), 'storage-full'],
    [new Error('boom'), 'internal-error'],
    [Object.assign(new Error(), { statusCode: 418 }), 'internal-error'],
    ['a string', 'internal-error'],
    [null, 'internal-error'],
    [undefined, 'internal-error'],
  ])('takes %p for %s', (thrown, code) => {
    expect(toDomainError(thrown).code).toBe(code);
  });

  it('never tells the caller what failed inside', () => {
    const problem = toProblem(toDomainError(new Error('SELECT password_hash')), 'id');
    expect(problem).toEqual({
      type: '/api/docs/problems#internal-error',
      ...PROBLEM_KINDS['internal-error'],
      code: 'internal-error',
      instance: 'id',
    });
  });
});

describe('the page of problems', () => {
  it('has a section with advice for every code', () => {
    for (const code of PROBLEM_CODES) {
      expect(problemsPage()).toContain(`<section id="${code}">`);
      expect(PROBLEM_ADVICE[code].length).toBeGreaterThan(20);
    }
  });
});
