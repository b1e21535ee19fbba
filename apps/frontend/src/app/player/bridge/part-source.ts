import { partAfter, readIndex, readParts } from './part-playlist';

/** Where a stream's HLS is, and what opens it. */
export interface HlsAddress {
  /** Of `index.m3u8`, absolute. */
  readonly url: string;
  /** Value of the `Authorization` header. */
  readonly authorization: string;
}

/** A stream in parts. */
export interface PartSource {
  readonly codec: string;
  /** The initialisation segment and the parts since the newest key frame, all asked for at once. */
  readonly backlog: Promise<readonly ArrayBuffer[]>;
  /** Each part as it becomes whole; ends where the server's names end. Rejects when the server says no. */
  live(): AsyncGenerator<ArrayBuffer, void, undefined>;
}

/**
 * Opens a stream's low-latency HLS with as few turns as it takes: index, playlist, then everything since the newest key
 * frame at once. The index alone shows the token: what it answers with names a session (MediaMTX contract §6, from
 * v1.18.0), and without a header the browser asks nothing beforehand. Rejects with an `Error` for every reason.
 */
export async function openParts(
  { url, authorization }: HlsAddress,
  signal: AbortSignal,
): Promise<PartSource> {
  const load = async (from: string, headers: Record<string, string> = {}): Promise<Response> => {
    // Cookies stay out: with MediaMTX's `Access-Control-Allow-Origin: *` the browser would refuse the answer.
    const response = await fetch(from, { signal, headers, credentials: 'omit' });
    if (!response.ok) throw new Error(`HLS answered ${response.status}.`);
    return response;
  };
  const index = await load(withoutRedirect(url), { authorization });
  const variant = readIndex(await index.text(), index.url || url);
  if (!variant) throw new Error('HLS has no video.');
  const list = readParts(await (await load(variant.url)).text(), variant.url);
  if (!list) throw new Error('HLS has no parts.');
  const bytes = async (from: string) => (await load(from)).arrayBuffer();
  const backlog = Promise.all([list.init, ...list.parts].map(bytes));
  // Whoever waits for something else first has not looked at it yet when it fails.
  backlog.catch(() => undefined);
  return {
    codec: variant.codec,
    backlog,
    async *live() {
      for (let next: string | null = list.next; next; next = partAfter(next)) yield await bytes(next);
    },
  };
}

/** Else MediaMTX sends the player here by a redirect, at the cost of a turn and a preflight (MediaMTX contract §6). */
function withoutRedirect(url: string): string {
  const direct = new URL(url, location.href);
  direct.searchParams.set('cookieCheck', '1');
  return direct.href;
}
