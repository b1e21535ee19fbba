import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@ppf/free-ports';
import { isAtLeast } from '@ppf/mediamtx';
import { parse as parseSettings } from 'dotenv';
import { parse, stringify } from 'yaml';
import { type Installation, startInstallation } from '../chaos/world/installation';
import { mediaServerWith } from '../chaos/world/media-server-process';
import { runShell } from '../guides/run-shell';
import { takeFromPages } from '../guides/take-from-pages';
import { findProgram } from '../proxies/proxy';
import { findMediaMtx, inJwtMode, SIMULATOR, type Target } from '../world/target';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from '../world/workspace-root';

const SETUP = 'docs/guides/mediamtx-setup.md';
const JWT = 'docs/guides/jwt-mode.md';
const guides = takeFromPages(__filename);
const setup = readFileSync(path.join(workspaceRoot, SETUP), 'utf8');
const shipped = readFileSync(path.join(workspaceRoot, 'infra/mediamtx/mediamtx.yml'), 'utf8');
const targets = [SIMULATOR, findMediaMtx()].filter((target) => target !== undefined);
const nameOf = ({ version }: Target): string => (version ? `MediaMTX ${version}` : 'the simulator');

const missing = ['curl', 'openssl'].filter((program) => findProgram(program) === undefined);
if (missing.length > 0)
  process.stderr.write(`Skipped: servers by the guides, for want of ${missing.join(' and ')}.\n`);

const whereInstalled = missing.length === 0 ? it : it.skip;

type Keys = Record<string, unknown>;

interface Ports {
  readonly api: number;
  readonly webrtc: number;
}

/** The shipped file with changed or removed keys, on free loopback ports. */
async function configOn({ api, webrtc }: Ports, change: Keys): Promise<string> {
  const address = async () => `127.0.0.1:${await freePort()}`;
  const media = await address();
  const places = {
    ...{ apiAddress: `127.0.0.1:${api}`, webrtcAddress: `127.0.0.1:${webrtc}` },
    ...{ metricsAddress: await address(), rtspAddress: await address(), hlsAddress: await address() },
    ...{ webrtcLocalUDPAddress: media, webrtcLocalTCPAddress: media },
  };
  const keys = { ...(parse(shipped) as Keys), ...places, ...change };
  return stringify(Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)));
}

/** WHEP status for a viewer: 204 or 401. */
async function requestWhep(port: number, authorization?: string): Promise<number> {
  const headers = authorization === undefined ? {} : { authorization };
  const url = `http://127.0.0.1:${port}/workshop-1/pit-1/whep`;
  return (await fetch(url, { method: 'OPTIONS', headers })).status;
}

/** An installation with settings of a page, and a media server with the file that ships. */
async function startByPage(
  target: Target,
  settings: Record<string, string>,
  change: (installation: Installation) => Keys,
): Promise<{ installation: Installation; ports: Ports }> {
  const ports = { api: await freePort(), webrtc: await freePort() };
  const own = { ...settings, MEDIAMTX_API_URL: `http://127.0.0.1:${ports.api}` };
  const installation = await startInstallation(own);
  const folder = path.join(installation.folder, 'media-server');
  mkdirSync(folder);
  const server = mediaServerWith(target, folder, ports.api, await configOn(ports, change(installation)));
  installation.atEnd(() => server.signal('SIGKILL'));
  await server.start();
  return { installation, ports };
}

/** A pit's stream token that WHEP takes: a busy machine may need a moment for the pit and for the keys. */
async function tokenOfAPit(installation: Installation, { webrtc }: Ports) {
  const api = await installation.signIn();
  const { id } = await api.createWorkshop('By the guide');
  const pit = await api.createPit(id, 1);
  return waitFor(
    async () => {
      const token = await api.streamToken(pit.id);
      const status = await requestWhep(webrtc, token.authorization);
      if (status !== 204) throw new Error(`it answers ${status}`);
      return token;
    },
    'WHEP takes a token',
    { withinMs: 20_000 },
  );
}

