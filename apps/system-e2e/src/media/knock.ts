import type { StreamTokenResponse } from '@ppf/contracts';
import { rtspDescribe } from './rtsp-describe';

/** What somebody may hold: a token and, for HTTP, the header it goes in. None: comes with nothing. */
export interface Ticket {
  readonly token: string;
  /** `Bearer <jti>:<jwt>` or whatever is tried. */
  readonly authorization: string;
}

/** Where the pit is to be had, as `POST /streams/token` says. */
export type Addresses = Pick<StreamTokenResponse, 'webrtc_url' | 'hls_url' | 'rtsp_url'>;

export type Protocol = 'webrtc' | 'hls' | 'rtsp';

/**
 * Asks the media server itself for the stream, past our pages. A WHEP session that is admitted is ended at once. Throws
 * on an answer that is neither yes nor no, so that a broken server does not count as a refusal.
 */
export async function knock(
  protocol: Protocol,
  addresses: Addresses,
  ticket: Ticket | undefined,
  offer: string,
): Promise<'admitted' | 'refused'> {
  if (protocol === 'rtsp') return knockRtsp(addresses.rtsp_url, ticket);
  const headers = ticket && { authorization: ticket.authorization };
  if (protocol === 'hls') {
    const answer = await fetch(addresses.hls_url, { ...(headers && { headers }) });
    return verdict(answer.status, await answer.text());
  }
  const answer = await fetch(addresses.webrtc_url, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp', ...headers },
    body: offer,
  });
  const text = await answer.text();
  const session = answer.headers.get('location');
  if (session) await fetch(new URL(session, addresses.webrtc_url), { method: 'DELETE' });
  return verdict(answer.status, text);
}

async function knockRtsp(rtspUrl: string, ticket: Ticket | undefined): Promise<'admitted' | 'refused'> {
  const url = new URL(rtspUrl);
  // As the address has it: `token`, in JWT mode `jwt`.
  const [key = 'token'] = url.searchParams.keys();
  url.search = ticket ? `?${key}=${encodeURIComponent(ticket.token)}` : '';
  return verdict(await rtspDescribe(url.href), '');
}

/** Up to v1.16.3 a WHEP POST that the hook refuses is a 400 (MediaMTX contract §5). */
function verdict(status: number, body: string): 'admitted' | 'refused' {
  if (status === 200 || status === 201) return 'admitted';
  if (status === 401 || (status === 400 && body.includes('authentication failed'))) return 'refused';
  throw new Error(`The media server answered ${status}: ${body.slice(0, 200)}`);
}
