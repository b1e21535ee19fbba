import type { AddressRefusal } from '../address/address-refusal';
import type { ProbeFaultCode } from './probe-fault';

/** A fault in the words of whoever owns the workshop. */
export interface FaultText {
  /** `error`: no picture will be seen; `warning`: it works, but not well. */
  readonly severity: 'error' | 'warning';
  /** What is wrong, in one sentence. */
  readonly sentence: string;
  /** What to do about it. */
  readonly fix: string;
}

const ADDRESS_FIX = 'Enter the address that the camera has in the workshop’s network, such as 192.168.1.64.';

const refusal = (sentence: string) => ({ sentence, fix: ADDRESS_FIX });
const error = (sentence: string, fix: string): FaultText => ({ severity: 'error', sentence, fix });
const warning = (sentence: string, fix: string): FaultText => ({ severity: 'warning', sentence, fix });

/** The exhaustive table: a code without its words does not compile. Nothing that a person typed is in them. */
export const FAULT_TEXTS: Readonly<Record<ProbeFaultCode, FaultText>> = {
  unresolvable: error(
    'There is no camera by this name in the network.',
    'Check the spelling, or enter the camera’s IP address: the camera’s app or your router shows it.',
  ),
  'address-refused': error('A camera cannot be at this address.', ADDRESS_FIX),
  unreachable: error(
    'Nothing answers at this address.',
    'Check that the camera has power and network, that the address is right, and that this server is in the same network or has a route to it.',
  ),
  'refused-connection': error(
    'There is a device at this address, but it takes no connection at this port.',
    'Switch RTSP on in the camera’s network settings and enter its RTSP port there (usually 554).',
  ),
  'tls-failed': error(
    'The camera does not speak RTSP over TLS at this port.',
    'Switch TLS off here, or switch RTSPS on in the camera and enter its port (usually 322).',
  ),
  'wrong-certificate': error(
    'The camera’s certificate is not the one that was confirmed for it.',
    'If the camera was reset or replaced, confirm its new certificate; if not, find out which device is at this address.',
  ),
  'unconfirmed-certificate': error(
    'The camera’s certificate has not been confirmed yet.',
    'Compare the fingerprint with the one in the camera’s settings and confirm it here. User and password are sent only after that.',
  ),
  silent: error(
    'The camera takes the connection but does not answer.',
    'Restart the camera. If that does not help, check the RTSP port.',
  ),
  slow: warning(
    'The camera takes several seconds to answer.',
    'Nothing has to be done if the picture comes. Viewers of an on-demand camera wait that long: switch “on demand” off to avoid it.',
  ),
  'hung-up-at-sign-in': error(
    'The camera ends the connection instead of answering the sign-in.',
    'Check user and password. If they are right, update the camera’s software, or set its RTSP authentication to “basic”: the media server signs in over the connection on which the camera asked.',
  ),
  'wrong-answer-number': error(
    'The camera answers with the number (CSeq) of an earlier request, so its answers cannot be matched.',
    'Update the camera’s software, or let it push its stream. The media server waits for the right number in vain.',
  ),
  'hung-up': error(
    'The camera ended the connection before the test was over.',
    'Close other programs that watch this camera, restart it, and check that the port is its RTSP port.',
  ),
  'not-rtsp': error(
    'What answers at this port is not a camera’s video service.',
    'Enter the camera’s RTSP port (usually 554), not that of its web page (80, 443 or 8080).',
  ),
  'unexpected-answer': error(
    'The camera gives an answer that cannot be understood.',
    'Restart the camera and update its software. If that does not help, try another stream of it.',
  ),
  redirected: error(
    'The camera sends us on to another address.',
    'Enter the address that the stream has, and resume the camera if it is paused. The media server would follow a redirect anywhere, with the camera’s password: such a camera is not saved, or paused.',
  ),
  'password-needed': error(
    'The camera asks for a user and a password.',
    'Enter the user and password that are set in the camera. Some brands want an extra account for video (Tapo: “camera account”).',
  ),
  'wrong-password': error(
    'The camera does not accept this user and password.',
    'Check both in the camera’s app. After several wrong tries, many cameras lock for some minutes: wait before you try again.',
  ),
  'sign-in-unsupported': error(
    'The media server in use cannot sign in the way that this camera demands.',
    'Set RTSP authentication in the camera to “basic”, or to “digest” with MD5 and without “qop”. If it has no such setting, update its software, or let it push its stream.',
  ),
  'digest-refused': error(
    'The camera offers Digest sign-in but accepts only Basic.',
    'Set RTSP authentication in the camera to “basic” alone, or update its software: the media server answers the Digest that is offered.',
  ),
  'only-media-server-signs-in': warning(
    'The media server can sign in at this camera; FFmpeg and GStreamer cannot, since they answer only the last of its offers.',
    'Nothing has to be done here: viewing and transcoding both use the media server. For other programs at the camera itself, set its RTSP authentication to MD5 alone.',
  ),
  forbidden: error(
    'The camera knows this user but does not let them see the video.',
    'Give the user the right to watch live video in the camera, or wait some minutes if it has locked after wrong passwords.',
  ),
  'wrong-path': error(
    'The camera has no stream by this path.',
    'Choose the camera’s brand for the right path, and check the channel number.',
  ),
  'options-refused': error(
    'The camera refuses the first request of the media server (OPTIONS).',
    'Update the camera’s software, try another stream of it, or let it push its stream.',
  ),
  'invalid-description': error(
    'The camera’s description of its stream is not valid, and the media server plays none of it.',
    'Update the camera’s software, try another stream of it, or let it push its stream.',
  ),
  'invalid-track': error(
    'One track of the camera is described wrongly, and the media server plays none of them.',
    'Switch this track off in the camera, or choose another format for it.',
  ),
  'refused-track': error(
    'The camera describes a track that it then refuses, and the media server plays none of them.',
    'Switch this track off in the camera, or use another stream of it.',
  ),
  'invalid-base-address': error(
    'The camera gives an address for its tracks (Content-Base) that is not an address.',
    'Update the camera’s software, try another stream of it, or let it push its stream.',
  ),
  'early-packets': error(
    'The camera sends pictures before they are requested, and the media server ends the connection.',
    'Update the camera’s software, or choose UDP as transport.',
  ),
  'no-video': error(
    'There is no video in this stream.',
    'Check the path: it may be that of the sound or of an empty channel of a recorder.',
  ),
  'too-many-viewers': error(
    'The camera already sends to as many viewers as it can.',
    'Close other apps and recorders that watch it, or use its second stream.',
  ),
  'tcp-refused': error(
    'The camera does not send its video over TCP.',
    'Choose UDP as transport here, or update the camera’s software.',
  ),
  'udp-refused': error('The camera does not send its video over UDP.', 'Choose TCP as transport here.'),
  'udp-no-packets': error(
    'The camera agrees to send its video over UDP, but no packet arrives.',
    'Allow UDP from the camera to this server and to the media server in every firewall and router between them, or choose TCP as transport here.',
  ),
  'no-picture': error(
    'The camera starts the stream but sends no picture.',
    'Restart the camera, and check that this stream is switched on in its video settings.',
  ),
  stalled: error(
    'The camera began to send pictures and then stopped.',
    'Check its network cable or Wi-Fi signal, lower its bitrate, and restart it.',
  ),
  'unsupported-codec': error(
    'Browsers cannot show the video format of this stream.',
    'Set the video encoding to H.264 (profile Main or Baseline) in the camera, or switch on “transcode” here.',
  ),
  'no-key-frame': error(
    'The camera sent no complete picture (key frame) to start from for as long as it was watched.',
    'Set the I-frame interval (key frame, GOP) in the camera to one second: as many frames as it sends in a second.',
  ),
  'b-frames': error(
    'The camera sends B-frames, which browsers cannot show live.',
    'Switch B-frames off in the camera, or set the H.264 profile to Baseline; else switch on “transcode” here.',
  ),
  'long-key-frame-interval': warning(
    'The camera sends a complete picture (key frame) too seldom, so viewers wait for the first one.',
    'Set the I-frame interval (key frame, GOP) in the camera to one second, and switch off “smart codec”, “H.264+” and the like.',
  ),
  'no-second-connection': warning(
    'The camera is live, and did not accept a second connection for this test.',
    'Nothing needs to be changed for the picture. To measure the video, pause the camera here, close other programs that watch it, and test again.',
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
    'Set the H.264 profile to High, Main or Baseline in the camera, or switch on “transcode” here.',
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
    'What is at this address is no MJPEG video.',
    'Enter the address of the video itself, often ending in /stream or /mjpeg, and not that of the camera’s page.',
  ),
  'no-publish-key': error(
    'The camera has no publish key yet.',
    'Make a publish key and enter it in the camera, or allow the camera’s address.',
  ),
  paused: error('The camera is paused.', 'Resume it, then test it again.'),
  'not-publishing': error(
    'The camera has not tried to send its video.',
    'Check that the camera is on, that it has network, and that the address that it sends to is the one shown here.',
  ),
  'publishing-refused': error(
    'The camera tries to send its video, but is refused.',
    'Enter the newest publish key in the camera: an older one ends when a new one is made.',
  ),
  'media-server-away': error(
    'The media server does not answer.',
    'Tell the operator. The cameras go on by themselves when it is back.',
  ),
};

