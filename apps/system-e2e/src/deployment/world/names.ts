import { type Installation } from '../../chaos/world/installation';
import { writeIn } from './write-in';

/** Names that a test name server resolves to this machine, for a media server and a dashboard on the internet. */
export const NAMES = {
  /** Reachable for every client. */
  media: 'stream.example.org',
  /** Not reachable for browsers. */
  inside: 'inside.example.org',
  page: 'dashboard.example.org',
} as const;

/** Environment with which a Node program uses that name server. */
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

/** Arguments with which Chromium uses it. */
export const CHROMIUM_RESOLVES = [
  `--host-resolver-rules=MAP ${NAMES.media} 127.0.0.1, MAP ${NAMES.page} 127.0.0.1, MAP ${NAMES.inside} ~NOTFOUND`,
];
