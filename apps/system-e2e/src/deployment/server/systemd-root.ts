import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../../proxies/proxy';
import { waitFor } from '@ppf/testing';
import { ENVIRONMENT, type Ran, spawnOrThrow } from './debian-root';

/** A booted Debian with systemd, in a network namespace with loopback only. */
export interface SystemdRoot {
  /** Runs a program in it as root, without the environment of this process. */
  run(program: string, ...args: string[]): Ran;
  /** Path on this machine of a path inside. */
  at(inside: string): string;
  /** Shuts it down and boots it again. */
  reboot(): Promise<void>;
  /** Stops and deletes it. */
  remove(): Promise<void>;
}

const BOOTS_WITHIN_MS = 60_000;
const CGROUPS = ['/sys/fs/cgroup/systemd', '/sys/fs/cgroup/cgroup.controllers'];

/** Reason why none can be booted here; undefined if one can. */
export function whyNoBoot(): string | undefined {
  if (process.getuid?.() !== 0) return 'this is not root';
  const missing = ['debootstrap', 'systemd-nspawn', 'nsenter'].find((program) => !findProgram(program));
  if (missing) return `${missing} is not installed`;
  return CGROUPS.some((file) => existsSync(file)) ? undefined : 'this kernel shows no control groups';
}

/** Creates one with these packages, and boots it. Takes several minutes. */
export async function bootSystemdRoot(packages: readonly string[]): Promise<SystemdRoot> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-boot-'));
  // Its root folder: every user of it goes through.
  chmodSync(folder, 0o755);
  const own = 'systemd,systemd-sysv,dbus,sudo,ca-certificates';
  spawnOrThrow('debootstrap', ['--variant=minbase', `--include=${own}`, 'bookworm', folder]);
  installInto(folder, packages);
  let machine = await boot(folder);
  return {
    at: (inside) => path.join(folder, inside),
    run: (program, ...args) => {
      const entered = ['-t', String(machine.leader), '-a', 'env', ...ENVIRONMENT, program, ...args];
      const { status, stdout, stderr } = spawnSync('nsenter', entered, {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      });
      return { status, stdout, stderr };
    },
    reboot: async () => {
      await shutDown(machine);
      machine = await boot(folder);
    },
    remove: async () => {
      await shutDown(machine);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** While it has this machine's network, and starts nothing. */
function installInto(folder: string, packages: readonly string[]): void {
  const policy = path.join(folder, 'usr/sbin/policy-rc.d');
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  if (existsSync('/etc/resolv.conf'))
    writeFileSync(path.join(folder, 'etc/resolv.conf'), readFileSync('/etc/resolv.conf'));
  const inside = [folder, 'env', ...ENVIRONMENT, 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  spawnOrThrow('chroot', [...inside, 'update']);
  spawnOrThrow('chroot', [...inside, 'install', '-y', '--no-install-recommends', ...packages]);
  rmSync(policy);
}

interface Machine {
  readonly child: ChildProcess;
  /** The first process inside, as this machine counts. */
  readonly leader: number;
}

async function boot(folder: string): Promise<Machine> {
  const own = ['--register=no', '--keep-unit', '--private-network', '--console=pipe', '-q'];
  const child = spawn('systemd-nspawn', [...own, '-D', folder, '--boot'], { stdio: 'ignore' });
  const booted = waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(`systemd-nspawn ended with ${child.exitCode}`);
      const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
      const first = Number(children.trim().split(' ')[0]);
      if (!first) return undefined;
      const asked = spawnSync('nsenter', ['-t', String(first), '-a', 'systemctl', 'is-system-running'], {
        encoding: 'utf8',
      });
      return ['running', 'degraded'].includes(asked.stdout.trim()) ? first : undefined;
    },
    'a Debian has booted',
    { withinMs: BOOTS_WITHIN_MS },
  );
  return {
    child,
    leader: await booted.catch((error: unknown) => {
      child.kill('SIGTERM');
      throw error;
    }),
  };
}

async function shutDown({ child, leader }: Machine): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  spawnSync('nsenter', ['-t', String(leader), '-a', 'systemctl', 'poweroff']);
  const force = setTimeout(() => child.kill('SIGKILL'), BOOTS_WITHIN_MS);
  await ended;
  clearTimeout(force);
}
