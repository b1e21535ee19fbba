import type { Settings } from '../config/setting';

/** Returns the hosts of the ICE candidates: `host` for all interfaces of the machine, and the additional hosts. */
export function offeredHosts(settings: Settings, host: string): string[] {
  const own = settings.webrtcIPsFromInterfaces ? [host] : [];
  return [...own, ...(settings.webrtcAdditionalHosts as string[])];
}

/** Replaces `host` in the candidates of an SDP answer: each candidate is repeated for every host. */
export function replaceCandidateHost(answer: string, host: string, hosts: readonly string[]): string {
  const candidate = /^(a=candidate:\S+ \d+ \S+ \d+ )(\S+)( .*)$/;
  return answer
    .split('\r\n')
    .flatMap((line) => {
      const [, before = '', at = '', after = ''] = candidate.exec(line) ?? [];
      return at === host ? hosts.map((each) => `${before}${each}${after}`) : [line];
    })
    .join('\r\n');
}
