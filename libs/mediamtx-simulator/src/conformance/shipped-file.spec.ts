import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HookStub } from './hook-stub';
import { freePort } from '@ppf/free-ports';

const SHIPPED = readFileSync(path.join(__dirname, '../../../../infra/mediamtx/mediamtx.yml'), 'utf8');
const SECRET = 'the-secret-of-the-hook';

/** Real servers of any release: `MEDIAMTX_BIN`, and those in `MEDIAMTX_BINS`, separated by colons. */
const BINARIES = [process.env.MEDIAMTX_BIN, ...(process.env.MEDIAMTX_BINS ?? '').split(':')]
  .filter((binary, at, all): binary is string => Boolean(binary) && all.indexOf(binary) === at)
  .map((binary) => ({
    binary,
    version: spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.trim() || 'no MediaMTX',
  }));
if (BINARIES.length === 0)
  process.stderr.write(
    'Skipped: infra/mediamtx/mediamtx.yml on real servers, since MEDIAMTX_BIN names none.\n',
  );

interface Ports {
  readonly api: number;
  readonly metrics: number;
  readonly rtsp: number;
  readonly webrtc: number;
  readonly media: number;
  readonly hls: number;
}

/** The file with an operator's values, on free ports of loopback. Fails if a replaced text is missing. */
function filledIn(ports: Ports, hookPort: number): string {
  const replacements: readonly (readonly [string, string])[] = [
    ['CHANGE-ME@127.0.0.1:4000', `${SECRET}@127.0.0.1:${hookPort}`],
    ['127.0.0.1:9997', `127.0.0.1:${ports.api}`],
    ['127.0.0.1:9998', `127.0.0.1:${ports.metrics}`],
    [' :8554', ` 127.0.0.1:${ports.rtsp}`],
    ['127.0.0.1:8889', `127.0.0.1:${ports.webrtc}`],
    ['webrtcLocalUDPAddress: :8189', `webrtcLocalUDPAddress: 127.0.0.1:${ports.media}`],
    ['webrtcLocalTCPAddress: :8189', `webrtcLocalTCPAddress: 127.0.0.1:${ports.media}`],
    ['127.0.0.1:8888', `127.0.0.1:${ports.hls}`],
  ];
  return replacements.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, SHIPPED);
}

(BINARIES.length > 0 ? describe : describe.skip)('the shipped configuration file, on the real server', () => {
  describe.each(BINARIES.length > 0 ? BINARIES : [{ binary: '', version: 'none' }])(
    '$version',
    ({ binary }) => {
      const hook = new HookStub();
      let folder: string;
      let ports: Ports;
      let child: ChildProcess;
      let log = '';
      beforeAll(async () => {
        const free = await Promise.all(Array.from({ length: 6 }, freePort));
        const [api = 0, metrics = 0, rtsp = 0, webrtc = 0, media = 0, hls = 0] = free;
        ports = { api, metrics, rtsp, webrtc, media, hls };
        folder = mkdtempSync(path.join(os.tmpdir(), 'shipped-file-'));
        writeFileSync(path.join(folder, 'mediamtx.yml'), filledIn(ports, await hook.start()));
        child = spawn(binary, ['mediamtx.yml'], {
          cwd: folder,
          env: { MTX_MOQ: 'no' },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        child.stdout?.on('data', (text) => (log += String(text)));
        for (let tries = 0; !(await answers(ports.api)); tries++) {
          if (child.exitCode !== null || tries > 200) throw new Error(`MediaMTX does not listen: ${log}`);
          await wait(50);
        }
      });
      afterAll(async () => {
        if (child.exitCode === null) {
          const ended = new Promise((resolve) => child.once('exit', resolve));
          child.kill('SIGINT');
          await ended;
        }
        await hook.stop();
        rmSync(folder, { recursive: true, force: true });
      });

      it('loads without errors, and only warns about the setting name of v1.9.3', () => {
        const messages = log.split('\n').filter((line) => / (ERR|WAR) /.test(line));
        expect(messages.filter((line) => !/protocols/.test(line))).toEqual([]);
      });

      it('opens the ports of the guide and no other, and writes no other files', async () => {
        const { api, metrics, rtsp, webrtc, media, hls } = ports;
        for (const port of [api, metrics, rtsp, webrtc, media, hls]) expect(await answers(port)).toBe(true);
        expect(await isTakenByUdp(media)).toBe(true);
        const opened = [...log.matchAll(/listener opened on ([^\n]+)/g)].map(([, on]) => on ?? '');
        const known = Object.values(ports);
        const others = opened.flatMap((on) => [...on.matchAll(/:(\d+)/g)].map(([, port]) => Number(port)));
        expect(others.filter((port) => !known.includes(port))).toEqual([]);
        expect(readdirSync(folder)).toEqual(['mediamtx.yml']);
      });

      it('serves API and metrics without a hook request', async () => {
        hook.calls.length = 0;
        const config = await fetch(`http://127.0.0.1:${ports.api}/v3/config/global/get`);
        expect(await config.json()).toMatchObject({
          authMethod: 'http',
          hlsVariant: 'fmp4',
          rtmp: false,
          srt: false,
        });
        expect((await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).status).toBe(200);
        expect(hook.calls).toEqual([]);
      });

      it.each(['workshop-1/pit-1', 'workshop-12/pit-34/sub'])(
        'sends the secret and a hook request for viewers of %s',
        async (name) => {
          hook.calls.length = 0;
          const authorization = 'Bearer jti-1:eyJhbGciOi.payload.sig';
          const url = `http://127.0.0.1:${ports.webrtc}/${name}/whep`;
          const allowed = await fetch(url, { method: 'OPTIONS', headers: { authorization } });
          expect(allowed.status).toBe(204);
          expect(
            hook.calls.map(({ body, headers }) => [body.action, body.path, headers.authorization]),
          ).toEqual([['read', name, `Basic ${Buffer.from(`mediamtx:${SECRET}`).toString('base64')}`]]);
          expect((await fetch(url, { method: 'OPTIONS' })).status).toBe(401);
        },
      );

      it.each(['workshop-1', 'workshop-1/pit-1/other', 'xworkshop-1/pit-1', 'workshop-1/pit-1x'])(
        'has no path %s',
        async (name) => {
          hook.calls.length = 0;
          const url = `http://127.0.0.1:${ports.webrtc}/${name}/whep`;
          expect((await fetch(url, { method: 'OPTIONS' })).status).toBeGreaterThanOrEqual(400);
          expect(hook.calls).toEqual([]);
        },
      );
    },
  );
});

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(socket.destroy() !== undefined));
    socket.on('error', () => resolve(false));
  });
}

function isTakenByUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4').once('error', () => resolve(true));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(false)));
  });
}
