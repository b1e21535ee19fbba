import { LOCAL_NETWORK_ONLY } from '@ppf/camera-probe';
import { text } from './kinds-of-setting';
import { networks } from './networks.setting';
import { concern } from './setting';

/** Cameras that the media server fetches from. */
export class CamerasConfig extends concern('Cameras', {
  networks: networks('CAMERA_NETWORKS', {
    default: LOCAL_NETWORK_ONLY.allow.join(','),
    about:
      'Networks where cameras may be, as ranges separated by commas; the word `public` adds every public address. Narrow it to the workshops’ networks where you can: whoever sets up a camera makes the media server connect there.',
  }),
  programFolders: text('PATH', {
    optional: true,
    about:
      'Folders where FFmpeg is looked for, which makes the picture of a camera test. Without FFmpeg there is a test, but no picture of H.264 and H.265.',
  }),
}) {}
