/** English texts of sign-ins. */
export const EN = {
  'too-many-attempts': 'Too many attempts to sign in. Wait a few minutes and try again.',
} as const;
