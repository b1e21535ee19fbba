/** Addresses and host names of the ICE candidates in a session description (RFC 8839 §5.1), without duplicates. */
export function candidateHosts(sdp: string): string[] {
  const hosts = [...sdp.matchAll(/^a=candidate:\S+ \d+ \S+ \d+ (\S+) \d+ typ /gm)].map(([, host]) => host);
  return [...new Set(hosts.filter((host): host is string => host !== undefined))];
}
