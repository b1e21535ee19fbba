import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from '../world/workspace-root';

/** Loopback ports of the servers behind a proxy. */
export interface Behind {
  readonly backend: number;
  readonly webrtc: number;
  readonly hls: number;
}

/** A running proxy with the shipped configuration file in `infra/`. */
export interface Proxy {
  readonly origin: string;
  /** Its certificate as PEM. Clients that trust it reach the origin. */
  readonly certificate: string;
  /** Its request log so far. */
  accessLog(): string;
  stop(): Promise<void>;
}

/** A kind of proxy: its shipped configuration, and the adaptations with which it runs in a separate folder. */
export interface ProxyKind {
  readonly name: string;
  readonly program: string;
  /** Below `infra/`. */
  readonly file: string;
  /** Adapts the shipped text: ports, certificate, logs. Everything that it replaces must be there. */
  readonly adapt: (shipped: string, place: ProxyPlace) => string;
  readonly argumentsFor: (configuration: string, place: ProxyPlace) => readonly string[];
  /** File of its request log. Default: `access.log` in its folder. */
  readonly logsTo?: 'stdout';
}

/** Where a proxy runs in a test. */
export interface ProxyPlace {
  readonly folder: string;
  readonly port: number;
  readonly behind: Behind;
  readonly certificate: string;
  readonly key: string;
}

const READY_WITHIN_MS = 10_000;

/** The program's path; undefined where it is not installed. */
export function findProgram(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
}

/** Starts a proxy on a port, with a new certificate. */
export async function startProxy(kind: ProxyKind, port: number, behind: Behind): Promise<Proxy> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `ppf-${kind.program}-`));
  const place = { folder, port, behind, ...makeCertificate(folder) };
  const shipped = readFileSync(path.join(workspaceRoot, 'infra', kind.file), 'utf8');
  const configuration = path.join(folder, path.basename(kind.file));
  writeFileSync(configuration, kind.adapt(shipped, place));
  const program = findProgram(kind.program) ?? kind.program;
  const log = path.join(folder, 'access.log');
  const output = kind.logsTo === 'stdout' ? openSync(log, 'a') : 'ignore';
  const child = spawn(program, kind.argumentsFor(configuration, place), {
    stdio: ['ignore', output, 'pipe'],
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder },
  });
  if (output !== 'ignore') closeSync(output);
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitFor(
      () => {
        if (child.exitCode !== null) throw new Error(said.join('').slice(-1000));
        return isListening(port);
      },
      `${kind.name} listens`,
      { withinMs: READY_WITHIN_MS },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    origin: `https://localhost:${port}`,
    certificate: readFileSync(place.certificate, 'utf8'),
    accessLog: () => readFileSync(log, 'utf8'),
    stop,
  };
}

/** Replaces each text. Fails if the shipped file does not contain it, because the test would not use the shipped file. */
export function replaceAll(shipped: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The configuration that ships has no ${JSON.stringify(from)}.`);
    return text.replaceAll(from, to);
  }, shipped);
}

async function isListening(port: number): Promise<boolean> {
  const { createConnection } = await import('node:net');
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/** A certificate for localhost, for two days, as files. */
export function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [path.join(folder, 'fullchain.pem'), path.join(folder, 'privkey.pem')];
  const made = spawnSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
      .concat(['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'])
      .concat(['-keyout', key, '-out', certificate]),
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.stderr}`);
  return { certificate, key };
}
