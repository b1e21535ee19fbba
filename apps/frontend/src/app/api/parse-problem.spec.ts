import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { fieldMessage, ProblemError } from './problem-error';
import { parseProblem } from './parse-problem';

function parseResponse(status: number, error: unknown, headers: Record<string, string> = {}): ProblemError {
  return parseProblem(new HttpErrorResponse({ status, error, headers: new HttpHeaders(headers) }));
}

describe('parseProblem', () => {
  it('parses code, detail and field errors of problem+json', () => {
    const problem = parseResponse(422, {
      code: 'validation-failed',
      detail: 'Two fields.',
      errors: [{ field: 'name', message: 'is too long' }],
    });
    expect(problem).toMatchObject({ code: 'validation-failed', status: 422, detail: 'Two fields.' });
    expect(fieldMessage(problem, 'name')).toBe('is too long');
    expect(fieldMessage(problem, 'number')).toBeNull();
  });

  it('parses problem+json that arrives as text', () => {
    expect(parseResponse(409, '{"code":"pit-number-taken"}').code).toBe('pit-number-taken');
  });

  it.each([
    [401, 'not-signed-in'],
    [403, 'forbidden'],
    [404, 'route-not-found'],
    [413, 'body-too-large'],
    [429, 'too-many-requests'],
    [500, 'internal-error'],
    [502, 'not-ready'],
    [504, 'not-ready'],
    [418, 'unreadable-answer'],
  ])('maps the status %i of a proxy', (status, code) => {
    expect(parseResponse(status, '<html>Bad Gateway</html>').code).toBe(code);
  });

  it('rejects an unknown code', () => {
    expect(parseResponse(409, { code: 'made-up' }).code).toBe('unreadable-answer');
  });

  it('drops invalid field errors', () => {
    expect(
      parseResponse(422, { code: 'validation-failed', errors: [{ field: 1 }, null, 'x'] }).errors,
    ).toEqual([]);
  });

  it('parses Retry-After', () => {
    expect(parseResponse(429, null, { 'Retry-After': '7' }).retryAfterSeconds).toBe(7);
    expect(parseResponse(429, null, { 'Retry-After': 'Wed' }).retryAfterSeconds).toBeNull();
  });

  it('maps a missing response to a network failure', () => {
    expect(parseResponse(0, new ProgressEvent('error')).code).toBe('network');
    expect(parseProblem(new TypeError('x')).code).toBe('network');
  });

  it('returns a problem unchanged', () => {
    const problem = new ProblemError('forbidden', 403);
    expect(parseProblem(problem)).toBe(problem);
  });
});
