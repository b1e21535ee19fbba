import type { ProblemError } from '../api/problem-error';
import { problemText } from '../api/problem-text';

/** Beside which field a failed sign-in is explained, and how. */
export interface SignInFault {
  readonly field: 'email' | 'password';
  readonly text: string;
}

/** What a failed sign-in tells. Which of the two was wrong is not told: the server does not say it either. */
export function signInFault(problem: ProblemError): SignInFault {
  switch (problem.code) {
    case 'validation-failed':
      return { field: 'email', text: 'Enter the email address that you sign in with.' };
    case 'network':
      return { field: 'password', text: 'The server cannot be reached. Check the network and try again.' };
    case 'not-ready':
      return { field: 'password', text: 'The server is starting. Try again in a few seconds.' };
    default:
      return { field: 'password', text: problemText(problem) };
  }
}
