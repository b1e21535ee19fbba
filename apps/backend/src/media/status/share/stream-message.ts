import { type PitStream, STREAM_STATUSES, UNKNOWN_STREAM } from '@ppf/contracts';

/** Message between two backends. */
export interface StreamMessage {
  /** Id of the sender. */
  readonly from: string;
  /** Status by path; null: the path was removed. Empty in a heartbeat. */
  readonly streams: Readonly<Record<string, PitStream | null>>;
  /** Whether the sender requests the status of all streams. */
  readonly isRequest: boolean;
}

/** PostgreSQL accepts payloads of less than 8000 bytes (`NOTIFY`, notes). */
const MAX_PAYLOAD_BYTES = 7900;

/** Formats as few messages as possible; one without streams when there are none. */
export function formatStreamMessages(
  from: string,
  streams: ReadonlyMap<string, PitStream | null>,
  isRequest = false,
): string[] {
  const messages: string[] = [];
  // `asks` is the name that older backends parse.
  const begin = JSON.stringify({ from, asks: isRequest }).slice(0, -1);
  let entries: string[] = [];
  let bytes = 0;
  const finish = () => messages.push(`${begin},"streams":{${entries.join(',')}}}`);
  for (const [path, stream] of streams) {
    const entry = `${JSON.stringify(path)}:${JSON.stringify(stream)}`;
    const size = Buffer.byteLength(entry) + 1;
    if (bytes + size > MAX_PAYLOAD_BYTES - begin.length - 20) {
      finish();
      [entries, bytes] = [[], 0];
    }
    entries.push(entry);
    bytes += size;
  }
  if (entries.length > 0 || messages.length === 0) finish();
  return messages;
}

/**
 * Parses a message of this, an older or a newer version of the backend; null for anything else.
 * @param ownId Messages of this sender are left out: PostgreSQL returns them to the backend that sent them.
 */
export function parseStreamMessage(payload: string, ownId = ''): StreamMessage | null {
  if (ownId !== '' && payload.startsWith(`{"from":${JSON.stringify(ownId)},`)) return null;
  let message: unknown;
  try {
    message = JSON.parse(payload);
  } catch {
    return null;
  }
  const { from, streams, asks } = (message ?? {}) as Record<string, unknown>;
  if (typeof from !== 'string' || from === ownId || typeof streams !== 'object' || streams === null)
    return null;
  const parsed = Object.entries(streams).flatMap(([path, value]) => {
    const stream = parseStream(value);
    return stream === undefined ? [] : [[path, stream] as const];
  });
  return { from, streams: Object.fromEntries(parsed), isRequest: asks === true };
}

/** Fields that another version does not send are unknown. */
function parseStream(value: unknown): PitStream | null | undefined {
  if (value === null) return null;
  const { status } = (value ?? {}) as Partial<PitStream>;
  if (!status || !STREAM_STATUSES.includes(status)) return undefined;
  return { ...UNKNOWN_STREAM, ...(value as Partial<PitStream>) };
}