describe.each(targets.map((target) => [nameOf(target), target] as const))(
  'set up by hand: %s',
  (_, target) => {
    whereInstalled('returns addresses with the host name, and allows viewers with the hook', async () => {
      const made = await runShell([guides.take(SETUP, 'openssl rand -hex 32')], os.tmpdir(), {});
      const secret = made.trim().split('\n').at(-1) ?? '';
      const settings = parseSettings(guides.take(SETUP, 'settings').replaceAll('…', secret));
      const { installation, ports } = await startByPage(target, settings, ({ backend }) => ({
        authHTTPAddress: `http://mediamtx:${secret}@127.0.0.1:${backend.hookPort}/api/v1/streams/validate-token`,
      }));
      try {
        expect(await tokenOfAPit(installation, ports)).toMatchObject({
          webrtc_url: 'https://stream.your-domain.com/webrtc/workshop-1/pit-1/whep',
          hls_url: 'https://stream.your-domain.com/hls/workshop-1/pit-1/index.m3u8',
          rtsp_url: expect.stringMatching(
            /^rtsp:\/\/stream\.your-domain\.com:8554\/workshop-1\/pit-1\?token=/,
          ),
        });
        expect(await requestWhep(ports.webrtc)).toBe(401);
      } finally {
        await installation.stop();
      }
    });

    describe('configurations of other guides', () => {
      let folder: string;
      beforeEach(() => {
        folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-printed-'));
      });
      afterEach(() => rmSync(folder, { recursive: true, force: true }));

      /** Code in the row of the page's table that begins with this text. */
      const row = (begin: RegExp): string[] => {
        const found = setup.split('\n').find((line) => begin.test(line));
        return [...(found ?? '').matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');
      };
      const start = (config: string) => {
        const file = path.join(folder, 'mediamtx.yml');
        writeFileSync(file, config);
        const simulator = path.join(workspaceRoot, 'libs/mediamtx-simulator/dist/main.js');
        const [command, args] = target.command
          ? [target.command, [file]]
          : [process.execPath, [simulator, file]];
        const env = { PATH: process.env['PATH'], MTX_MOQ: 'no' };
        return spawnSync(command, args, { encoding: 'utf8', timeout: 10_000, cwd: folder, env });
      };

      it('does not start with their name of a path', () => {
        const [name = ''] = row(/^\| `workshop~1/);
        const { status, stdout, stderr } = start(`paths:\n  ${name}\n    source: publisher\n`);
        expect({ status, output: stdout + stderr }).toEqual({
          status: 1,
          output: expect.stringMatching(/invalid path name/),
        });
      });

      it('does not start with publishers on demand', () => {
        const [source, onDemand, refusal = ''] = row(/^\| `source: publisher`/);
        const ran = start(`paths:\n  '~^a$':\n    ${source}\n    ${onDemand}\n`);
        expect(ran.status).toBe(1);
        expect(ran.stdout + ran.stderr).toContain(refusal);
      });

      it('allows everyone without authHTTPAddress', async () => {
        const ports = { api: await freePort(), webrtc: await freePort() };
        const open = { authMethod: undefined, authHTTPAddress: undefined, authHTTPExclude: undefined };
        const server = mediaServerWith(target, folder, ports.api, await configOn(ports, open));
        try {
          await server.start();
          expect(await requestWhep(ports.webrtc)).toBe(204);
        } finally {
          await server.signal('SIGKILL');
        }
      });
    });
  },
);

const inJwt = targets.map(inJwtMode).filter((target) => target !== undefined);
const describeJwt = missing.length === 0 ? describe : describe.skip;

describeJwt.each(inJwt.map((target) => [nameOf(target), target] as const))(
  'JWT mode on a server: %s',
  (_, target) => {
    let folder: string;
    let installation: Installation;
    let ports: Ports;
    const file = (name: string): string => path.join(folder, name);
    beforeAll(async () => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-jwt-'));
      await runShell([guides.take(JWT, 'key'), guides.take(JWT, 'next-key')], folder, {});
      const settings = parseSettings(guides.take(JWT, 'settings').replace('/etc/ppf-monitoring', folder));
      const shown = guides.take(JWT, 'mediamtx.yml');
      // As the page describes older ones.
      const known =
        target.version && !isAtLeast(target.version, 'v1.17.0') ? shown.split('# From')[0] : shown;
      const started = await startByPage(target, settings, ({ backend }) => ({
        ...{ authHTTPAddress: undefined, authHTTPExclude: undefined },
        ...(parse((known ?? '').replace('127.0.0.1:3000', `127.0.0.1:${backend.port}`)) as Keys),
      }));
      ({ installation, ports } = started);
    }, 60_000);
    afterAll(async () => {
      await installation?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('allows viewers with tokens as the page shows them', async () => {
      const { authorization } = await tokenOfAPit(installation, ports);
      expect(await requestWhep(ports.webrtc)).toBe(401);
      const jwt = authorization.replace(/^Bearer (?:[^:]+:)?/, '');
      expect(jwt.length).toBeLessThan(512);
      const [header, body] = guides
        .take(JWT, 'token')
        .split(/\n(?=\{)/)
        .map((text) => JSON.parse(text) as Keys);
      const parts = jwt.split('.').slice(0, 2);
      const [is, says] = parts.map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Keys);
      expect([is?.['alg'], Object.keys(says ?? {}).sort()]).toEqual([
        header?.['alg'],
        Object.keys(body ?? {}).sort(),
      ]);
      const same = ['iss', 'aud', 'typ', 'mediamtx_permissions', 'viewer'];
      for (const name of same) expect([name, says?.[name]]).toEqual([name, body?.[name]]);
    });

    it('makes MediaMTX fetch the keys again', async () => {
      const refresh = guides.take(JWT, 'curl -X POST http://127.0.0.1:9997/v3/auth/jwks/refresh');
      await runShell([refresh.replace('curl', 'curl -sf').replace('9997', String(ports.api))], folder, {});
    });

    // Once is enough: no media server is involved.
    if (target === inJwt[0])
      it('rotates keys with the steps of the page, also to the other key type', async () => {
        const keysOf = async (name: string, settings: Record<string, string>) => {
          const backend = await installation.anotherBackend(name, settings);
          await backend.start();
          const answer = await fetch(`${backend.origin}/api/v1/streams/jwks.json`);
          await backend.kill('SIGTERM');
          return ((await answer.json()) as { keys: { kid: string; kty: string }[] }).keys;
        };
        const [one, next] = await keysOf('step-1', {
          STREAM_TOKEN_KEY_FILE: file('stream-token.pem'),
          STREAM_TOKEN_KEY_PREVIOUS_FILE: file('next.pub'),
        });
        const swapped = await keysOf('step-2', {
          STREAM_TOKEN_KEY_FILE: file('next.pem'),
          STREAM_TOKEN_KEY_PREVIOUS_FILE: file('stream-token.pem'),
        });
        expect(swapped.map(({ kid }) => kid)).toEqual([next?.kid, one?.kid]);
        const [third, none] = await keysOf('p256', { STREAM_TOKEN_KEY_FILE: file('p256.pem') });
        expect([one?.kty, third?.kty, none]).toEqual(['OKP', 'EC', undefined]);
      });
  },
);

whereInstalled('runs everything that is shown', () => expect(guides.left()).toEqual([]));
