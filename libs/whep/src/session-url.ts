/**
 * Resolves the session URL: the `Location` of the POST's response against the request URL. MediaMTX returns an absolute
 * path without the prefix of a reverse proxy (`/<path>/whep/<secret>`). The prefix is restored unless the proxy rewrote
 * the header (MediaMTX contract §5).
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
