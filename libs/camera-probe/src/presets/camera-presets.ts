import type { CameraPreset, CameraPresetId } from './camera-preset';

const NO_SMART_CODEC = 'switch off';
const KEY_FRAME_EACH_SECOND = 'as many frames as the frame rate (one second)';

/** The exhaustive table of presets, each with the source of its paths. */
export const CAMERA_PRESETS: Readonly<Record<CameraPresetId, CameraPreset>> = {
  // Hikvision ISAPI developer guide, "rtsp://<host>[:port]/ISAPI/Streaming/channels/<ID>", where the ID is the channel
  // times 100 plus 1 (main) or 2 (sub); the short form without /ISAPI is what the brand's other papers and players use.
  hikvision: {
    id: 'hikvision',
    name: 'Hikvision, HiLook',
    port: 554,
    user: 'admin',
    mainPath: '/Streaming/Channels/{channel}01',
    subPath: '/Streaming/Channels/{channel}02',
    channelDigits: 1,
    settings: [
      'Configuration → Video/Audio → Video Encoding: H.264',
      `Configuration → Video/Audio → H.264+: ${NO_SMART_CODEC}`,
      'Configuration → Video/Audio → Profile: Main or Basic, which send no B-frames',
      `Configuration → Video/Audio → I Frame Interval: ${KEY_FRAME_EACH_SECOND}`,
      'Configuration → System → Security → RTSP Authentication: digest',
    ],
    notes: [
      'After several wrong passwords the camera locks the sender for 30 minutes.',
      'On a recorder, the channel is the number of the camera; on a camera, it is 1.',
    ],
    needsTranscode: false,
  },
  // Dahua HTTP API, "Get real-time stream": rtsp://<server>:<port>/cam/realmonitor?channel=<n>&subtype=<0 main, 1 extra>.
  dahua: {
    id: 'dahua',
    name: 'Dahua, Amcrest, Imou',
    port: 554,
    user: 'admin',
    mainPath: '/cam/realmonitor?channel={channel}&subtype=0',
    subPath: '/cam/realmonitor?channel={channel}&subtype=1',
    channelDigits: 1,
    settings: [
      'Setup → Camera → Video → Encode Mode: H.264 (Main) or H.264B (Baseline)',
      `Setup → Camera → Video → Smart Codec: ${NO_SMART_CODEC}`,
      `Setup → Camera → Video → I Frame Interval: ${KEY_FRAME_EACH_SECOND}`,
      'Sub Stream → Enable: switch on, if the small stream is used',
    ],
    notes: ['The video password of Imou cameras is the safety code on their label.'],
    needsTranscode: false,
  },
  // CP Plus UNC/UNP HTTP API for IPC 1.37, §4.1: the same paths as Dahua's, which builds many of these cameras.
  'cp-plus': {
    id: 'cp-plus',
    name: 'CP Plus',
    port: 554,
    user: 'admin',
    mainPath: '/cam/realmonitor?channel={channel}&subtype=0',
    subPath: '/cam/realmonitor?channel={channel}&subtype=1',
    channelDigits: 1,
    settings: [
      'Setup → Camera → Video → Compression: H.264 (Main) or H.264B (Baseline)',
      `Setup → Camera → Video → Smart Codec: ${NO_SMART_CODEC}`,
      `Setup → Camera → Video → I Frame Interval: ${KEY_FRAME_EACH_SECOND}`,
    ],
    notes: ['Home models that are set up by an app only may have no RTSP. Test the camera to find out.'],
    needsTranscode: false,
  },
  // Reolink support, "Introduction to RTSP": rtsp://…/Preview_<channel>_<main|sub>, before that h264Preview_….
  reolink: {
    id: 'reolink',
    name: 'Reolink',
    port: 554,
    user: 'admin',
    mainPath: '/Preview_{channel}_main',
    subPath: '/Preview_{channel}_sub',
    channelDigits: 2,
    settings: [
      'Settings → Network → Advanced → Port Settings → RTSP: switch on',
      'Settings → Stream → Encoding: H.264',
      'Settings → Stream → I-frame interval: 1×',
    ],
    notes: [
      'Older firmware has the paths /h264Preview_01_main and /h264Preview_01_sub.',
      'Cameras with 4K or more send their main stream as H.265 only: use the sub stream, or re-encode.',
      'Battery cameras have no RTSP.',
    ],
    needsTranscode: false,
  },
  // TP-Link Tapo support, FAQ 34 "How to view Tapo camera on PC/NAS/NVR through RTSP/Onvif": stream1 and stream2.
  'tp-link-tapo': {
    id: 'tp-link-tapo',
    name: 'TP-Link Tapo',
    port: 554,
    user: null,
    mainPath: '/stream1',
    subPath: '/stream2',
    channelDigits: 1,
    settings: [
      'Tapo app → camera → Advanced Settings → Camera Account: make a user and password, and enter these here',
      'Tapo app → Me → Tapo Lab → Third-Party Compatibility: switch on, where the app has it',
    ],
    notes: [
      'The user and password are those of the camera account, not of the Tapo app.',
      'At most two apps can watch a Tapo camera at a time.',
      'Battery cameras and those behind a hub have no RTSP.',
    ],
    needsTranscode: false,
  },
  // Axis VAPIX, "Video streaming": rtsp://<servername>/axis-media/media.amp?<argument>=<value>, with videocodec,
  // resolution, videokeyframeinterval (frames) and camera (channel).
  axis: {
    id: 'axis',
    name: 'Axis',
    port: 554,
    user: 'root',
    mainPath: '/axis-media/media.amp?camera={channel}&videocodec=h264&videokeyframeinterval=25',
    subPath:
      '/axis-media/media.amp?camera={channel}&videocodec=h264&videokeyframeinterval=25&resolution=640x360',
    channelDigits: 1,
    settings: [
      `Video → Stream → Zipstream → Dynamic GOP: ${NO_SMART_CODEC}`,
      'Video → Stream → H.264 profile: Main or Baseline',
      'System → Users: make a user with the role Viewer, and enter it here',
    ],
    notes: [
      'The path asks for H.264 and a key frame each 25 frames, whatever the camera’s own settings are.',
    ],
    needsTranscode: false,
  },
  // ONVIF Streaming Specification §5 and Media Service §5.2 (GetStreamUri): the camera returns the path.
  onvif: {
    id: 'onvif',
    name: 'Other camera (ONVIF)',
    port: 554,
    user: null,
    mainPath: null,
    subPath: null,
    channelDigits: 1,
    settings: [
      'ONVIF: switch on, and make a user for it where the camera keeps these apart',
      'Video encoding: H.264, profile Main or Baseline (no B-frames)',
      `I-frame interval (GOP): ${KEY_FRAME_EACH_SECOND}`,
    ],
    notes: ['The camera’s own page or ONVIF Device Manager shows the path of each stream (“stream URI”).'],
    needsTranscode: false,
  },
  // github.com/rzeldent/esp32cam-rtsp, README: rtsp://<device>:554/mjpeg/1. Espressif's CameraWebServer example has
  // MJPEG over HTTP at port 81 (/stream) instead.
  'esp32-cam': {
    id: 'esp32-cam',
    name: 'ESP32-CAM (fetched)',
    port: 554,
    user: null,
    mainPath: '/mjpeg/1',
    subPath: null,
    channelDigits: 1,
    settings: ['Frame size: SVGA (800×600) or less', 'Frame duration: 100 ms (10 frames per second) or more'],
    notes: [
      'It sends MJPEG, which is re-encoded here (“transcode”).',
      'It sends to one viewer at a time: close every other one.',
      'A camera that sends by itself is set up as “push” instead.',
    ],
    needsTranscode: true,
  },
};
