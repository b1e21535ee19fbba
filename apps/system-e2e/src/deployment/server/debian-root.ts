import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../../proxies/proxy';

/** Output and exit code of a command in the root. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A freshly installed Debian in a folder: no product, no running systemd, this machine's network. */
export interface DebianRoot {
  readonly folder: string;
  /** Runs a program in it as root, without the environment of this process. */
  run(program: string, ...args: string[]): Ran;
  /** Runs a command in /srv. `systemctl` records its arguments in /srv/systemctl-calls. */
  type(lines: string): Ran;
  /** Path on this machine of a path inside. */
  at(inside: string): string;
  /** Text of a file inside. */
  read(inside: string): string;
  /** Stops its PostgreSQL and deletes it. */
  remove(): void;
}

/** The environment of programs in a root. */
export const ENVIRONMENT = [
  '-i',
  'PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin',
  'HOME=/root',
  'LC_ALL=C.UTF-8',
];

/** Reason why no root can be created here; undefined if one can. */
export function whyNoDebianRoot(): string | undefined {
  if (process.getuid?.() !== 0) return 'this is not root';
  return findProgram('debootstrap') ? undefined : 'debootstrap is not installed';
}

/**
 * Makes one; takes about a minute.
 * @param databasePort Where its PostgreSQL listens once it is installed: Debian's may be another one's on this machine.
 */
export function createDebianRoot(databasePort: number): DebianRoot {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-root-'));
  spawnOrThrow('chmod', ['755', folder]);
  spawnOrThrow('debootstrap', ['--variant=minbase', '--include=sudo', 'bookworm', folder]);
  const at = (inside: string) => path.join(folder, inside);
  // Packages must not start daemons: this machine's ports may be in use.
  writeFileSync(at('usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const move = `pg_lsclusters -h 2>/dev/null | while read -r v c rest; do pg_conftool "$v" "$c" set port ${databasePort}; done`;
  writeFileSync(at('usr/local/sbin/move-postgresql'), `#!/bin/sh\n${move}\nexit 0\n`, { mode: 0o755 });
  writeFileSync(
    at('etc/apt/apt.conf.d/99postgresql'),
    'DPkg::Post-Invoke { "/usr/local/sbin/move-postgresql"; };\n',
  );
  if (existsSync('/etc/resolv.conf')) writeFileSync(at('etc/resolv.conf'), readFileSync('/etc/resolv.conf'));
  spawnOrThrow('mount', ['-t', 'proc', 'proc', at('proc')]);
  mkdirSync(at('dev/shm'), { recursive: true });
  for (const device of ['null', 'zero', 'random', 'urandom', 'tty']) {
    if (!existsSync(at(`dev/${device}`))) writeFileSync(at(`dev/${device}`), '');
    spawnOrThrow('mount', ['--bind', `/dev/${device}`, at(`dev/${device}`)]);
  }
  spawnOrThrow('mount', ['-t', 'tmpfs', 'shm', at('dev/shm')]);
  const run = (program: string, ...args: string[]): Ran => {
    const all = [folder, 'env', ...ENVIRONMENT, program, ...args];
    const { status, stdout, stderr } = spawnSync('chroot', all, { encoding: 'utf8', maxBuffer: 1 << 26 });
    return { status, stdout, stderr };
  };
  return {
    folder,
    at,
    run,
    type: (lines) => {
      // No systemd runs here, and none is installed.
      writeFileSync(at('usr/bin/systemctl'), '#!/bin/sh\necho "$*" >>/srv/systemctl-calls\n', {
        mode: 0o755,
      });
      try {
        return run('bash', '-euo', 'pipefail', '-c', `cd /srv\n${lines}`);
      } finally {
        rmSync(at('usr/bin/systemctl'));
      }
    },
    read: (inside) => readFileSync(at(inside), 'utf8'),
    remove: () => {
      run(
        'sh',
        '-c',
        'pg_lsclusters -h | while read -r v c rest; do pg_ctlcluster -m fast "$v" "$c" stop; done',
      );
      const mounted = readFileSync('/proc/mounts', 'utf8').split('\n');
      const mine = mounted
        .map((line) => line.split(' ')[1] ?? '')
        .filter((on) => on.startsWith(`${folder}/`));
      for (const on of mine.reverse()) spawnSync('umount', [on]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a program to its end. @throws Error with the end of its output when it fails. */
export function spawnOrThrow(program: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${`${stdout}${stderr}`.slice(-1000)}`);
}
