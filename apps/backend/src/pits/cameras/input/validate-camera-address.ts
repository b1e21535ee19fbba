import {
  canonicalCameraPath,
  type ForbiddenCharacter,
  forbiddenCharacterName,
  forbiddenInAddress,
  forbiddenInCredentials,
} from '@ppf/contracts';
import type { FieldProblem } from '../../../platform/problems/domain-error';
import { message } from '../../messages';
import type { SourceAddress } from './source-url';

/** Characters of a path in its canonical form: MediaMTX reads URLs of 2048 bytes (MediaMTX contract §7). */
const MAX_PATH_LENGTH = 1900;

/** The validated parts of a pulled camera's address. */
export type ValidatedAddress = Omit<SourceAddress, 'port'> & { readonly subPath: string | null };

/**
 * Validates that the media server can pull a camera by its address. Returns the problems by field. This is the only rule for
 * all inputs (URL, fields, CSV, ONVIF) and for stored rows, also restored ones. Pure. The address guard decides whether the
 * host is allowed.
 */
export function validateCameraAddress(address: ValidatedAddress): readonly FieldProblem[] {
  const { feed, tls, host, path, subPath, user, password } = address;
  const problems: FieldProblem[] = [
    ...forbidden('host', forbiddenInAddress(host)),
    ...validatePath('path', path, address),
    ...(subPath === null ? [] : validatePath('sub_path', subPath, address)),
    ...forbidden('user', forbiddenInCredentials(user ?? '')),
    ...forbidden('password', forbiddenInCredentials(password ?? '')),
  ];
  // FFmpeg 5.1 verifies certificates only on request, and the verified name depends on how it was built.
  if (feed === 'mjpeg' && tls) problems.push({ field: 'tls', message: message('camera.mjpeg-https') });
  return problems;
}

function validatePath(field: string, path: string, { feed, user }: ValidatedAddress): FieldProblem[] {
  if (!path.startsWith('/')) return [{ field, message: message('camera.no-slash') }];
  const problems = forbidden(field, forbiddenInAddress(path));
  if (problems.length > 0) return problems;
  return canonicalCameraPath(path, feed, user !== null).length > MAX_PATH_LENGTH
    ? [{ field, message: message('camera.path-too-long', { limit: MAX_PATH_LENGTH }) }]
    : [];
}

function forbidden(field: string, found: ForbiddenCharacter | null): FieldProblem[] {
  if (found === null) return [];
  return [
    { field, message: message('camera.forbidden-character', { character: forbiddenCharacterName(found) }) },
  ];
}
