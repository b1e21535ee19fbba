import type { Page } from 'playwright-core';

/**
 * Ids of the WHEP sessions that a page has opened, oldest first: the `ID` header of each 201 is the session's id in the
 * control API (MediaMTX contract §5).
 */
export function whepSessions(page: Page): readonly string[] {
  const ids: string[] = [];
  page.on('response', (response) => {
    const opened = response.request().method() === 'POST' && response.status() === 201;
    if (opened && response.url().split('?')[0]?.endsWith('/whep')) ids.push(response.headers()['id'] ?? '');
  });
  return ids;
}

/** Runs in the page: opens and ends a WHEP session, and returns the status of each request. */
export async function holdWhepSession({ url, authorization }: { url: string; authorization: string }) {
  const connection = new RTCPeerConnection();
  connection.addTransceiver('video', { direction: 'recvonly' });
  await connection.setLocalDescription(await connection.createOffer());
  const Authorization = authorization;
  const options = await fetch(url, { method: 'OPTIONS', headers: { Authorization } });
  const post = await fetch(url, {
    method: 'POST',
    headers: { Authorization, 'Content-Type': 'application/sdp' },
    body: connection.localDescription?.sdp ?? '',
  });
  const location = post.headers.get('Location') ?? '';
  const [user, password] = ['ufrag', 'pwd'].map(
    (name) => new RegExp(`a=ice-${name}:.*`).exec(connection.localDescription?.sdp ?? '')?.[0] ?? '',
  );
  const patch = await fetch(new URL(location, url), {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*' },
    body: `${user}\r\n${password}\r\nm=video 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\na=end-of-candidates\r\n`,
  });
  const ended = await fetch(new URL(location, url), { method: 'DELETE' });
  connection.close();
  return {
    options: options.status,
    post: post.status,
    location,
    patch: patch.status,
    delete: ended.status,
  };
}
