/** A server-sent event, as it arrived. */
export interface ReceivedEvent {
  readonly at: number;
  readonly event: string;
  readonly data: unknown;
}

/** A client that the server treats as an open dashboard. */
export interface EventListener {
  readonly events: readonly ReceivedEvent[];
  /** Whether the server has ended the stream. */
  readonly ended: boolean;
  close(): void;
}

/** Opens `GET /api/v1/events`; resolves with the response headers. */
export async function listenToEvents(origin: string, accessToken: string): Promise<EventListener> {
  const abort = new AbortController();
  const answer = await fetch(`${origin}/api/v1/events`, {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'text/event-stream' },
    signal: abort.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`/events answered ${answer.status}`);
  const events: ReceivedEvent[] = [];
  let ended = false;
  const read = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of body) {
      const frames = (text + decoder.decode(piece, { stream: true })).split('\n\n');
      text = frames.pop() ?? '';
      events.push(...frames.flatMap(parse));
    }
  };
  void read(answer.body as unknown as AsyncIterable<Uint8Array>)
    .catch(() => undefined)
    .finally(() => (ended = true));
  return {
    events,
    get ended() {
      return ended;
    },
    close: () => abort.abort(),
  };
}

function parse(frame: string): ReceivedEvent[] {
  const event = /^event: (.*)$/m.exec(frame)?.[1];
  const data = /^data: (.*)$/m.exec(frame)?.[1];
  return event && data ? [{ at: performance.now(), event, data: JSON.parse(data) as unknown }] : [];
}
