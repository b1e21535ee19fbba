/**
 * Where a session lives: the POST's `Location` against the URL that was asked. MediaMTX answers an absolute path that
 * knows of no reverse proxy (`/<path>/whep/<secret>`), so the proxy's prefix is put back when a proxy did not do it
 * (MediaMTX contract §5).
 */
export function sessionUrl(location: string, requestUrl: string): string {
  const request = new URL(requestUrl);
  const session = new URL(location, request);
  const endpoint = session.pathname.slice(0, session.pathname.lastIndexOf('/'));
  const lacksPrefix = endpoint !== request.pathname && request.pathname.endsWith(endpoint);
  if (session.origin === request.origin && endpoint !== '' && lacksPrefix) {
    session.pathname = request.pathname.slice(0, -endpoint.length) + session.pathname;
  }
  return session.href;
}
