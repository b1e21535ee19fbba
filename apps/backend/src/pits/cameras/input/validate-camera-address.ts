import {
  canonicalCameraPath,
  type FieldFault,
  forbiddenInAddress,
  forbiddenInCredentials,
} from '@ppf/contracts';
import type { SourceAddress } from './source-url';

/** Characters of a path in its canonical form: MediaMTX reads URLs of 2048 bytes (MediaMTX contract §7). */
const MAX_PATH_LENGTH = 1900;

/** What is validated of a camera that is pulled. */
export type ValidatedAddress = Omit<SourceAddress, 'port'> & { readonly subPath: string | null };

/**
 * What keeps the media server from pulling a camera by its address, by field; empty: nothing. The one rule for every way
 * in (URL, fields, CSV, ONVIF) and for rows that are stored already, restored ones too. Pure. Where a camera may be is
 * the guard's question.
 */
export function validateCameraAddress(address: ValidatedAddress): readonly FieldFault[] {
  const { feed, tls, host, path, subPath, user, password } = address;
  const faults: FieldFault[] = [
    ...character('host', forbiddenInAddress(host)),
    ...pathFaults('path', path, address),
    ...(subPath === null ? [] : pathFaults('sub_path', subPath, address)),
    ...character('user', forbiddenInCredentials(user ?? '')),
    ...character('password', forbiddenInCredentials(password ?? '')),
  ];
  if (feed === 'mjpeg' && tls) faults.push({ field: 'tls', message: NO_HTTPS });
  return faults;
}

/** FFmpeg 5.1 checks no certificate unless told, and which name it checks depends on how it was built. */
const NO_HTTPS =
  'must be off for MJPEG: FFmpeg, which pulls it, does not check certificates reliably. Give an http:// address in a network that you trust, or one of RTSP';

function pathFaults(field: string, path: string, { feed, user }: ValidatedAddress): FieldFault[] {
  if (!path.startsWith('/')) return [{ field, message: 'must begin with a slash' }];
  const refused = character(field, forbiddenInAddress(path));
  if (refused.length > 0) return refused;
  return canonicalCameraPath(path, feed, user !== null).length > MAX_PATH_LENGTH
    ? [{ field, message: `must have at most ${MAX_PATH_LENGTH} characters, counted as a URL holds them` }]
    : [];
}

function character(field: string, refused: string | null): FieldFault[] {
  return refused === null ? [] : [{ field, message: `must not hold ${refused}` }];
}
