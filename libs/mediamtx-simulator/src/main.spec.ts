import { waitFor } from '@ppf/testing';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigError, Simulator } from './index';
import { recorded } from './conformance/recorded';

const folder = mkdtempSync(path.join(os.tmpdir(), 'simulator-'));
const OFF = 'rtsp: no\nhls: no\nwebrtc: no\nmoq: no\nrtmp: no\nsrt: no\n';
const HTTP = 'authHTTPAddress: http://127.0.0.1:3000/hook\n';

/** The files whose loading was recorded, reduced to the relevant settings. */
const FILES: [key: string, text: string][] = [
  ['01-as-printed', "protocols: [tcp]\npaths:\n  'workshop~1~d+/pit~1~d+':\n    source: publisher\n"],
  [
    '02-external-auth-uncommented',
    "externalAuthenticationURL: http://localhost:3000/x\nprotocols: [tcp]\npaths:\n  'workshop~1~d+/pit~1~d+':\n    source: publisher\n    sourceOnDemand: yes\n",
  ],
  [
    '03-path-name-fixed',
    "externalAuthenticationURL: http://localhost:3000/x\nprotocols: [tcp]\npaths:\n  '~^workshop\\d+/pit\\d+$':\n    source: publisher\n    sourceOnDemand: yes\n",
  ],
  [
    '04-on-demand-removed-too',
    "externalAuthenticationURL: http://localhost:3000/x\nprotocols: [tcp]\npaths:\n  '~^workshop\\d+/pit\\d+$':\n    source: publisher\n",
  ],
  ['07-unknown-key', 'rtspp: no\n'],
  ['08-moq-no', ''],
  ['09-rtspTransports', 'rtspTransports: [tcp]\n'],
  ['10-webrtcAllowOrigins', "webrtcAllowOrigins: ['https://a.test']\n"],
  ['11-webrtcAllowOrigin', 'webrtcAllowOrigin: https://a.test\n'],
  ['12-auth-http-without-address', 'authMethod: http\n'],
  ['13-digest-with-http', `authMethod: http\n${HTTP}rtspAuthMethods: [basic, digest]\n`],
  ['15-regex-pull', "paths:\n  '~^cam':\n    source: rtsp://127.0.0.1/x\n"],
  ['16-runOnReady', 'paths:\n  cam:\n    runOnReady: echo\n'],
];

function write(name: string, text: string): string {
  const file = path.join(folder, `${name}.yml`);
  writeFileSync(file, text);
  return file;
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the configuration file at start', () => {
  it.each(FILES)('is accepted or rejected with the recorded text: %s', async (key, text) => {
    // Digest is checked only if RTSP is enabled.
    const rest = key.startsWith('13') ? OFF.replace('rtsp: no', 'rtspAddress: 127.0.0.1:0') : OFF;
    const lines: string[] = [];
    const simulator = await Simulator.start({
      configFile: write(key, rest + text),
      env: {},
      write: (line) => lines.push(line.replace(/^\S+ \S+ /, '')),
    }).catch((error: unknown) => {
      expect(error).toBeInstanceOf(ConfigError);
      lines.push(`ERR: ${(error as Error).message}`);
      return null;
    });
    await simulator?.stop();
    const { loads, says = [] } = recorded<{ loads: boolean; says?: string[] }>('config_files', key);
    expect(simulator !== null).toBe(loads);
    expect(lines.filter((line) => /^(ERR:|WAR)/.test(line))).toEqual(says);
  });

  it('reports the position of a duplicate key', async () => {
    const start = Simulator.start({
      configFile: write('twice', 'rtsp: yes\nrtsp: no\n'),
      env: {},
      write: () => undefined,
    });
    const { says } = recorded<{ says: string[] }>('config_files', '14-duplicate-key');
    await expect(start).rejects.toThrow(says.join('\n').replace(/^ERR: /, ''));
  });

  it('is overridden by MTX_ variables', async () => {
    const lines: string[] = [];
    const simulator = await Simulator.start({
      configFile: write('env', `${OFF}api: no\n`),
      env: { MTX_API: 'yes', MTX_APIADDRESS: '127.0.0.1:0', MTX_AUTHINTERNALUSERS: '', MTX_NOPE: '1' },
      write: (line) => lines.push(line),
    });
    const { status } = await fetch(`http://127.0.0.1:${simulator.ports.api}/v3/info`);
    expect(status).toBe(401);
    await simulator.stop();
  });

  it('is not read in production', async () => {
    const start = Simulator.start({
      configFile: write('production', OFF),
      env: { NODE_ENV: 'production' },
      write: () => undefined,
    });
    await expect(start).rejects.toThrow(/does not run with NODE_ENV=production/);
  });
});

/** The command runs from its sources: jest has compiled nothing into dist. */
const COMMAND = path.join(__dirname, '..', 'dist', 'main.js');

function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { ...process.env, ...env } });
  const output: string[] = [];
  child.stdout.on('data', (data) => output.push(...String(data).split('\n').filter(Boolean)));
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { child, output, exit };
}

describe('the command', () => {
  it('prints the simulated release', async () => {
    const { output, exit } = run(['--version']);
    expect(await exit).toBe(0);
    expect(output).toEqual(['v1.20.1']);
  });

  it('exits with 1 on an invalid configuration', async () => {
    const { output, exit } = run([write('unknown', 'nope: 1\n')], { NODE_ENV: 'test' });
    expect(await exit).toBe(1);
    expect(output).toEqual(['ERR: json: unknown field "nope"']);
  });

  it('exits with 1 in production', async () => {
    const { output, exit } = run([write('prod', OFF)], { NODE_ENV: 'production' });
    expect(await exit).toBe(1);
    expect(output[0]).toMatch(/^ERR: .*NODE_ENV=production/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends gracefully on %s', async (signal) => {
    const { child, output, exit } = run([write(signal, OFF)], { NODE_ENV: 'test' });
    await waitFor(() => output.some((line) => line.includes('configuration loaded')), 'the configuration');
    child.kill(signal);
    expect(await exit).toBe(0);
    expect(output.at(-1)).toMatch(/ INF waiting for running hooks$/);
  });
});
