import { type Installation } from '../../chaos/world/installation';
import { writeIn } from './write-in';

/** A name server's word for a media server and a dashboard of the internet: all of them are this machine. */
export const NAMES = {
  /** Reachable for every client. */
  media: 'stream.example.org',
  /** Browsers have no way to it. */
  inside: 'inside.example.org',
  page: 'dashboard.example.org',
} as const;

/** What makes a Node program ask that name server: its setting of the environment. */
export function nodeResolves(installation: Installation): Readonly<Record<string, string>> {
  const names = JSON.stringify(Object.values(NAMES));
  const file = writeIn(
    installation,
    'names.cjs',
    `const dns = require('node:dns');
     const { lookup } = dns;
     dns.lookup = (name, ...rest) => lookup.call(dns, ${names}.includes(name) ? '127.0.0.1' : name, ...rest);
     require('node:module').syncBuiltinESMExports();`,
  );
  return { NODE_OPTIONS: `--require ${file}` };
}

/** What makes Chromium ask it. */
export const CHROMIUM_RESOLVES = [
  `--host-resolver-rules=MAP ${NAMES.media} 127.0.0.1, MAP ${NAMES.page} 127.0.0.1, MAP ${NAMES.inside} ~NOTFOUND`,
];
