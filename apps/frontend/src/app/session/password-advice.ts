/** What to do about a forgotten password: there is no reset by email. */
export const PASSWORD_ADVICE =
  'Passwords cannot be reset by email. Ask an owner of your workshop, or the operator of this installation, for a new account.';
