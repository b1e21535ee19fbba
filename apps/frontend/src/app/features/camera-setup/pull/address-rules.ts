import { maxLength, pattern, required, type SchemaPathTree, validate } from '@angular/forms/signals';
import { type CameraAddressFault, parseTypedCameraAddress } from '@ppf/contracts';
import { type CameraEntry, isMjpeg } from '../../../pits/camera/camera-entry';
import { commonText } from '../../../texts';
import { text } from '../texts/text';

/** Requires both a user name and a password, or neither; a stored password counts. */
export function requireWholeCredentials(
  path: SchemaPathTree<CameraEntry>,
  keepsPassword: () => boolean,
): void {
  validate(path.user, ({ value, valueOf }) =>
    value() === '' && valueOf(path.password) !== ''
      ? { kind: 'half', message: text('address.error.passwordWithoutUser') }
      : undefined,
  );
  validate(path.password, ({ value, valueOf }) =>
    value() === '' && valueOf(path.user) !== '' && !keepsPassword()
      ? { kind: 'half', message: text('address.error.userWithoutPassword') }
      : undefined,
  );
}

/** The error of an address; a forbidden character is named. */
function addressErrorText(fault: CameraAddressFault): string {
  if (fault.code === 'not-an-address') return text('address.error.invalid');
  const { code, point } = fault.character;
  return text('address.error.forbidden', { character: text(`character.${code}`), point });
}

/** Requires a valid address, and limits the length of the other fields. */
export function requireValidAddress(path: SchemaPathTree<CameraEntry>): void {
  required(path.address, { message: text('address.error.required') });
  validate(path.address, ({ value }) => {
    const { fault, address } = parseTypedCameraAddress(value());
    if (value() !== '' && address?.scheme === 'https')
      return { kind: 'address', message: text('address.error.https') };
    return value() === '' || fault === null
      ? undefined
      : { kind: 'address', message: addressErrorText(fault) };
  });
  validate(path.user, ({ value, valueOf }) =>
    value() !== '' && isMjpeg(parseTypedCameraAddress(valueOf(path.address)).address?.scheme ?? 'rtsp')
      ? { kind: 'mjpeg', message: text('address.error.userOfMjpeg') }
      : undefined,
  );
  maxLength(path.user, 100, { message: commonText('atMostCharacters', { count: 100 }) });
  maxLength(path.password, 200, { message: commonText('atMostCharacters', { count: 200 }) });
  pattern(path.subPath, /^(\/|$)/, { message: text('address.error.path') });
  pattern(path.tlsFingerprint, /^(([0-9a-f]{2}[: ]?){32})?$/i, {
    message: text('address.error.fingerprint'),
  });
}
