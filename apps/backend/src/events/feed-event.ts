import type { LiveEvents } from '@ppf/contracts';

/** An event, serialized once for all receivers. */
export interface FeedEvent {
  /** Counts from 1 in this process. */
  readonly sequence: number;
  /** Subject of the event: an event replaces an unsent one of the same subject. */
  readonly subject: string;
  /** The workshop that may see it; null: its receivers are already selected. */
  readonly workshopId: number | null;
  /** The pit of its subject; null: its receivers are already selected. */
  readonly pitId: number | null;
  /** The serialized event. */
  readonly frame: Buffer;
}

/** Events that are sent together. */
export interface EventBatch {
  readonly events: readonly FeedEvent[];
  /** All frames in one buffer, so that a thousand clients cost a thousand writes and no copy. */
  readonly bytes: Buffer;
}

/** The subject of a snapshot, which replaces everything unsent. */
export const EVERYTHING = 'everything';

/** Serializes a server-sent event (WHATWG HTML §9.2.6). JSON has no line breaks, so its data is one line. @param id Null: none. */
export function frameOf<Name extends keyof LiveEvents>(
  name: Name,
  data: LiveEvents[Name],
  id: string | null,
): Buffer {
  return Buffer.from(`${id === null ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Combines events into a batch. */
export function batchOf(events: readonly FeedEvent[]): EventBatch {
  const [first] = events;
  const bytes = first && events.length === 1 ? first.frame : Buffer.concat(events.map(({ frame }) => frame));
  return { events, bytes };
}
