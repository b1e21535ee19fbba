import type { LiveEvents } from '@ppf/contracts';

/** An event as it is sent, serialised once for whoever gets it. */
export interface FeedEvent {
  /** Counts up from 1 in this process. */
  readonly sequence: number;
  /** What it tells the newest of: an event replaces an unsent one of the same subject. */
  readonly subject: string;
  /** Whose it is; null: its receivers were chosen already. */
  readonly workshopId: number | null;
  /** As it goes over the wire. */
  readonly frame: Buffer;
}

/** Events that are sent together. */
export interface EventBatch {
  readonly events: readonly FeedEvent[];
  /** Their frames in one piece, so that a thousand clients cost a thousand writes and no copy. */
  readonly bytes: Buffer;
}

/** The subject of a snapshot, which replaces everything unsent. */
export const EVERYTHING = 'everything';

/** One server-sent event (WHATWG HTML §9.2.6). JSON has no line breaks, so its data is one line. @param id null: it has none. */
export function frameOf<Name extends keyof LiveEvents>(
  name: Name,
  data: LiveEvents[Name],
  id: string | null,
): Buffer {
  return Buffer.from(`${id === null ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Events in one piece. */
export function batchOf(events: readonly FeedEvent[]): EventBatch {
  const [first] = events;
  const bytes = first && events.length === 1 ? first.frame : Buffer.concat(events.map(({ frame }) => frame));
  return { events, bytes };
}
