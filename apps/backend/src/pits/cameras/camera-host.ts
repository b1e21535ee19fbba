import { isIP } from 'node:net';

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/** Whether this is an address or a host name. Numbers that some resolvers take for addresses (`2130706433`) are not. */
export function isCameraHost(host: string): boolean {
  if (isIP(host)) return !host.includes('%');
  const labels = host.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  return (
    host.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^(\d+|0x[0-9a-f]*)$/i.test(last)
  );
}
