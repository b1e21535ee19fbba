import { isCidr, LOCAL_NETWORK_ONLY } from '@ppf/camera-probe';
import { text } from './kinds-of-setting';
import { concern, setting, SettingFault } from './setting';

/** Where cameras may be that the media server fetches from. */
export interface CameraNetworks {
  /** Ranges of addresses, such as `192.168.0.0/16`. */
  readonly allow: readonly string[];
  /** Whether a camera may be at any public address too. */
  readonly allowPublic: boolean;
}

/** Stands for every public address in a list of networks. */
export const PUBLIC_NETWORKS = 'public';

/** Cameras that the media server fetches from. */
export class CamerasConfig extends concern('Cameras', {
  networks: setting<CameraNetworks>('CAMERA_NETWORKS', {
    default: LOCAL_NETWORK_ONLY.allow.join(','),
    about:
      'Networks where cameras may be, as ranges separated by commas; the word `public` adds every public address. Narrow it to the workshops’ networks where you can: whoever sets up a camera makes the media server connect there.',
    parse: parseNetworks,
  }),
  programFolders: text('PATH', {
    optional: true,
    about:
      'Folders where FFmpeg is looked for, which makes the picture of a camera test. Without FFmpeg there is a test, but no picture of H.264 and H.265.',
  }),
}) {}

function parseNetworks(value: string): CameraNetworks {
  const entries = value.split(',').map((each) => each.trim());
  const allow = entries.filter((entry) => entry !== PUBLIC_NETWORKS);
  if (!allow.every(isCidr))
    throw new SettingFault('must be ranges such as 192.168.0.0/16, or the word public');
  return { allow, allowPublic: entries.includes(PUBLIC_NETWORKS) };
}
