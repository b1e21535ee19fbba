import { lookup } from 'node:dns/promises';

/** Looks a name up: its addresses, none when there is no such name. Tests bring their own. */
export type ResolveHost = (name: string) => Promise<readonly string[]>;

/** Looks up as every other program on this machine does (the hosts file, then DNS), so that we judge what they would use. */
export const resolveBySystem: ResolveHost = async (name) => {
  const found = await lookup(name, { all: true, verbatim: true }).catch(() => []);
  return found.map(({ address }) => address);
};
