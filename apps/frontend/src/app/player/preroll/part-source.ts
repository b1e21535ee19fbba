import { nextPartUrl, parseMultivariantPlaylist, parseMediaPlaylist } from './part-playlist';

/** URL and credentials of an HLS stream. */
export interface HlsAddress {
  /** URL of `index.m3u8`, absolute. */
  readonly url: string;
  /** Value of the `Authorization` header. */
  readonly authorization: string;
}

/** A stream as a sequence of parts. */
export interface PartSource {
  readonly codec: string;
  /** The initialization segment and the parts from the newest key frame, requested in parallel. */
  readonly backlog: Promise<readonly ArrayBuffer[]>;
  /** Yields each new part. Ends when the next URL cannot be derived; rejects on an HTTP error. */
  live(): AsyncGenerator<ArrayBuffer, void, undefined>;
}

/**
 * Opens a low-latency HLS stream with three round trips: multivariant playlist, media playlist, then all parts from the
 * newest key frame in parallel. Only the first request carries the token. Its response contains a session id for the
 * others (MediaMTX contract §6, from v1.18.0), which therefore need no header and no preflight. Rejects with an `Error`.
 */
export async function openPartSource(
  { url, authorization }: HlsAddress,
  signal: AbortSignal,
): Promise<PartSource> {
  const load = async (address: string, headers: Record<string, string> = {}): Promise<Response> => {
    // No cookies: with `Access-Control-Allow-Origin: *` of MediaMTX the browser would reject the response.
    const response = await fetch(address, { signal, headers, credentials: 'omit' });
    if (!response.ok) throw new Error(`The HLS server returned ${response.status}.`);
    return response;
  };
  const index = await load(withoutRedirect(url), { authorization });
  const variant = parseMultivariantPlaylist(await index.text(), index.url || url);
  if (!variant) throw new Error('The playlist has no video.');
  const playlist = parseMediaPlaylist(await (await load(variant.url)).text(), variant.url);
  if (!playlist) throw new Error('The playlist has no parts.');
  const loadBytes = async (address: string) => (await load(address)).arrayBuffer();
  const backlog = Promise.all([playlist.init, ...playlist.parts].map(loadBytes));
  // Prevents an unhandled rejection while the caller still awaits another promise.
  backlog.catch(() => undefined);
  return {
    codec: variant.codec,
    backlog,
    async *live() {
      for (let next: string | null = playlist.next; next; next = nextPartUrl(next))
        yield await loadBytes(next);
    },
  };
}

/** Avoids MediaMTX's redirect to this URL, which costs a round trip and a preflight (MediaMTX contract §6). */
function withoutRedirect(url: string): string {
  const direct = new URL(url, location.href);
  direct.searchParams.set('cookieCheck', '1');
  return direct.href;
}
