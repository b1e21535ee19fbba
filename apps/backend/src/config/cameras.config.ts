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
      'Whether cameras are checked for RTSP redirects before they are saved and while they are pulled. MediaMTX follows any redirect, with the camera’s password: such a camera is not saved, or it is paused. Turn it off only if this service has no route to the cameras.',
  }),
  returnChecks: toggle('CAMERA_RETURN_CHECKS', {
    default: 'true',
    about:
      'Whether the port of an offline camera is checked by a TCP connection once per second (every 10 s after ten minutes), so that the media server reconnects immediately when it is open. Without the checks, a camera that returns is shown up to 5 s later. Turn it off if this service has no route to the cameras, or where these connections set off an alarm.',
  }),
  programFolders: text('PATH', {
    optional: true,
    about:
      'Folders in which FFmpeg is searched, which creates the snapshot of a camera test. Without FFmpeg, tests have no snapshot of H.264 and H.265.',
  }),
}) {}
