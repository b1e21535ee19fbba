import { HlsPreroll } from './hls-preroll';
import { mediaSourceConstructor } from './media-buffer';

/** Properties of the device, as the browser reports them. */
export interface Device {
  /** Whether data saver is on. */
  readonly savesData: boolean;
  /** Approximate memory, GB; null where the browser does not report it. */
  readonly memory: number | null;
  /** Whether Media Source Extensions are available. */
  readonly hasMediaSource: boolean;
  /** Open prerolls on this page. */
  readonly prerolls: number;
}

/** Minimum memory for a second decoder, GB. */
const MIN_MEMORY_GB = 2;

/**
 * Maximum of concurrent prerolls. Browsers open six connections per host over HTTP/1.1. Each preroll keeps one waiting
 * and first requests a whole group of pictures, which would delay the WebRTC requests of a wall behind a shared proxy.
 */
const MAX_PREROLLS = 3;

/** Whether the device can receive a preroll beside WebRTC. */
export function supportsPreroll({ savesData, memory, hasMediaSource, prerolls }: Device): boolean {
  return (
    prerolls < MAX_PREROLLS && hasMediaSource && !savesData && (memory === null || memory >= MIN_MEMORY_GB)
  );
}

/** Reads the properties of this device. */
export function currentDevice(): Device {
  const { connection, deviceMemory } = navigator as Navigator & {
    connection?: { saveData?: boolean };
    deviceMemory?: number;
  };
  return {
    savesData: connection?.saveData ?? false,
    memory: deviceMemory ?? null,
    hasMediaSource: mediaSourceConstructor() !== undefined,
    prerolls: HlsPreroll.activeCount,
  };
}
