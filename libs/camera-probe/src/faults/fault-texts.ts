import type { AddressRefusal } from '../address/address-refusal';
import type { ProbeFaultCode } from './probe-fault';

/** Texts of a fault, for the owner of a workshop. */
export interface FaultText {
  /** `error`: viewers get no picture; `warning`: the stream works with restrictions. */
  readonly severity: 'error' | 'warning';
  /** The fault, in one sentence. */
  readonly sentence: string;
  /** The fix. */
  readonly fix: string;
}

const ADDRESS_FIX = 'Enter the address that the camera has in the workshop’s network, such as 192.168.1.64.';

const refusal = (sentence: string) => ({ sentence, fix: ADDRESS_FIX });
const error = (sentence: string, fix: string): FaultText => ({ severity: 'error', sentence, fix });
const warning = (sentence: string, fix: string): FaultText => ({ severity: 'warning', sentence, fix });

/** English texts by fault code. Texts contain no entered or received data. */
export const FAULT_TEXTS: Readonly<Record<ProbeFaultCode, FaultText>> = {
  unresolvable: error(
    'This host name cannot be resolved.',
    'Check the spelling, or enter the camera’s IP address: the camera’s app or your router shows it.',
  ),
  'address-refused': error('A camera cannot be at this address.', ADDRESS_FIX),
  unreachable: error(
    'Nothing answers at this address.',
    'Check that the camera has power and a network connection, that the address is right, and that this server is in the same network or has a route to it.',
  ),
  'refused-connection': error(
    'The device at this address refuses connections to this port.',
    'Turn on RTSP in the camera’s network settings, and enter its RTSP port here (usually 554).',
  ),
  'tls-failed': error(
    'The camera does not support RTSP over TLS at this port.',
    'Turn off TLS here, or turn on RTSPS in the camera and enter its port (usually 322).',
  ),
  'wrong-certificate': error(
    'The camera’s certificate differs from the confirmed one.',
    'If the camera was reset or replaced, confirm its new certificate; if not, find out which device is at this address.',
  ),
  'unconfirmed-certificate': error(
    'The camera’s certificate has not been confirmed yet.',
    'Compare the fingerprint with the one in the camera’s settings and confirm it here. User and password are sent only after that.',
  ),
  silent: error(
    'The camera accepts the connection, but does not respond.',
    'Restart the camera. If that does not help, check the RTSP port.',
  ),
  slow: warning(
    'The camera takes several seconds to respond.',
    'If the picture appears, no change is needed. Viewers of an on-demand camera wait that long: turn off “on demand” to avoid it.',
  ),
  'hung-up-at-sign-in': error(
    'The camera closes the connection during sign-in.',
    'Check user and password. If they are right, update the camera’s firmware, or set its RTSP authentication to “basic”: the media server signs in over the same connection.',
  ),
  'wrong-answer-number': error(
    'The camera responds with the sequence number (CSeq) of an earlier request.',
    'Update the camera’s firmware, or let it push its stream. The media server ignores responses with a wrong number.',
  ),
  'hung-up': error(
    'The camera closed the connection during the test.',
    'Close other programs that use this camera, restart it, and check that the port is its RTSP port.',
  ),
  'not-rtsp': error(
    'The service at this port is not RTSP.',
    'Enter the camera’s RTSP port (usually 554), not that of its web page (80, 443 or 8080).',
  ),
  'unexpected-answer': error(
    'The camera sends a response that is not valid.',
    'Restart the camera and update its firmware. If that does not help, try another of its streams.',
  ),
  redirected: error(
    'The camera redirects to another address.',
    'Enter the address of the stream, and resume the camera if it is paused. The media server would follow a redirect to any address, with the camera’s password: such a camera is not saved, or it is paused.',
  ),
  'password-needed': error(
    'The camera requires a user and a password.',
    'Enter the user and password that are set in the camera. Some brands use a separate account for video (Tapo: “camera account”).',
  ),
  'wrong-password': error(
    'The camera does not accept this user and password.',
    'Check both in the camera’s app. After several wrong attempts, many cameras lock for some minutes: wait before you try again.',
  ),
  'sign-in-unsupported': error(
    'This release of the media server does not support the sign-in that this camera requires.',
    'Set RTSP authentication in the camera to “basic”, or to “digest” with MD5 and without “qop”. If it has no such setting, update its firmware, or let it push its stream.',
  ),
  'digest-refused': error(
    'The camera offers Digest sign-in but accepts only Basic.',
    'Set RTSP authentication in the camera to “basic” only, or update its firmware: the media server uses Digest when it is offered.',
  ),
  'only-media-server-signs-in': warning(
    'The media server can sign in to this camera; FFmpeg and GStreamer cannot, because they use only the last challenge.',
    'No change is needed here: viewing and transcoding use the media server. For other programs that connect to the camera, set its RTSP authentication to MD5 only.',
  ),
  forbidden: error(
    'The camera does not allow this user to view the video.',
    'Allow the user to view live video in the camera, or wait some minutes if the account is locked after wrong passwords.',
  ),
  'wrong-path': error(
    'The camera has no stream at this path.',
    'Choose the camera’s brand for the right path, and check the channel number.',
  ),
  'options-refused': error(
    'The camera refuses the first request of the media server (OPTIONS).',
    'Update the camera’s firmware, try another of its streams, or let it push its stream.',
  ),
  'invalid-description': error(
    'The camera’s stream description (SDP) is not valid, so the media server cannot play it.',
    'Update the camera’s firmware, try another of its streams, or let it push its stream.',
  ),
  'invalid-track': error(
    'The description of one track is not valid, so the media server plays none of them.',
    'Turn off this track in the camera, or choose another format for it.',
  ),
  'refused-track': error(
    'The camera describes a track that it then refuses, so the media server plays none of them.',
    'Turn off this track in the camera, or use another of its streams.',
  ),
  'invalid-base-address': error(
    'The camera sends a base address for its tracks (Content-Base) that is not valid.',
    'Update the camera’s firmware, try another of its streams, or let it push its stream.',
  ),
  'early-packets': error(
    'The camera sends video before it is requested, and the media server closes the connection.',
    'Update the camera’s firmware, or choose UDP as transport.',
  ),
  'no-video': error(
    'There is no video in this stream.',
    'Check the path: it may be an audio stream or an empty channel of a recorder.',
  ),
  'too-many-viewers': error(
    'The camera has reached its limit of viewers.',
    'Close other apps and recorders that use it, or use its second stream.',
  ),
  'tcp-refused': error(
    'The camera does not send its video over TCP.',
    'Choose UDP as transport here, or update the camera’s firmware.',
  ),
  'udp-refused': error('The camera does not send its video over UDP.', 'Choose TCP as transport here.'),
  'udp-no-packets': error(
    'The camera accepts UDP, but no packet arrives.',
    'Allow UDP from the camera to this server and to the media server in every firewall and router between them, or choose TCP as transport here.',
  ),
  'no-picture': error(
    'The camera starts the stream, but sends no video.',
    'Restart the camera, and check that this stream is turned on in its video settings.',
  ),
  stalled: error(
    'The camera started to send video, and then stopped.',
    'Check its network cable or Wi-Fi signal, lower its bitrate, and restart it.',
  ),
  'unsupported-codec': error(
    'Browsers cannot play the video format of this stream.',
    'Set the video encoding to H.264 (profile Main or Baseline) in the camera, or turn on “transcode” here.',
  ),
  'no-key-frame': error(
    'The camera sent no key frame during the test, so viewers cannot start.',
    'Set the key frame interval (I-frame interval, GOP) in the camera to one second, which is the number of frames per second.',
  ),
  'b-frames': error(
    'The camera sends B-frames, which browsers cannot play live.',
    'Turn off B-frames in the camera, or set the H.264 profile to Baseline. Otherwise, turn on “transcode” here.',
  ),
  'long-key-frame-interval': warning(
    'The camera sends key frames too rarely, so viewers wait for the first picture.',
    'Set the key frame interval (I-frame interval, GOP) in the camera to one second, and turn off “smart codec”, “H.264+” and similar settings.',
  ),
  'no-second-connection': warning(
    'The camera is live, but did not accept a second connection for this test.',
    'No change is needed. To measure the video, pause the camera here, close other programs that use it, and test again.',
  ),
  'intra-refresh': error(
    'The camera refreshes its picture bit by bit (intra refresh) and sends no complete picture to start from.',
    'Switch intra refresh off in the camera and set the I-frame interval to one second; else switch on “transcode” here.',
  ),
  'timestamps-jump': warning(
    'The timestamps of the camera’s video jump, so the picture may freeze or skip.',
    'Switch off “timestamp correction” and the like in the camera, let it set its clock by NTP only, and update its software.',
  ),
  'uncommon-profile': warning(
    'The camera’s video has more bits or colours than every browser shows (profile High 10, 4:2:2 or 4:4:4).',
    'Set the H.264 profile to High, Main or Baseline in the camera, or turn on “transcode” here.',
  ),
  'mjpeg-too-large': error(
    'The camera’s pictures are too large: Motion JPEG over RTSP ends at 2040×2040.',
    'Set a smaller resolution in the camera, or set its video encoding to H.264.',
  ),
  'http-sign-in-unsupported': error(
    'The camera asks for a password for its HTTP video, and cameras over HTTP are pulled without one.',
    'Use the camera’s RTSP address here if it has one. Else allow its video without a password in the camera, and limit in the network who reaches it.',
  ),
  'not-mjpeg': error(
    'This address does not send MJPEG video.',
    'Enter the address of the video stream, which often ends in /stream or /mjpeg, not that of the camera’s web page.',
  ),
  'no-publish-key': error(
    'The camera has no publish key yet.',
    'Create a publish key and enter it in the camera, or allow the camera’s address.',
  ),
  paused: error('The camera is paused.', 'Resume it, then test it again.'),
  'not-publishing': error(
    'The camera has not tried to publish.',
    'Check that the camera is on, that it has a network connection, and that it publishes to the address shown here.',
  ),
  'publishing-refused': error(
    'The camera tries to publish, but is refused.',
    'Enter the latest publish key in the camera: a previous key is no longer valid.',
  ),
  'media-server-away': error(
    'The media server does not respond.',
    'Contact the operator. The cameras reconnect when it is back.',
  ),
};

