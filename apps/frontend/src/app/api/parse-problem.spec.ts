import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { faultOf, ProblemError } from './problem-error';
import { parseProblem } from './parse-problem';

function answered(status: number, error: unknown, headers: Record<string, string> = {}): ProblemError {
  return parseProblem(new HttpErrorResponse({ status, error, headers: new HttpHeaders(headers) }));
}

describe('parseProblem', () => {
  it('reads code, detail and faults of problem+json', () => {
    const problem = answered(422, {
      code: 'validation-failed',
      detail: 'Two fields.',
      errors: [{ field: 'name', message: 'is too long' }],
    });
    expect(problem).toMatchObject({ code: 'validation-failed', status: 422, detail: 'Two fields.' });
    expect(faultOf(problem, 'name')).toBe('is too long');
    expect(faultOf(problem, 'number')).toBeNull();
  });

  it('reads problem+json that came as text', () => {
    expect(answered(409, '{"code":"pit-number-taken"}').code).toBe('pit-number-taken');
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
  ])('goes by the status %i when a proxy answers', (status, code) => {
    expect(answered(status, '<html>Bad Gateway</html>').code).toBe(code);
  });

  it('does not take a code that it does not know', () => {
    expect(answered(409, { code: 'made-up' }).code).toBe('unreadable-answer');
  });

  it('drops faults that are none', () => {
    expect(answered(422, { code: 'validation-failed', errors: [{ field: 1 }, null, 'x'] }).errors).toEqual(
      [],
    );
  });

  it('reads for how long to wait', () => {
    expect(answered(429, null, { 'Retry-After': '7' }).retryAfterSeconds).toBe(7);
    expect(answered(429, null, { 'Retry-After': 'Wed' }).retryAfterSeconds).toBeNull();
  });

  it('calls no answer at all a network failure', () => {
    expect(answered(0, new ProgressEvent('error')).code).toBe('network');
    expect(parseProblem(new TypeError('x')).code).toBe('network');
  });

  it('leaves a problem as it is', () => {
    const problem = new ProblemError('forbidden', 403);
    expect(parseProblem(problem)).toBe(problem);
  });
});
