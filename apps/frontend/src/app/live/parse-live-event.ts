import type { LiveEvents } from '@ppf/contracts';

/** An event of the API. Its name determines the type of its data. */
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

/** Parses a server-sent event; null for an unknown event, for example of a newer server. */
export function parseLiveEvent(name: string, data: string): LiveEvent | null {
  if (!Object.hasOwn(NAMES, name)) return null;
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null ? ({ name, data: parsed } as LiveEvent) : null;
  } catch {
    return null;
  }
}
