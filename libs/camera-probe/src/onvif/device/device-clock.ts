import { findNode, textAt, type XmlNode } from '../soap/xml-node';

/** The clock of a device. */
export interface DeviceClock {
  /** Milliseconds that its UTC time is ahead of this machine's; null: not declared. */
  readonly utcOffsetMs: number | null;
  /** Milliseconds that its local time, read as UTC, is ahead of this machine's; null: not declared. */
  readonly localOffsetMs: number | null;
}

/** A device that does not declare its time. */
export const NO_CLOCK: DeviceClock = { utcOffsetMs: null, localOffsetMs: null };

/** Largest difference between clocks at which sign-ins are equivalent. */
const SAME_CLOCK_MS = 5_000;
/** Smallest difference that is reported. */
const WRONG_CLOCK_MS = 60_000;

/** Reads the response of GetSystemDateAndTime (ONVIF Core §8.3.5). `now`: ms since the epoch. */
export function readDeviceClock(answer: XmlNode | null, now: number): DeviceClock {
  const time = findNode(answer, 'SystemDateAndTime');
  return {
    utcOffsetMs: offsetOf(findNode(time, 'UTCDateTime'), now),
    localOffsetMs: offsetOf(findNode(time, 'LocalDateTime'), now),
  };
}

/**
 * Clocks to sign in with, the likeliest first: the declared one, then that of this machine, because some devices send
 * local time as UTC, then its local time, because other devices check against that.
 */
export function planClocks({ utcOffsetMs, localOffsetMs }: DeviceClock): number[] {
  const plan: number[] = [];
  for (const offset of [utcOffsetMs, 0, localOffsetMs])
    if (offset !== null && plan.every((each) => Math.abs(each - offset) > SAME_CLOCK_MS)) plan.push(offset);
  return plan;
}

/** Milliseconds that the device's clock is ahead of this machine's; negative: behind; null: too little for a notice. */
export function clockDifferenceMs({ utcOffsetMs }: DeviceClock): number | null {
  return utcOffsetMs === null || Math.abs(utcOffsetMs) < WRONG_CLOCK_MS ? null : utcOffsetMs;
}

function offsetOf(dateTime: XmlNode | null, now: number): number | null {
  const parts = [
    ...['Year', 'Month', 'Day'].map((name) => textAt(dateTime, 'Date', name)),
    ...['Hour', 'Minute', 'Second'].map((name) => textAt(dateTime, 'Time', name)),
  ];
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - now;
}