/** English texts by reason of a refused address, in place of the general text. */
export const REFUSAL_TEXTS: Readonly<Record<AddressRefusal, Omit<FaultText, 'severity'>>> = {
  'not-a-host': {
    sentence: 'This is not a valid host name or address.',
    fix: 'Enter an address such as 192.168.1.64, without rtsp:// and without a port.',
  },
  'odd-notation': {
    sentence: 'This notation of an address is ambiguous.',
    fix: 'Enter all four numbers, without leading zeros: 192.168.1.64.',
  },
  loopback: refusal('This address is the server itself.'),
  'link-local': refusal('This is a link-local address, which a device uses without a network configuration.'),
  metadata: refusal('This address belongs to the server’s cloud.'),
  unspecified: refusal('This address does not identify a device.'),
  multicast: refusal('This is a multicast address of a group of devices.'),
  broadcast: refusal('This is the broadcast address of all devices.'),
  documentation: refusal('This address is reserved for documentation.'),
  reserved: refusal('This address is reserved.'),
  'ipv4-in-ipv6': {
    sentence: 'This is an IPv4 address in the notation of IPv6.',
    fix: 'Enter the plain address, such as 192.168.1.64.',
  },
  'own-address': {
    sentence: 'This address and port belong to this service.',
    fix: 'Enter the camera’s own address. For a camera that publishes, choose “push”.',
  },
  'own-name-unresolved': {
    sentence:
      'This service cannot rule out that this is its own address: one of its host names cannot be resolved.',
    fix: 'Try again in a minute. The operator checks the host names of the database and the media servers.',
  },
  'private-not-allowed': {
    sentence: 'This network is not one of the camera networks of this workshop.',
    fix: 'Check the address. Ask the operator to allow the workshop’s network, or add it to the workshop’s camera networks.',
  },
  'public-not-allowed': {
    sentence: 'This is a public address, and the camera networks of this workshop are private.',
    fix: 'Enter the camera’s local address, or ask the operator to allow public addresses for this workshop.',
  },
};
