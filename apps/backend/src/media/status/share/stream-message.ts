import { type PitStream, STREAM_STATUSES, UNKNOWN_STREAM } from '@ppf/contracts';

/** What one backend tells the others. */
export interface StreamMessage {
  /** Which one tells. */
  readonly from: string;
  /** By path; null: it is no more. Empty: nothing new, and that one is still there. */
  readonly streams: Readonly<Record<string, PitStream | null>>;
  /** Whether it asks the others for all that they know. */
  readonly asks: boolean;
}

/** PostgreSQL takes less than 8000 bytes (`NOTIFY`, notes). */
const MOST_BYTES = 7900;

/** Messages with these streams, as few as there can be; one without any when there are none. */
export function writeStreamMessages(
  from: string,
  streams: ReadonlyMap<string, PitStream | null>,
  asks = false,
): string[] {
  const messages: string[] = [];
  const begin = JSON.stringify({ from, asks }).slice(0, -1);
  let entries: string[] = [];
  let bytes = 0;
  const finish = () => messages.push(`${begin},"streams":{${entries.join(',')}}}`);
  for (const [path, stream] of streams) {
    const entry = `${JSON.stringify(path)}:${JSON.stringify(stream)}`;
    const size = Buffer.byteLength(entry) + 1;
    if (bytes + size > MOST_BYTES - begin.length - 20) {
      finish();
      [entries, bytes] = [[], 0];
    }
    entries.push(entry);
    bytes += size;
  }
  if (entries.length > 0 || messages.length === 0) finish();
  return messages;
}

/** Reads a message, of an older or newer backend too; null for anything else. */
export function readStreamMessage(payload: string): StreamMessage | null {
  let message: unknown;
  try {
    message = JSON.parse(payload);
  } catch {
    return null;
  }
  const { from, streams, asks } = (message ?? {}) as Record<string, unknown>;
  if (typeof from !== 'string' || typeof streams !== 'object' || streams === null) return null;
  const known = Object.entries(streams).flatMap(([path, stream]) => {
    const read = streamOf(stream);
    return read === undefined ? [] : [[path, read] as const];
  });
  return { from, streams: Object.fromEntries(known), asks: asks === true };
}

/** Fields that another version does not tell are unknown. */
function streamOf(value: unknown): PitStream | null | undefined {
  if (value === null) return null;
  const { status } = (value ?? {}) as Partial<PitStream>;
  if (!status || !STREAM_STATUSES.includes(status)) return undefined;
  return { ...UNKNOWN_STREAM, ...(value as Partial<PitStream>) };
}
