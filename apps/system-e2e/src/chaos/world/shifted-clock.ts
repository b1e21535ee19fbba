import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** An adjustable wall clock of a process. Its monotonic clock, and therefore its timers, are not affected. */
export interface ShiftedClock {
  /** Environment of the process. */
  readonly settings: Readonly<Record<string, string>>;
  /** Immediately sets the offset of the clock from the true time, in seconds. */
  moveTo(seconds: number): void;
}

/** Path of libfaketime in Debian's package; undefined if it is not installed. */
export function findFaketime(): string | undefined {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  return ['.', ...folders]
    .map((folder) => path.join('/usr/lib', folder, 'faketime/libfaketimeMT.so.1'))
    .find((file) => existsSync(file));
}

/** @param library Result of findFaketime. */
export function shiftedClock(library: string, folder: string): ShiftedClock {
  const file = path.join(folder, 'clock');
  const moveTo = (seconds: number): void => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  moveTo(0);
  return {
    settings: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    moveTo,
  };
}
