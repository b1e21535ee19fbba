import { writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

/** Maximum milliseconds to wait for a slow reader before a line is dropped. */
const PATIENCE_MS = 200;
const LOOK_EVERY_MS = 5;

/**
 * Destination of log lines: a file descriptor, written synchronously. A log that cannot be written (its disk is full, its reader
 * has ended or hangs) must neither end nor block the process, so lines are dropped and counted. pino's own
 * destination throws for such a line, and waits forever when the process ends.
 * @param fd Default: standard output.
 */
export function standardOutput(fd = 1, write: typeof writeSync = writeSync): DestinationStream {
  let dropped = 0;
  let isCut = false;
  const put = (text: string): void => {
    const left = Buffer.from(text);
    for (let from = 0; from < left.length; isCut = from < left.length)
      from += writeSome(write, fd, left, from);
  };
  return {
    write: (line) => {
      try {
        if (isCut) put('\n');
        if (dropped > 0) put(`${noticeOf(dropped)}\n`);
        dropped = 0;
        put(line);
      } catch {
        dropped += 1;
      }
    },
  };
}

function writeSome(write: typeof writeSync, fd: number, text: Buffer, from: number): number {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    try {
      return write(fd, text, from);
    } catch (error) {
      const isBehind = (error as NodeJS.ErrnoException).code === 'EAGAIN';
      if (!isBehind || waited >= PATIENCE_MS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
    }
  }
}

function noticeOf(dropped: number): string {
  const msg = `${dropped} log lines could not be written.`;
  return JSON.stringify({ level: 'warn', time: new Date().toISOString(), context: 'Log', msg });
}
