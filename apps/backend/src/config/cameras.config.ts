import { LOCAL_NETWORK_ONLY } from '@ppf/camera-probe';
import { text, toggle } from './kinds-of-setting';
import { networks } from './networks.setting';
import { concern } from './setting';

/** Cameras that the media server pulls from. */
export class CamerasConfig extends concern('Cameras', {
  networks: networks('CAMERA_NETWORKS', {
    default: LOCAL_NETWORK_ONLY.allow.join(','),
    about:
      'Networks where cameras may be, as ranges separated by commas; the word `public` adds every public address. Narrow it to the workshops’ networks if possible: the media server connects to every address that an owner enters.',
  }),
  redirectChecks: toggle('CAMERA_REDIRECT_CHECKS', {
    default: 'true',
    about:
      'Whether cameras are asked over RTSP, before they are saved and while they are pulled, if they redirect. MediaMTX follows a redirect anywhere, with the camera’s password: such a camera is not saved, or paused. Off only where this service has no route to the cameras.',
  }),
  returnChecks: toggle('CAMERA_RETURN_CHECKS', {
    default: 'true',
    about:
      'Whether the port of an offline camera is checked by a TCP connection once per second (every 10 s after ten minutes), so that the media server reconnects immediately when it is open. Without the checks a camera that returns is shown up to 5 s later. Off where this service has no route to the cameras, or where these connections set off an alarm.',
  }),
  programFolders: text('PATH', {
    optional: true,
    about:
      'Folders where FFmpeg is looked for, which makes the picture of a camera test. Without FFmpeg there is a test, but no picture of H.264 and H.265.',
  }),
}) {}
