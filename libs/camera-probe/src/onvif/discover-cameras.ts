import type { CameraAddressGuard } from '../address/camera-address-guard';
import { askOnvif } from './ask-onvif';
import type { SaidDevice } from './onvif-job';

/** A camera that answered a search. */
export interface FoundCamera {
  /** Address; the guard allowed it. */
  readonly host: string;
  /** Port of its ONVIF service. */
  readonly port: number;
  /** What it calls itself; null: it does not tell. */
  readonly name: string | null;
  readonly model: string | null;
}

/** How long cameras may take to answer, in ms. */
export const DISCOVERY_MS = 4_000;

/**
 * Searches this machine's networks for cameras (WS-Discovery). Only what the guard allows is told, each address once, by
 * address. @throws the signal's reason when it is aborted.
 */
export async function discoverCameras(
  guard: CameraAddressGuard,
  signal: AbortSignal,
): Promise<readonly FoundCamera[]> {
  const said = await askOnvif({ kind: 'discover', ms: DISCOVERY_MS }, DISCOVERY_MS + 500, signal);
  const devices = said.flatMap((each) => (each.kind === 'device' ? [each.device] : []));
  return allowedCameras(devices, guard);
}

/** What devices said, as cameras: only those that the guard allows, each address once, by address. */
export async function allowedCameras(
  devices: readonly SaidDevice[],
  guard: CameraAddressGuard,
): Promise<readonly FoundCamera[]> {
  const byHost = new Map(devices.map((device) => [device.address, cameraOf(device)]));
  const judged = await Promise.all(
    [...byHost.values()].map(async (camera) => ({
      camera,
      isAllowed: (await guard.judge(camera.host, camera.port)).kind === 'allowed',
    })),
  );
  const byAddress = new Intl.Collator('en', { numeric: true });
  return judged
    .filter(({ isAllowed }) => isAllowed)
    .map(({ camera }) => camera)
    .sort((a, b) => byAddress.compare(a.host, b.host));
}

// Where the answer came from is where the camera is: what it says of its address may be wrong, or somebody else's.
function cameraOf({ address: host, xaddrs, scopes }: SaidDevice): FoundCamera {
  const urls = xaddrs.split(/\s+/).filter((each) => URL.canParse(each) && each.startsWith('http:'));
  const own = urls.find((each) => new URL(each).hostname === host) ?? urls[0];
  const port = own === undefined ? 80 : Number(new URL(own).port) || 80;
  return { host, port, name: scopeOf(scopes, 'name'), model: scopeOf(scopes, 'hardware') };
}

/** ONVIF Core Specification §7.3.2.2: `onvif://www.onvif.org/name/Garden`. */
function scopeOf(scopes: string, kind: string): string | null {
  const found = new RegExp(`(?:^|\\s)onvif://www\\.onvif\\.org/${kind}/(\\S+)`, 'i').exec(scopes)?.[1];
  return found === undefined ? null : shortText(decoded(found));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text of a device's as it may be shown: one line of no more than 80 characters; null: nothing is left. */
export function shortText(text: string): string | null {
  return (
    text
      .replace(/[\p{C}\s_]+/gu, ' ')
      .trim()
      .slice(0, 80) || null
  );
}
