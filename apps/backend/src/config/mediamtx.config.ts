import { choice, port, secret, text, toggle, url } from './kinds-of-setting';
import { concern, type Environment } from './setting';

const HTTP = ['http:', 'https:'];

function base(scheme: string, portName: string, portDefault: string) {
  return (environment: Environment) =>
    `${scheme}://${environment['MEDIAMTX_HOST'] || '127.0.0.1'}:${environment[portName] || portDefault}`;
}

/** Addresses of the media server, for the backend and for viewers. */
export class MediamtxConfig extends concern('MediaMTX', {
  host: text('MEDIAMTX_HOST', {
    default: '127.0.0.1',
    about: 'Host name or address of MediaMTX. Browsers must reach it too, unless the URLs below are set.',
  }),
  rtspPort: port('MEDIAMTX_RTSP_PORT', { default: '8554', about: 'Its RTSP port (TCP).' }),
  webrtcPort: port('MEDIAMTX_WEBRTC_PORT', { default: '8889', about: 'Its WebRTC (WHEP) port (TCP).' }),
  hlsPort: port('MEDIAMTX_HLS_PORT', { default: '8888', about: 'Its HLS port (TCP).' }),
  apiPort: port('MEDIAMTX_API_PORT', {
    default: '9997',
    about: 'Its control API port (TCP). Keep it private: bind it to loopback or a private network.',
  }),
  webrtcUdpPort: port('MEDIAMTX_WEBRTC_UDP_PORT', {
    default: '8189',
    about: 'Its port for WebRTC media (UDP), for messages about ports that must be open.',
  }),
  apiUrl: url('MEDIAMTX_API_URL', {
    protocols: HTTP,
    default: base('http', 'MEDIAMTX_API_PORT', '9997'),
    defaultText: 'http://MEDIAMTX_HOST:MEDIAMTX_API_PORT',
    about: 'How this service reaches the control API.',
  }),
  webrtcUrl: url('MEDIAMTX_WEBRTC_URL', {
    protocols: HTTP,
    default: base('http', 'MEDIAMTX_WEBRTC_PORT', '8889'),
    defaultText: 'http://MEDIAMTX_HOST:MEDIAMTX_WEBRTC_PORT',
    about: 'How browsers reach WebRTC signalling.',
  }),
  hlsUrl: url('MEDIAMTX_HLS_URL', {
    protocols: HTTP,
    default: base('http', 'MEDIAMTX_HLS_PORT', '8888'),
    defaultText: 'http://MEDIAMTX_HOST:MEDIAMTX_HLS_PORT',
    about: 'How browsers reach HLS.',
  }),
  rtspUrl: url('MEDIAMTX_RTSP_URL', {
    protocols: ['rtsp:', 'rtsps:'],
    default: base('rtsp', 'MEDIAMTX_RTSP_PORT', '8554'),
    defaultText: 'rtsp://MEDIAMTX_HOST:MEDIAMTX_RTSP_PORT',
    about: 'How players and cameras reach RTSP.',
  }),
  auth: choice('MEDIAMTX_AUTH', ['http', 'jwt'], {
    default: 'http',
    about:
      'Who authenticates viewers and cameras, as in MediaMTX’s `authMethod`. `http`: this service, called by MediaMTX for each of them. `jwt`: MediaMTX, with the public keys of this service (v1.12.3 or later; for large sites; the guide on JWT mode lists the restrictions).',
  }),
  hookSecret: secret('MEDIAMTX_HOOK_SECRET', {
    bytes: 16,
    about:
      'Authenticates MediaMTX: the password of the user `mediamtx` in its authHTTPAddress. At least 16 bytes.',
  }),
  agentCode: secret('MEDIA_AGENT_CODE', {
    bytes: 24,
    optional: true,
    about:
      'Code for the media agent of the configured media server, which has the same setting. With its first report the agent sets the paths. Valid until another one is set or the agent is revoked; at least 24 bytes.',
  }),
  pathsByApi: toggle('MEDIAMTX_PATHS_BY_API', {
    default: 'false',
    about:
      'true: no media agent runs beside the configured media server, so at each start this service takes its paths over.',
  }),
  simulated: toggle('MEDIAMTX_SIMULATED', {
    default: 'false',
    about: 'true: the media server is the simulator, and the dashboard shows it. Refused in production.',
  }),
}) {}
