import type { FieldProblem } from '../../../platform/problems/domain-error';
import { message } from '../../messages';

/**
 * Finds the missing half of a camera's credentials. MediaMTX accepts a source with user and password or with neither, and
 * refuses one of them alone (`internal/conf/path.go`, v1.9.3 to v1.20.1): the path would keep its old source. Pure.
 */
export function missingCredential(user: string | null, hasPassword: boolean): FieldProblem | null {
  if (user !== null && !hasPassword)
    return { field: 'password', message: message('camera.password-missing') };
  if (user === null && hasPassword) return { field: 'user', message: message('camera.user-missing') };
  return null;
}
