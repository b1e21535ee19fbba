import { isCidr } from '@ppf/camera-probe';
import { type Fallback, setting, type Setting, SettingFault } from './setting';

/** Networks that the backend, or the media server for it, may connect to. */
export interface Networks {
  /** Ranges of addresses, such as `192.168.0.0/16`. */
  readonly allow: readonly string[];
  /** Whether public addresses are allowed too. */
  readonly allowPublic: boolean;
}

/** Stands for every public address in a list of networks. */
export const PUBLIC_NETWORKS = 'public';

/** Ranges separated by commas, among them the word `public`. */
export function networks(name: string, definition: Fallback & { readonly about: string }): Setting<Networks> {
  return setting(name, { ...definition, parse: parseNetworks });
}

function parseNetworks(value: string): Networks {
  const entries = value.split(',').map((each) => each.trim());
  const allow = entries.filter((entry) => entry !== PUBLIC_NETWORKS);
  if (!allow.every(isCidr))
    throw new SettingFault('must be ranges such as 192.168.0.0/16, or the word public');
  return { allow, allowPublic: entries.includes(PUBLIC_NETWORKS) };
}
