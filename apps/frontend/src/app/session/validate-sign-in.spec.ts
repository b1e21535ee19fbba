/** @jest-environment node */
import { ProblemError } from '../api/problem-error';
import { rejectedFields, validateSignIn } from './validate-sign-in';

describe('validateSignIn', () => {
  it.each([
    ['a@b.co', 'secret', null],
    ['a@b', ' ', null],
    ['', 'secret', ['email']],
    ['a', 'secret', ['email']],
    ['a@b@c', 'secret', ['email']],
    ['a b@c.co', 'secret', ['email']],
    ['a@b.co', '', ['password']],
    ['', '', ['email', 'password']],
  ])('finds in %j and %j: %j', (email, password, fields) => {
    const errors = validateSignIn({ email, password });
    expect(errors && Object.keys(errors)).toEqual(fields);
  });
});

describe('rejectedFields', () => {
  it('returns the messages of the fields', () => {
    const problem = new ProblemError('validation-failed', 400, null, [
      { field: 'email', message: 'too long' },
    ]);
    expect(rejectedFields(problem)).toEqual({ email: 'too long' });
  });

  it('returns null for a problem of the whole form', () => {
    expect(rejectedFields(new ProblemError('wrong-credentials', 401))).toBeNull();
  });
});
