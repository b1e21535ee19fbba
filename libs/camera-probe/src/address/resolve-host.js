import { lookup } from 'node:dns/promises';
/** Looks up as every other program on this machine does (the hosts file, then DNS), so that we judge what they would use. */
export const resolveBySystem = async (name) => {
  const found = await lookup(name, { all: true, verbatim: true }).catch(() => []);
  return found.map(({ address }) => address);
};
