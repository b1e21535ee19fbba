import type { CameraTestSeverity, ChainFaultCode } from '@ppf/contracts';

/** Who can mend it: `camera` and `viewer` the workshop, `server` the operator alone. */
export type FixedBy = 'camera' | 'server' | 'viewer';

/** A fault in words. */
export interface DiagnosisText {
  readonly severity: CameraTestSeverity;
  readonly fixedBy: FixedBy;
  /** What is wrong, in one sentence. */
  readonly sentence: string;
  /** What whoever can mend it does. */
  readonly fix: string;
}

type Words = readonly [sentence: string, fix: string];

const camera = (...[sentence, fix]: Words): DiagnosisText => ({
  severity: 'error',
  fixedBy: 'camera',
  sentence,
  fix,
});
const server = (...words: Words): DiagnosisText => ({ ...camera(...words), fixedBy: 'server' });
const viewer = (...words: Words): DiagnosisText => ({ ...camera(...words), fixedBy: 'viewer' });
const warned = (text: DiagnosisText): DiagnosisText => ({ ...text, severity: 'warning' });

/** The exhaustive table: a code without its words does not compile. Nothing that was typed or received is in them. */
export const CHAIN_TEXTS: Readonly<Record<ChainFaultCode, DiagnosisText>> = {
  'no-camera': camera('This pit has no camera yet.', 'Set up the camera on the page of the pit.'),
  'camera-not-applied': camera(
    'The media server does not pull the camera as it is set up.',
    'The pit’s page and the camera’s page say why, and what to do.',
  ),
  'video-is-h265': camera(
    'The camera sends H.265, which most browsers cannot show.',
    'Set the video encoding to H.264 in the camera (also switch off “H.265+”), or switch on “transcode” here.',
  ),
  'video-is-mjpeg': camera(
    'The camera sends Motion JPEG, which cannot be passed on to browsers.',
    'Set the video encoding to H.264 in the camera, or switch on “transcode” here.',
  ),
  'mjpeg-sends-nothing': camera(
    'The sender is connected with Motion JPEG, but sends no picture.',
    'With FFmpeg, put “-huffman default” before the address: RTSP carries only pictures with these tables. Better send H.264, by the lines on the camera’s page.',
  ),
  'server-cannot-reach-camera': camera(
    'The camera works, but the media server does not get its video.',
    'Check that the media server is in the camera’s network or has a route to it, and that the camera lets a second program watch.',
  ),
  'slow-start': camera(
    'The camera takes longer to begin than the media server waits for it.',
    'Switch off “only while somebody watches” for this camera: then it is there before anybody asks. Else viewers are sent away after 10 s (sourceOnDemandStartTimeout, as this service sets it).',
  ),
  disconnects: warned(
    camera(
      'The connection to the camera is lost again and again.',
      'Check its network cable or Wi-Fi signal and its power supply, and lower its bitrate.',
    ),
  ),
  're-encoding-fails': server(
    'The camera’s video arrives, but is not re-encoded for browsers.',
    'Install FFmpeg where MediaMTX runs (image with -ffmpeg), look into its log, and check that the machine has a free CPU core for each such camera.',
  ),
  'publishes-to-another-path': camera(
    'The camera sends its video to another pit’s address.',
    'Enter the address that is shown for this pit in the camera, exactly as it is.',
  ),
  'publishes-beside-the-path': camera(
    'The camera sends its video to another address of this pit than the one that is expected.',
    'Enter the address that is shown on the camera’s page now: it changes with “transcode” and with a second stream.',
  ),
  'wrong-publish-key': camera(
    'The camera sends its video with a wrong key.',
    'Enter the newest publish key in the camera: an older one ends when a new one is made.',
  ),
  'media-server-down': server(
    'The media server is not running.',
    'Start MediaMTX (systemctl status mediamtx) and read why it stopped: it exits when its file is not valid. If it runs, check MEDIAMTX_API_URL and `api: yes`.',
  ),
  'media-server-unreachable': server(
    'The media server does not answer.',
    'Check MEDIAMTX_HOST and MEDIAMTX_API_URL, the firewall between this service and MediaMTX, and that `apiAddress` is reachable from here.',
  ),
  'media-server-refuses-us': server(
    'The media server does not let this service manage it.',
    'Exclude the API from authentication (`authHTTPExclude: [{action: api}]`), or set the same MEDIAMTX_HOOK_SECRET here and in authHTTPAddress.',
  ),
  'media-server-too-old': server(
    'The media server is too old for this service.',
    'Install MediaMTX v1.9.3 or later; JWT mode needs v1.12.3 or later.',
  ),
  'media-server-clock': server(
    'The clocks of the media server and of this service do not agree.',
    'Let both machines follow a time server (timedatectl set-ntp true): tokens are good for a minute.',
  ),
  'hook-off': server(
    'The media server lets anybody watch: it asks nobody.',
    'Set authMethod: http and authHTTPAddress in mediamtx.yml (authMethod: jwt and authJWTJWKS in JWT mode) and restart MediaMTX.',
  ),
  'hook-elsewhere': server(
    'The media server asks something else than this service who may watch.',
    'Set authHTTPAddress to http://mediamtx:MEDIAMTX_HOOK_SECRET@<this service>/api/v1/streams/validate-token, and check that MediaMTX’s machine reaches it.',
  ),
  'hook-without-secret': server(
    'The media server asks this service, but does not prove that it is the media server.',
    'Put user and secret into authHTTPAddress: http://mediamtx:MEDIAMTX_HOOK_SECRET@…, with the same secret as in this service’s settings.',
  ),
  'hook-refuses': server(
    'The media server asks this service, which refuses a token of its own.',
    'Check that all replicas have the same STREAM_TOKEN_SECRET and database, and that their clocks agree.',
  ),
  'path-missing': server(
    'The media server does not know this pit.',
    'Wait some seconds after a restart of MediaMTX; then run “reconcile --dry-run” and look for what it refuses.',
  ),
  'webrtc-port-closed': server(
    'Nothing answers where browsers ask for the video.',
    'Open port 8889 (TCP) for browsers, or the proxy’s 443, check `webrtc: yes`, and check MEDIAMTX_WEBRTC_URL and MEDIAMTX_HOST.',
  ),
  'webrtc-address-wrong': server(
    'What answers where browsers ask for the video is not the media server.',
    'Check MEDIAMTX_WEBRTC_URL and the proxy’s prefix: `location /webrtc/ { proxy_pass http://127.0.0.1:8889/; }` needs the slash at both ends.',
  ),
  'proxy-cannot-reach-server': server(
    'The proxy in front of the media server does not reach it.',
    'Check proxy_pass: it must name the address and port of MediaMTX’s WebRTC (8889).',
  ),
  'cors-refused': server(
    'The media server does not let the dashboard’s page ask for video (CORS).',
    'Let the proxy pass MediaMTX’s headers on and add none of its own; set webrtcAllowOrigin to `*` or to PUBLIC_URL, and check PUBLIC_URL and MEDIAMTX_HOST.',
  ),
  'media-not-https': server(
    'The dashboard is on https, and the media server only on http: browsers refuse that.',
    'Serve MediaMTX through the TLS proxy and set MEDIAMTX_WEBRTC_URL and MEDIAMTX_HLS_URL to its https addresses.',
  ),
  'media-host-is-loopback': server(
    'Browsers are sent to their own machine for the video.',
    'Set MEDIAMTX_HOST (or MEDIAMTX_WEBRTC_URL and MEDIAMTX_HLS_URL) to the name that browsers reach MediaMTX by, not to localhost.',
  ),
  'ice-hosts-missing': server(
    'The media server offers browsers addresses that they cannot reach.',
    'Set webrtcAdditionalHosts in mediamtx.yml to the public name or address, as is needed behind NAT and in Docker, and restart MediaMTX.',
  ),
  'udp-blocked': server(
    'The network lets no WebRTC media through.',
    'Open port 8189 (UDP) to the media server in every firewall and in Docker, or set webrtcLocalTCPAddress or a TURN server where UDP is not allowed.',
  ),
  'browser-cannot-reach-media': server(
    'This browser cannot reach the media server, while this service can.',
    'Check from the viewer’s network that MEDIAMTX_WEBRTC_URL opens, that its certificate is valid there, and that PUBLIC_URL is the address that people use.',
  ),
  'token-refused': server(
    'The media server does not accept the viewer’s token.',
    'Check that all replicas have the same STREAM_TOKEN_SECRET (in JWT mode: STREAM_TOKEN_KEY, and that MediaMTX reaches the key set), and that clocks agree.',
  ),
  'pit-viewers-full': viewer(
    'As many people watch this pit as may.',
    'Wait until somebody leaves, or end a view under “Who watches”; the operator can raise STREAM_MAX_VIEWERS_PER_PIT.',
  ),
  'workshop-viewers-full': viewer(
    'As many people watch in this workshop as may.',
    'Close other pits, or wait until somebody leaves; the operator can raise STREAM_MAX_VIEWERS_PER_WORKSHOP.',
  ),
  'viewer-sessions-full': viewer(
    'You watch as many pits as one person may.',
    'Close one of them, also on your other devices; the operator can raise STREAM_MAX_SESSIONS_PER_VIEWER.',
  ),
  'viewing-ended': viewer(
    'Your view was ended by somebody, or the link that it came from has ended.',
    'Press “Watch again”; if it ends again, ask the owner of the workshop for access or for a new link.',
  ),
  'lease-ended': viewer(
    'Your view was ended because nothing was heard from this page for a while.',
    'Press “Watch again”. If it happens often, keep the page in view and check the network.',
  ),
  'browser-codec': viewer(
    'This browser cannot show the camera’s video format.',
    'Use a current Chrome, Edge, Firefox or Safari, or have the camera set to H.264.',
  ),
  'nothing-decoded': viewer(
    'The video arrives, but this browser gets no picture out of it.',
    'Set the camera’s key frame interval to one second and its profile to Main or Baseline; then reload the page.',
  ),
  'browser-failed': viewer(
    'This browser failed to play the video.',
    'Reload the page; if it stays, update the browser, or switch its hardware acceleration off.',
  ),
  lag: warned(
    viewer(
      'The picture is more than three seconds behind.',
      'Lower the camera’s resolution and bitrate, check the bandwidth of the server and of this network, and let UDP through so that WebRTC can be used.',
    ),
  ),
  'browser-clock': warned(
    viewer(
      'The clock of this device is wrong.',
      'Set the device’s date and time by the network; times on this page are wrong until then.',
    ),
  ),
};