/** Why an address is refused, where the general words would not help. */
export const REFUSAL_TEXTS: Readonly<Record<AddressRefusal, Omit<FaultText, 'severity'>>> = {
  'not-a-host': {
    sentence: 'This is no name or address of a camera.',
    fix: 'Enter an address such as 192.168.1.64, without rtsp:// and without a port.',
  },
  'odd-notation': {
    sentence: 'This address is written in a way that could mean several things.',
    fix: 'Enter all four numbers, without leading zeros: 192.168.1.64.',
  },
  loopback: refusal('This address means the server itself.'),
  'link-local': refusal('This address is one that a device gives itself when it found no network.'),
  metadata: refusal('This address belongs to the server’s cloud.'),
  unspecified: refusal('This address means no device.'),
  multicast: refusal('This address means a group of devices.'),
  broadcast: refusal('This address means all devices.'),
  documentation: refusal('This address is only for examples.'),
  reserved: refusal('This address is not for devices.'),
  'ipv4-in-ipv6': {
    sentence: 'This is an IPv4 address in the dress of IPv6.',
    fix: 'Enter the plain address, such as 192.168.1.64.',
  },
  'own-address': {
    sentence: 'This address and port are those of this service itself.',
    fix: 'Enter the camera’s own address. A camera that sends to us is set up as “push”.',
  },
  'own-name-unresolved': {
    sentence:
      'This service cannot tell this address from its own now: one of its host names cannot be resolved.',
    fix: 'Try again in a minute. The operator checks the host names of the database and the media servers.',
  },
  'private-not-allowed': {
    sentence: 'This network is not among those where this workshop’s cameras may be.',
    fix: 'Check the address. Ask the operator to allow the workshop’s network, or add it to the workshop’s camera networks.',
  },
  'public-not-allowed': {
    sentence: 'This address is on the internet, and this workshop’s cameras may only be in its own network.',
    fix: 'Enter the camera’s local address, or ask the operator to allow public addresses for this workshop.',
  },
};
