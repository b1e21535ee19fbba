// Adds to package-lock.json the optional packages of other platforms that a registry did not serve, so that
// `npm ci` does not end with EUSAGE "Missing … from lock file". The platform is read off the package's name.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = lock.packages;

const SYSTEMS = [
  'darwin',
  'win32',
  'linux',
  'freebsd',
  'android',
  'openharmony',
  'aix',
  'sunos',
  'netbsd',
  'openbsd',
];
const PROCESSORS = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'wasm32',
];

/** Where Node would find `name` from `from`, or undefined. */
function locate(from, name) {
  for (let at = from; ;) {
    const key = `${at ? `${at}/` : ''}node_modules/${name}`;
    if (packages[key]) return key;
    if (!at) return undefined;
    const up = at.lastIndexOf('/node_modules/');
    at = up >= 0 ? at.slice(0, up) : '';
  }
}

/** The lock entry that a package of this name would have. */
function stub(name, range, dev) {
  const words = name.toLowerCase().split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu =
    PROCESSORS.find((processor) => words.includes(processor)) ??
    (words.some((word) => word.startsWith('arm')) ? 'arm' : undefined);
  if (!os && cpu !== 'wasm32') return undefined;
  const libc = words.includes('musl')
    ? ['musl']
    : words.includes('gnu') && os === 'linux'
      ? ['glibc']
      : undefined;
  return {
    version: range.replace(/^[~^]/, ''),
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev: true }),
    optional: true,
    ...(os && { os: [os] }),
    ...(libc && { libc }),
  };
}

let added = 0;
for (const [key, entry] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (locate(key, name) || entry.peerDependenciesMeta?.[name]) continue;
    const made = stub(name, range, entry.dev);
    if (!made) {
      console.error(`left out: ${name}, wanted by ${key}: no platform in its name`);
      continue;
    }
    packages[`node_modules/${name}`] = made;
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added to ${file}`);
