import type { Settings } from '../config/setting';

/** Where viewers are told that media is to be had: `host` for all interfaces of the machine, and the additional hosts. */
export function offeredHosts(settings: Settings, host: string): string[] {
  const own = settings.webrtcIPsFromInterfaces ? [host] : [];
  return [...own, ...(settings.webrtcAdditionalHosts as string[])];
}

/** An answer that offers each of its candidates at these hosts in place of at `host`. */
export function offerAt(answer: string, host: string, hosts: readonly string[]): string {
  const candidate = /^(a=candidate:\S+ \d+ \S+ \d+ )(\S+)( .*)$/;
  return answer
    .split('\r\n')
    .flatMap((line) => {
      const [, before = '', at = '', after = ''] = candidate.exec(line) ?? [];
      return at === host ? hosts.map((each) => `${before}${each}${after}`) : [line];
    })
    .join('\r\n');
}
