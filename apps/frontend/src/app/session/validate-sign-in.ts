import type { LoginRequest } from '@ppf/contracts';
import { fieldMessage, type ProblemError } from '../api/problem-error';
import { text } from './texts/text';

/** Messages beside the fields of the sign-in form; absent for a valid field. */
export type SignInErrors = Partial<Readonly<Record<keyof LoginRequest, string>>>;

/** As in HTML, and as the API requires: something before and after the only @. */
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** The errors of a form that cannot be sent; null if it can. */
export function validateSignIn({ email, password }: LoginRequest): SignInErrors | null {
  const errors: SignInErrors = {
    ...(email === '' && { email: text('emailMissing') }),
    ...(email !== '' && !EMAIL.test(email) && { email: text('emailInvalid') }),
    ...(password === '' && { password: text('passwordMissing') }),
  };
  return Object.keys(errors).length > 0 ? errors : null;
}

/** The errors of the fields that the API rejected; null if the problem concerns the whole form. */
export function rejectedFields(problem: ProblemError): SignInErrors | null {
  const [email, password] = [fieldMessage(problem, 'email'), fieldMessage(problem, 'password')];
  if (email === null && password === null) return null;
  return { ...(email !== null && { email }), ...(password !== null && { password }) };
}
