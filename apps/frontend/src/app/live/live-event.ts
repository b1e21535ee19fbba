import type { LiveEvents } from '@ppf/contracts';
import type { ServerEvent } from './event-parser';

/** An event of the API: its name tells what its data is. */
export type LiveEvent = {
  readonly [Name in keyof LiveEvents]: { readonly name: Name; readonly data: LiveEvents[Name] };
}[keyof LiveEvents];

const NAMES: Readonly<Record<keyof LiveEvents, true>> = {
  snapshot: true,
  'pit-stream': true,
  pit: true,
  'pit-removed': true,
  ended: true,
};

/** A server-sent event as one of the API's; null when it is none, as of a server that is newer than this page. */
export function liveEventOf({ name, data }: ServerEvent): LiveEvent | null {
  if (!Object.hasOwn(NAMES, name)) return null;
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null ? ({ name, data: parsed } as LiveEvent) : null;
  } catch {
    return null;
  }
}
