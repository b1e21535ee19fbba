import { Bridge } from './bridge';
import { mediaSourceKind } from './media-buffer';

/** What a device says of itself. */
export interface Device {
  /** Whether its owner asks for less data to be loaded. */
  readonly savesData: boolean;
  /** GB of memory, as coarsely as the browser tells; null where it does not. */
  readonly memory: number | null;
  /** Whether scripts can hand video to it. */
  readonly buffersMedia: boolean;
  /** Bridges on this page now. */
  readonly bridges: number;
}

/** Devices with less have no room for a second picture, GB. */
const MEMORY_NEEDED = 2;

/**
 * At most so many at once: browsers have six connections for a host over HTTP/1.1, each bridge has one waiting and asks
 * for a whole group of pictures first, and a wall's WebRTC must not wait for them behind a proxy that serves both.
 */
const MOST_BRIDGES = 3;

/** Whether a device may load the picture twice for a moment. */
export function affordsBridge({ savesData, memory, buffersMedia, bridges }: Device): boolean {
  return bridges < MOST_BRIDGES && buffersMedia && !savesData && (memory === null || memory >= MEMORY_NEEDED);
}

/** The device that we run on. */
export function thisDevice(): Device {
  const { connection, deviceMemory } = navigator as Navigator & {
    connection?: { saveData?: boolean };
    deviceMemory?: number;
  };
  return {
    savesData: connection?.saveData ?? false,
    memory: deviceMemory ?? null,
    buffersMedia: mediaSourceKind() !== undefined,
    bridges: Bridge.atWork,
  };
}
