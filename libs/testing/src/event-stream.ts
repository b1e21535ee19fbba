import { type IncomingMessage, request } from 'node:http';

/** A server-sent event that was received. */
export interface ReceivedEvent {
  /** Time of arrival by `performance.now()`, in milliseconds. */
  readonly at: number;
  readonly id: string | undefined;
  readonly event: string;
  /** Parsed JSON. */
  readonly data: unknown;
}

/** An open stream of `GET /api/v1/events`: a client that the backend treats as a dashboard. */
export interface EventStream {
  readonly headers: IncomingMessage['headers'];
  /** Events received so far. */
  readonly events: readonly ReceivedEvent[];
  /** Number of comments received so far. */
  readonly comments: number;
  /** Whether the stream has ended, by the server or by `close`. */
  readonly ended: boolean;
  /** Stops reading from the connection, so that the buffers of both sides fill. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** The backend did not open the stream. */
export class EventStreamRefused extends Error {
  constructor(
    readonly status: number,
    readonly headers: IncomingMessage['headers'],
  ) {
    super(`GET /api/v1/events responded ${status}.`);
  }
}

/**
 * Opens `GET /api/v1/events` on its own connection; resolves with the response headers.
 * @param headers Sent in addition, such as `last-event-id`.
 * @throws EventStreamRefused when the response is not 200.
 */
export async function openEventStream(
  origin: string,
  accessToken: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStream> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${origin}/api/v1/events`, {
      headers: { authorization: `Bearer ${accessToken}`, accept: 'text/event-stream', ...headers },
      agent: false,
    })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
  if (response.statusCode !== 200) {
    response.destroy();
    throw new EventStreamRefused(response.statusCode ?? 0, response.headers);
  }
  return receive(response);
}

function receive(response: IncomingMessage): EventStream {
  const events: ReceivedEvent[] = [];
  let [comments, ended, rest] = [0, false, ''];
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      comments += block.split('\n').filter((line) => line.startsWith(':')).length;
      events.push(...parseEvent(block));
    }
  });
  const end = () => void (ended = true);
  response.on('close', end).on('error', end);
  return {
    headers: response.headers,
    events,
    get comments() {
      return comments;
    },
    get ended() {
      return ended;
    },
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    close: () => void response.destroy(),
  };
}

function parseEvent(block: string): ReceivedEvent[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const [event, data] = [field('event'), field('data')];
  if (event === undefined || data === undefined) return [];
  return [{ at: performance.now(), id: field('id'), event, data: JSON.parse(data) as unknown }];
}
