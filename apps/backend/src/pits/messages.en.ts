/** English texts of pits and their cameras. Messages of fields follow the name of a field or column. */
export const EN = {
  'too-many-pits': 'A workshop can have at most {limit, plural, one {# pit} other {# pits}}.',
  'too-many-transcoders':
    'A workshop can have at most {limit, plural, one {# re-encoded camera} other {# re-encoded cameras}}.',

  'limit.user':
    'You have started {limit, plural, one {# test or search} other {# tests or searches}} within a minute. Try again in {seconds} s.',
  'limit.pit': 'The camera of this pit is already being tested. Try again in {seconds} s.',
  'limit.workshop':
    'This workshop is already testing {limit, plural, one {# camera} other {# cameras}}. Try again in {seconds} s.',
  'limit.server': 'This server is testing as many cameras as it can. Try again in {seconds} s.',
  'limit.search': 'A search for cameras of this workshop is already running. Try again in {seconds} s.',
  'limit.searches':
    'This server is running as many searches for cameras as it can. Try again in {seconds} s.',

  'redirect.refused':
    'The camera redirects to another address, where the media server would send its password. That address is not allowed for cameras. Correct the address, or turn the redirect off in the camera.',
  'redirect.target':
    'The camera redirects to another address, where the media server would send its password. If you trust it, enter that address instead: {target}',

  'camera.pull-only': 'is for cameras that are pulled',
  'camera.push-only': 'is for cameras that push',
  'camera.on-demand': 'is for cameras that are pulled or re-encoded',
  'camera.rtsp-only': 'is for cameras that are pulled over RTSP',
  'camera.tls-only': 'is for cameras with TLS (rtsps)',
  'camera.host-missing': 'is required, unless url is set',
  'camera.mjpeg-sign-in':
    'must not contain a user or password: cameras over HTTP are pulled without signing in',
  'camera.mjpeg-transcode': 'must be true for MJPEG, which browsers cannot play live',
  'camera.mjpeg-https':
    'must be off for MJPEG: FFmpeg, which pulls it, does not verify certificates reliably. Enter an http:// address on a network that you trust, or an RTSP address',
  'camera.part-of-url': 'is part of url: omit one of them',
  'camera.in-url': 'is already in url: omit one of them',
  'camera.feed-of-url': 'does not match url',
  'camera.no-slash': 'must begin with a slash',
  'camera.path-too-long': 'must have at most {limit} characters, counted in their URL encoding',
  'camera.not-an-address': 'must be like rtsp://user:password@host:554/path',
  'camera.forbidden-character': 'must not contain {character}',
  'camera.password-missing': 'is required with a user: the media server signs in with both, or not at all',
  'camera.user-missing': 'is required with a password: the media server signs in with both, or not at all',
  'camera.simulator': 'is not supported by the simulator: it needs a real MediaMTX with FFmpeg',

  'jwt.allow-list': 'is not supported in JWT mode: give the camera its publish key',
  'jwt.transcode': 'is not supported in JWT mode: set the camera to H.264 without B-frames',

  'allow-list.range': 'must contain addresses or ranges such as 192.168.2.9 or 192.168.2.0/24',
  'allow-list.embedded': 'must contain IPv4 addresses in their usual form, not inside IPv6 addresses',
  'allow-list.too-wide':
    'must contain no range wider than /16 (IPv6: /48): every client in it can publish in place of the camera',
  'allow-list.loopback':
    'must contain no loopback address: every client behind a proxy on that machine has it',

  'import.not-csv': 'The file is not valid CSV: a quote is not closed, or is inside a cell.',
  'import.empty': 'The file is empty. Its first line must contain the column names.',
  'import.no-rows': 'The file has no row after its first line.',
  'import.too-many-rows': 'The file has more than {limit} rows.',
  'import.unreadable-column':
    'Line {line}, column {column} contains U+FFFD, which replaces characters that could not be read. Save the file as UTF-8 and choose it again.',
  'import.unknown-column': 'Line {line}, column {column} has an unknown name.',
  'import.repeated-column': 'occurs twice',
  'import.missing-column': 'is missing',
  'import.unnamed-column': 'Column {column} has no name in the first line, but a value in line {line}.',
  'import.unreadable-cell':
    'contains U+FFFD at character {position}, which replaces a character that could not be read. Save the file as UTF-8 and choose it again',
  'import.number': 'must be an integer from 1 to 9999',
  'import.port': 'must be an integer from 1 to 65535',
  'import.surplus-cells': 'The row has more cells than the first line.',
  'import.refused': 'is refused',
  'import.refused-because': 'is refused: {reason}',
  'import.repeated-pit': 'is also in line {line}',
  'import.pit-has-camera':
    'Pit {number} already has a camera. To replace it, select “Also replace existing cameras” (API: `replace`).',

  'not-applied.invalid-address.sentence':
    'The stored address contains characters that the media server does not accept.',
  'not-applied.invalid-address.fix': 'Open the camera’s settings, correct the address, and save it again.',
  'not-applied.incomplete-sign-in.sentence':
    'The camera has a user without a password, or a password without a user.',
  'not-applied.incomplete-sign-in.fix':
    'Open the camera’s settings, enter both or neither, and save it again.',
  'not-applied.https-not-supported.sentence':
    'The camera sends Motion JPEG over HTTPS, where its certificate cannot be verified reliably.',
  'not-applied.https-not-supported.fix':
    'Enter its http:// address on a network that you trust, or its RTSP address.',
  'not-applied.address-not-allowed.sentence': 'The camera’s address is not allowed.',
  'not-applied.address-not-allowed.fix': 'Check its address and the camera networks of this workshop.',
  'not-applied.name-not-found.sentence': 'The camera’s host name cannot be resolved.',
  'not-applied.name-not-found.fix': 'Check the name and the DNS server, or enter the camera’s IP address.',
  'not-applied.unreadable-password.sentence': 'The camera’s stored password cannot be decrypted.',
  'not-applied.unreadable-password.fix':
    'Enter the password again. After a change of SEALING_KEY, the operator sets the previous key as SEALING_KEY_PREVIOUS.',
  'not-applied.refused-by-media-server.sentence': 'The media server does not accept this camera’s settings.',
  'not-applied.refused-by-media-server.fix':
    'Check the address for unusual characters, and save it again. The operator finds the reason in the media server’s log.',
  'not-applied.internal-error.sentence': 'This service cannot process the stored settings of this camera.',
  'not-applied.internal-error.fix':
    'Set the camera up again. The operator finds the reason in this service’s log.',
} as const;
