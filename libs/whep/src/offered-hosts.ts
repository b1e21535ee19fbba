/** Addresses and names at which a session description offers to be reached (RFC 8839 §5.1), each once. */
export function offeredHosts(sdp: string): string[] {
  const hosts = [...sdp.matchAll(/^a=candidate:\S+ \d+ \S+ \d+ (\S+) \d+ typ /gm)].map(([, host]) => host);
  return [...new Set(hosts.filter((host): host is string => host !== undefined))];
}
