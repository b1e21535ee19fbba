import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import type { DiagnosisFaultCode, Pit, PutCameraRequest } from '@ppf/contracts';
import { untilStatus } from '../../chaos/world/installation';
import { findProgram, makeCertificate } from '../../proxies/proxy';
import { ApiClient } from '../../world/api-client';
import { ENCODERS } from '../world/camera-server';
import { startDeafDevice } from '../world/deaf-device';
import { describeDoctor } from '../world/describe-doctor';
import {
  type Device,
  GOOD_STREAM,
  type Oddity,
  startDevice,
  startNetwork,
  startOddCamera,
  startShaCamera,
} from '../world/devices';
import {
  type CameraChange,
  type TroubleshootingFixture,
  startTroubleshootingFixture,
} from '../world/troubleshooting-fixture';

const LOCKED =
  'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="camera"\r\nContent-Length: 0\r\n\r\n';
const DESCRIBED = { status: '200 OK', headers: { 'Content-Type': 'application/sdp' }, body: GOOD_STREAM };
const SET_UP = {
  status: '200 OK',
  headers: { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1', Session: '1' },
};
const SOUND = 'm=audio 0 RTP/AVP 8\r\na=control:sound\r\n';
const WRONG_SOUND = 'm=audio 0 RTP/AVP 104\r\na=rtpmap:104 MPEG4-GENERIC/16000\r\na=fmtp:97 config=1408\r\n';
const CHALLENGED = {
  status: '401 Unauthorized',
  headers: { 'WWW-Authenticate': 'Digest realm="c", nonce="n", Basic realm="c"' },
};
const PAGE = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n';

describeDoctor('cameras that are pulled', [], (target) => {
  let world: TroubleshootingFixture;
  let askers: ApiClient[];
  beforeAll(async () => {
    // Cameras that redirect are not saved otherwise.
    world = await startTroubleshootingFixture(target, { CAMERA_REDIRECT_CHECKS: 'false' });
    const owner = await ApiClient.signIn(world.installation.backend.origin, world.people.owner);
    askers = [world.admin, owner];
  }, 120_000);
  afterAll(() => world?.stop());

  /** Used in turn, because a user can test ten cameras a minute. Owners get the same findings of cameras as the operator. */
  const finds = (pit: Pit, code: DiagnosisFaultCode | null) => {
    askers.reverse();
    return world.finds(pit, code, askers[0]);
  };

  const at = async (starting: Promise<Device>, change: CameraChange = {}) => {
    const device = await starting;
    world.installation.atEnd(() => device.stop());
    const camera = { kind: 'pull', host: '127.0.0.1', port: device.port, path: '/live', ...change };
    return world.pit(camera as PutCameraRequest);
  };

  it('finds no fault in a correct setup', async () => {
    const { pit } = await world.sample();
    const { steps } = await finds(pit, null);
    expect(steps.slice(0, 7).map(({ state }) => state)).toEqual(Array(7).fill('ok'));
  });

  it('reports a pit without a camera, and a paused camera', async () => {
    await finds(await world.pit(), 'no-camera');
    const { pit } = await world.sample();
    await world.admin.pauseCamera(pit.id, true);
    await finds(pit, 'paused');
  });

  it('reports a stored camera that differs from the path in the media server', async () => {
    const { pit } = await world.sample();
    const client = new Client({ connectionString: world.installation.database.url });
    await client.connect();
    await client.query(`UPDATE camera SET path = 'live' WHERE pit_id = $1`, [pit.id]);
    await client.end();
    await finds(pit, 'camera-not-applied');
  });

  it.each<[string, CameraChange, DiagnosisFaultCode]>([
    ['a wrong password', { password: 'another' }, 'wrong-password'],
    ['a missing password', { user: undefined, password: undefined }, 'password-needed'],
    ['a wrong path', { path: '/another' }, 'wrong-path'],
    ['TLS that the camera does not have', { tls: true }, 'tls-failed'],
    ['a name that does not exist', { host: 'camera.invalid' }, 'unresolvable'],
  ])('names %s', async (_, change, code) => {
    const { pit } = await world.sample(change);
    await finds(pit, code);
  });

  it('reports an offline camera and a frozen camera', async () => {
    const { camera, pit } = await world.sample();
    await finds(pit, null);
    camera.freeze();
    await finds(pit, 'no-picture');
    camera.resume();
    await camera.stop();
    await finds(pit, 'refused-connection');
  });

  it('reports a missing camera', async () => {
    const device = await startDeafDevice();
    world.installation.atEnd(() => device.stop());
    const pit = await world.pit({ kind: 'pull', host: '127.0.0.1', port: device.port, path: '/live' });
    await finds(pit, 'unreachable');
  });

  it.each<[string, keyof typeof ENCODERS, DiagnosisFaultCode]>([
    ['H.265', 'h265', 'video-is-h265'],
    ['Motion JPEG', 'mjpeg', 'video-is-mjpeg'],
    ['a format that browsers do not support', 'mpeg4', 'unsupported-codec'],
    ['audio only', 'sound', 'no-video'],
    ['B-frames', 'bFrames', 'b-frames'],
    ['intra refresh', 'intraRefresh', 'intra-refresh'],
    ['a bit depth that not every browser supports', 'high10', 'uncommon-profile'],
    ['timestamps that jump', 'jumps', 'timestamps-jump'],
    ['Motion JPEG that is too large', 'wideMjpeg', 'mjpeg-too-large'],
    ['key frames that are too rare', 'fewKeyFrames', 'long-key-frame-interval'],
  ])('names %s', async (_, encoder, code) => {
    await finds(await world.pit(await world.film(encoder, ENCODERS[encoder])), code);
  });

  it('reports missing key frames only after a sufficiently long test', async () => {
    const pit = await world.pit(await world.film('noKeyFrames', ENCODERS.noKeyFrames));
    // The simulator forwards every packet; MediaMTX forwards nothing before the first key frame.
    await finds(pit, target.kind === 'mediamtx' ? 'no-key-frame' : 'long-key-frame-interval');
    const { steps } = await world.admin.testCamera(pit.id);
    expect(steps.at(-1)?.fault?.code).toBe('no-key-frame');
  });

  it('reports a camera that disconnects repeatedly', async () => {
    const { camera, pit } = await world.sample();
    for (let times = 0; times < 3; times += 1) {
      await untilStatus(world.admin, pit.id, ['live'], 30_000);
      await camera.stop();
      await untilStatus(world.admin, pit.id, ['offline', 'connecting', 'stalled'], 30_000);
      await camera.restart();
    }
    await untilStatus(world.admin, pit.id, ['live'], 30_000);
    await finds(pit, 'disconnects');
  });

  it('reports a camera that only the backend reaches', async () => {
    const camera = await world.film('good', ENCODERS.good);
    const network = startNetwork(camera.port, { lets: (first) => first.includes('ppf-monitoring') });
    await finds(await at(network, { path: camera.path }), 'server-cannot-reach-camera');
  });

  it('finds no fault of a live camera that accepts no second connection, which its test reports', async () => {
    const { port, path } = await world.film('single', ENCODERS.good);
    const isMediaServer = (first: string) => !first.includes('ppf-monitoring');
    const pit = await at(startNetwork(port, { lets: isMediaServer }), { path });
    await untilStatus(world.admin, pit.id, ['live'], 30_000);
    await finds(pit, null);
    const { ok, steps } = await world.admin.testCamera(pit.id);
    expect([ok, ...steps.flatMap(({ fault }) => fault?.code ?? [])]).toEqual([true, 'no-second-connection']);
  });

  it('reports a camera that is too slow to be pulled on demand', async () => {
    const { port, path } = await world.film('slow', ENCODERS.good);
    const pit = await at(startNetwork(port, { delayMs: 2600 }), { path, on_demand: true });
    await finds(pit, 'slow-start');
  });

  it.each<[string, string, Oddity, DiagnosisFaultCode]>([
    [
      'leads to another address',
      'DESCRIBE',
      { status: '302 Moved', headers: { Location: 'rtsp://127.0.0.1:9/live' } },
      'redirected',
    ],
    [
      'requires another sign-in',
      'DESCRIBE',
      { status: '401 Unauthorized', headers: { 'WWW-Authenticate': 'Negotiate' } },
      'sign-in-unsupported',
    ],
    ['denies access', 'DESCRIBE', { status: '403 Forbidden' }, 'forbidden'],
    ['responds with an error', 'DESCRIBE', { status: '500 Internal Server Error' }, 'unexpected-answer'],
    ['has no bandwidth left', 'SETUP', { status: '453 Not Enough Bandwidth' }, 'too-many-viewers'],
    ['sends over UDP only', 'SETUP', { status: '461 Unsupported Transport' }, 'tcp-refused'],
    ['has no OPTIONS', 'OPTIONS', { status: '501 Not Implemented' }, 'options-refused'],
    [
      'describes a page',
      'DESCRIBE',
      { ...DESCRIBED, headers: { 'Content-Type': 'text/html' } },
      'invalid-description',
    ],
    [
      'describes its audio incorrectly',
      'DESCRIBE',
      { ...DESCRIBED, body: `${GOOD_STREAM}${WRONG_SOUND}` },
      'invalid-track',
    ],
    [
      'refuses its audio track',
      'DESCRIBE SETUP',
      (request) => {
        if (request.startsWith('DESCRIBE')) return { ...DESCRIBED, body: `${GOOD_STREAM}${SOUND}` };
        return request.includes('sound') ? { status: '404 Not Found' } : SET_UP;
      },
      'refused-track',
    ],
    [
      'has a base that is not an address',
      'DESCRIBE',
      { ...DESCRIBED, headers: { ...DESCRIBED.headers, 'Content-Base': '127.0.0.1:8554/' } },
      'invalid-base-address',
    ],
    ['sends pictures too early', 'SETUP', { status: '200 OK', before: '$\0\0\x04abcd' }, 'early-packets'],
    [
      'disconnects during sign-in',
      'DESCRIBE',
      (request) => (request.includes('Authorization') ? null : CHALLENGED),
      'hung-up-at-sign-in',
    ],
    [
      'responds to a sign-in with an old CSeq',
      'DESCRIBE',
      (request) => ({ ...CHALLENGED, isLate: request.includes('Authorization') }),
      'wrong-answer-number',
    ],
    [
      'offers Digest and accepts Basic',
      'DESCRIBE',
      (request) => (request.includes('Basic ') ? DESCRIBED : CHALLENGED),
      'digest-refused',
    ],
  ])('names a camera that %s', async (_, method, odd, code) => {
    await finds(await at(startOddCamera(method, odd), { user: 'admin', password: 'hunter2' }), code);
  });

  it('reports a slow camera, and one that only the media server can sign in to', async () => {
    const { port, path } = await world.film('waits', ENCODERS.good);
    const isDescription = (said: string) => said.includes('application/sdp');
    await finds(await at(startNetwork(port, { delayMs: 3300, delays: isDescription }), { path }), 'slow');
    const signIn = { user: 'admin', password: 'hunter2' };
    await finds(await at(startShaCamera(port), { path, ...signIn }), 'only-media-server-signs-in');
  });

  it('reports a camera without UDP that is set to UDP, and lost packets', async () => {
    const overUdp: CameraChange = { transport: 'udp' };
    const refusing = startOddCamera('SETUP', { status: '461 Unsupported Transport' });
    await finds(await at(refusing, overUdp), 'udp-refused');
    const headers = { Session: '1', Transport: 'RTP/AVP;unicast;server_port=6000-6001' };
    await finds(await at(startOddCamera('SETUP', { status: '200 OK', headers }), overUdp), 'udp-no-packets');
  });

  it('reports devices that do not respond, disconnect, or are not cameras', async () => {
    await finds(await at(startDevice(() => undefined)), 'silent');
    await finds(await at(startDevice((socket) => socket.destroy())), 'hung-up');
    const webServer = () => startDevice((socket) => socket.on('data', () => socket.end(PAGE)));
    await finds(await at(webServer()), 'not-rtsp');
    await finds(await at(webServer(), { feed: 'mjpeg', transcode: true }), 'not-mjpeg');
    const locked = startDevice((socket) => socket.on('data', () => socket.end(LOCKED)));
    await finds(await at(locked, { feed: 'mjpeg', transcode: true }), 'http-sign-in-unsupported');
  });

  (findProgram('openssl') ? it : it.skip)(
    'reports a certificate that differs from the confirmed one',
    async () => {
      const { certificate, key } = makeCertificate(world.installation.folder);
      const [cert, itsKey] = [readFileSync(certificate, 'utf8'), readFileSync(key, 'utf8')];
      const secured = startDevice(() => undefined, { cert, key: itsKey });
      await finds(await at(secured, { tls: true, tls_fingerprint: '0'.repeat(64) }), 'wrong-certificate');
      await finds(await at(secured, { tls: true }), 'unconfirmed-certificate');
    },
  );

  it('reports a camera address that now belongs to the media server', async () => {
    const { camera, pit } = await world.sample();
    await camera.stop();
    await world.reconfigure({ MEDIAMTX_HLS_URL: `http://127.0.0.1:${camera.port}` });
    await finds(pit, 'address-refused');
  });
});
