import { NotFoundException, UnauthorizedException } from '@nestjs/common';
import { PROBLEM_CODES } from '@ppf/contracts';
import { messageCatalog } from '../messages/message-catalog';
import { DomainError } from './domain-error';
import { message } from './messages';
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

  it('never sends an internal cause to the client', () => {
    const problem = toProblem(toDomainError(new Error('SELECT password_hash')), 'id');
    expect(problem).toEqual({
      type: '/api/docs/problems#internal-error',
      status: 500,
      title: 'The service failed. The failure has been logged.',
      code: 'internal-error',
      instance: 'id',
    });
  });
});

describe('toProblem', () => {
  it('has a title that is a sentence for every code', () => {
    for (const code of PROBLEM_CODES) expect(message(`${code}.title`).text()).toMatch(/^[A-Z].*\.$/);
  });

  it('has the texts of its messages', () => {
    const text = messageCatalog('tests', {
      en: { busy: 'Try again in {seconds} s.', range: 'must be a range' },
    });
    const error = new DomainError('too-many-requests', {
      detail: text('busy', { seconds: 7 }),
      errors: [
        { field: 'a', message: text('range') },
        { field: 'b', message: 'must be short' },
      ],
    });
    expect(toProblem(error, 'id')).toMatchObject({
      detail: 'Try again in 7 s.',
      errors: [
        { field: 'a', message: 'must be a range' },
        { field: 'b', message: 'must be short' },
      ],
    });
    expect(error.message).toBe('too-many-requests: Try again in 7 s.');
  });
});
