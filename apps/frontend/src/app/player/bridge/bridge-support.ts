import { mediaSourceKind } from './media-buffer';

/** What a device says of itself. */
export interface Device {
  /** Whether its owner asks for less data to be loaded. */
  readonly savesData: boolean;
  /** GB of memory, as coarsely as the browser tells; null where it does not. */
  readonly memory: number | null;
  /** Whether scripts can hand video to it. */
  readonly buffersMedia: boolean;
}

/** Devices with less have no room for a second picture, GB. */
const MEMORY_NEEDED = 2;

/** Whether a device may load the picture twice for a moment. */
export function affordsBridge({ savesData, memory, buffersMedia }: Device): boolean {
  return buffersMedia && !savesData && (memory === null || memory >= MEMORY_NEEDED);
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
  };
}
