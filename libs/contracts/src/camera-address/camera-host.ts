const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/**
 * Whether a text is an IP address or a host name. Refuses numbers that some resolvers accept as addresses (`2130706433`), and
 * IPv6 addresses with a zone. Pure, and without Node, because browsers use it too.
 */
export function isCameraHost(host: string): boolean {
  if (IPV4.test(host)) return true;
  if (host.includes(':')) return isIpv6(host);
  const labels = host.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  return (
    host.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^(\d+|0x[0-9a-f]*)$/i.test(last)
  );
}

/** RFC 4291 §2.2, including the notation with an IPv4 address at the end. */
function isIpv6(text: string): boolean {
  const lastColon = text.lastIndexOf(':');
  const tail = text.slice(lastColon + 1);
  if (tail.includes('.')) return IPV4.test(tail) && isIpv6(`${text.slice(0, lastColon + 1)}0:0`);
  const [left = '', right, more] = text.split('::');
  const groups = [left, right ?? ''].flatMap((part) => (part === '' ? [] : part.split(':')));
  const fits = right === undefined ? groups.length === 8 : groups.length < 8;
  return more === undefined && fits && groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
}
