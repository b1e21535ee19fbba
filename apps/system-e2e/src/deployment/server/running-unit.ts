import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { parse } from 'dotenv';
import type { DebianRoot } from './debian-root';

/** A program that runs as its systemd unit defines, without systemd. */
export interface RunningUnit {
  /** Its output so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts the `ExecStart` of a unit as its user, in its folder, with only its environment. */
export function runUnit(root: DebianRoot, name: string): RunningUnit {
  const unit = root.read(`etc/systemd/system/${name}.service`);
  const values = (key: string): string[] =>
    [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value ?? '');
  const files = values('EnvironmentFile').map((file) => parse(root.read(file.replace(/^-/, ''))));
  const environment = [
    ...values('Environment').flatMap((line) => line.split(' ')),
    ...files.flatMap((file) => Object.entries(file).map(([key, value]) => `${key}=${value}`)),
  ];
  const [user = '', group = ''] = [values('User')[0], values('Group')[0]];
  const [folder = '/', command = ''] = [values('WorkingDirectory')[0], values('ExecStart')[0]];
  const child = spawn(
    'chroot',
    [
      `--userspec=${user}:${group}`,
      root.folder,
      'env',
      '-i',
      ...environment,
      'sh',
      '-c',
      `cd ${folder} && exec ${command}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  return { output: () => output, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}
