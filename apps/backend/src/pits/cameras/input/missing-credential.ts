import type { FieldFault } from '@ppf/contracts';

/**
 * What is missing of a camera's sign-in: MediaMTX takes a source with user and password or with neither, and refuses one
 * of them alone (`internal/conf/path.go`, v1.9.3 to v1.20.1); the path would keep its old source. Null: nothing. Pure.
 */
export function missingCredential(user: string | null, hasPassword: boolean): FieldFault | null {
  if (user !== null && !hasPassword)
    return {
      field: 'password',
      message: 'is needed with a user: the media server signs in with both, or without signing in',
    };
  if (user === null && hasPassword)
    return {
      field: 'user',
      message: 'is needed with a password: the media server signs in with both, or without signing in',
    };
  return null;
}
