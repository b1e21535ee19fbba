import type { Socket } from 'node:net';
import { camera, endOf, GOOD, probe, stopCameras } from '../fixtures/probe-scripted';
import { interleaved, recordedPackets, recordedSdp, scriptOf } from '../fixtures/recorded-stream';
import { answer, type Script, startScriptedCamera } from '../fixtures/scripted-camera';

const but =
  (method: string, status: string, headers: Readonly<Record<string, string>> = {}, body = ''): Script =>
  (request, socket) =>
    request.method === method ? answer(status, request, headers, body) : GOOD(request, socket);

/** Limits that end no test, so that a test with one more limit ends by that limit or very late. */
const ENDLESS_MS = 60_000;
const ENDLESS = {
  totalMs: ENDLESS_MS,
  maxWatchMs: ENDLESS_MS,
  maxKeyFrameWaitMs: ENDLESS_MS,
  mediaBytes: Infinity,
};

afterEach(stopCameras);

describe('probeCamera with odd cameras', () => {
  it.each<[string, Script, string, string]>([
    ['is a web server', () => 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n', 'options', 'not-rtsp'],
    [
      'sends a body beyond all measure',
      but('DESCRIBE', '200 OK', { 'Content-Length': '9999999999' }),
      'describe',
      'unexpected-answer',
    ],
    [
      'sends a page instead of a description',
      but('DESCRIBE', '200 OK', { 'Content-Type': 'text/html' }, '<html></html>'),
      'describe',
      'invalid-description',
    ],
    [
      'sends sound only',
      but('DESCRIBE', '200 OK', { 'Content-Type': 'application/sdp' }, 'v=0\r\nm=audio 0 RTP/AVP 8\r\n'),
      'describe',
      'no-video',
    ],
    ['has no such path', but('DESCRIBE', '404 Not Found'), 'describe', 'wrong-path'],
    ['calls a wrong path a bad request', but('DESCRIBE', '400 Bad Request'), 'describe', 'wrong-path'],
    ['forbids', but('DESCRIBE', '403 Forbidden'), 'describe', 'forbidden'],
    ['is busy', but('DESCRIBE', '503 Service Unavailable'), 'describe', 'too-many-viewers'],
    ['has no bandwidth left', but('SETUP', '453 Not Enough Bandwidth'), 'play', 'too-many-viewers'],
    ['breaks', but('DESCRIBE', '500 Internal Server Error'), 'describe', 'unexpected-answer'],
    ['sends over UDP only', but('SETUP', '461 Unsupported Transport'), 'play', 'tcp-refused'],
    ['does not play', but('PLAY', '455 Method Not Valid in This State'), 'play', 'unexpected-answer'],
    [
      'requires a scheme that is not supported',
      but('DESCRIBE', '401 No', { 'WWW-Authenticate': 'Negotiate' }),
      'describe',
      'sign-in-unsupported',
    ],
    ['requires a sign-in without a challenge', but('DESCRIBE', '401 No'), 'describe', 'sign-in-unsupported'],
    [
      'requires another nonce every time',
      (request) =>
        answer('401 No', request, {
          'WWW-Authenticate': `Digest realm="x", nonce="${request.cseq}", stale=true`,
        }),
      'options',
      'wrong-password',
    ],
    ['plays and sends nothing', GOOD, 'video', 'no-picture'],
    ['answers something older', () => answer('200 OK', { cseq: '77' }), 'options', 'wrong-answer-number'],
  ])('reports the fault of a camera that %s', async (_what, script, step, code) => {
    const report = await probe(await camera(startScriptedCamera(script)));
    expect(endOf(report)).toEqual([false, step, code]);
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });

  it.each<[string, Script, string]>([
    ['never answers', () => null, 'silent'],
    ['begins a response and stops', () => 'RTSP/1.0 200', 'not-rtsp'],
  ])('waits no longer than allowed for a camera that %s', async (_what, script, code) => {
    const report = await probe(await camera(startScriptedCamera(script)), {}, { requestMs: 300 });
    expect(endOf(report)).toEqual([false, 'options', code]);
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['speaks first as SSH does', (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'), 'not-rtsp'],
    ['disconnects immediately', (socket) => socket.destroy(), 'hung-up'],
    ['sends noise', (socket) => socket.write(Buffer.alloc(4_096, 0x41)), 'not-rtsp'],
    [
      'sends headers without end',
      (socket) => {
        socket.write('RTSP/1.0 200 OK\r\n');
        const timer = setInterval(() => socket.write('X: y\r\n'.repeat(500)), 5);
        socket.on('close', () => clearInterval(timer));
      },
      'unexpected-answer',
    ],
  ])('reports the fault of a camera that %s', async (_what, onConnect, code) => {
    const report = await probe(await camera(startScriptedCamera(() => null, onConnect)));
    expect(endOf(report)).toEqual([false, 'options', code]);
  });

  it('does not follow a camera to another address', async () => {
    const other = await camera(startScriptedCamera(GOOD));
    const target = `rtsp://127.0.0.1:${other.port}/stream1`;
    const redirecting = await camera(startScriptedCamera(but('DESCRIBE', '302 Moved', { Location: target })));
    expect(endOf(await probe(redirecting))).toEqual([false, 'describe', 'redirected']);
    expect(other.requests).toHaveLength(0);
  });

  it('requests a track with another host from the camera’s own address', async () => {
    const other = await camera(startScriptedCamera(GOOD));
    const elsewhere = `rtsp://127.0.0.1:${other.port}/trackID=0`;
    const sdp = `${recordedSdp('h264-b-frames')}a=control:${elsewhere}\r\n`;
    const first = await camera(startScriptedCamera(scriptOf(sdp, () => undefined)));
    await probe(first);
    // As the media server does: the path of the track, at the host of the stream.
    const here = elsewhere.replace(String(other.port), String(first.port));
    expect(first.requests.find(({ method }) => method === 'SETUP')?.uri).toBe(here);
    expect(other.requests).toHaveLength(0);
  });

  it('requests the entered name at the checked address', async () => {
    const named = await camera(startScriptedCamera(GOOD));
    await probe(named, { host: 'camera.lan', path: '/a b\r\nX-Injected: 1' });
    const uri = `rtsp://camera.lan:${named.port}/a%20b%0D%0AX-Injected:%201`;
    expect(named.requests[0]).toMatchObject({ method: 'OPTIONS', uri });
    expect(named.requests.some(({ headers }) => headers.has('x-injected'))).toBe(false);
  });

  it('tries the next address of a name when nothing listens at the first', async () => {
    const second = await camera(startScriptedCamera(GOOD));
    expect((await probe(second, { host: 'two-addresses.lan' })).steps[1]).toMatchObject({
      step: 'reach',
      ok: true,
    });
  });

  it('sends the password only after a challenge, and never in a URI', async () => {
    const open = await camera(startScriptedCamera(GOOD));
    await probe(open);
    expect(open.requests.some(({ headers }) => headers.has('authorization'))).toBe(false);
    expect(open.requests.map(({ uri }) => uri).join()).not.toMatch(/admin|hunter2/);
  });

  it('ends the session with TEARDOWN', async () => {
    const polite = await camera(startScriptedCamera(GOOD));
    await probe(polite);
    expect(polite.requests.map(({ method }) => method)).toEqual([
      'OPTIONS',
      'DESCRIBE',
      'SETUP',
      'PLAY',
      'TEARDOWN',
    ]);
    expect(polite.requests.at(-1)?.headers.get('session')).toBe('12345678');
  });

  it('reports a wrong password after a second refusal without a challenge', async () => {
    const forgetful = await camera(
      startScriptedCamera((request) =>
        answer(
          '401 No',
          request,
          request.headers.has('authorization') ? {} : { 'WWW-Authenticate': 'Basic realm="x"' },
        ),
      ),
    );
    expect(endOf(await probe(forgetful))).toEqual([false, 'options', 'wrong-password']);
  });

  it('uses the channel that the camera chose', async () => {
    const packets = recordedPackets('h264-b-frames');
    const script = scriptOf(recordedSdp('h264-b-frames'), (socket) => {
      for (const packet of packets) socket.write(interleaved(packet, 4));
    });
    const other = await camera(
      startScriptedCamera((request, socket) =>
        request.method === 'SETUP'
          ? answer('200 OK', request, { Transport: 'RTP/AVP/TCP;interleaved=4-5', Session: '1' })
          : script(request, socket),
      ),
    );
    expect((await probe(other)).video?.codec).toBe('H264');
    expect(endOf(await probe(other))).toEqual([false, 'video', 'b-frames']);
  });

  it('ends in time, regardless of the camera’s behavior', async () => {
    const flood = Buffer.alloc(60_000, 0x55);
    const slow: Script = (request, socket) => {
      setTimeout(() => socket.write(GOOD(request, socket) ?? ''), 250);
      return null;
    };
    const flooding = scriptOf(recordedSdp('h264-b-frames'), (socket) => {
      const timer = setInterval(() => socket.write(interleaved(flood)), 1);
      socket.on('close', () => clearInterval(timer));
    });
    for (const script of [slow, flooding]) {
      const started = await camera(startScriptedCamera(script));
      const start = performance.now();
      await probe(started, {}, { ...ENDLESS, totalMs: 900 });
      expect(performance.now() - start).toBeLessThan(ENDLESS_MS / 2);
    }
  });

  it('reads at most the allowed number of pictures', async () => {
    const packet = Buffer.concat([
      recordedPackets('h264-b-frames')[0]!.subarray(0, 12),
      Buffer.alloc(60_000, 1),
    ]);
    const flooding = scriptOf(recordedSdp('h264-b-frames'), (socket) => {
      const timer = setInterval(() => socket.write(interleaved(packet)), 1);
      socket.on('close', () => clearInterval(timer));
    });
    const start = performance.now();
    await probe(await camera(startScriptedCamera(flooding)), {}, { ...ENDLESS, mediaBytes: 1_000_000 });
    expect(performance.now() - start).toBeLessThan(ENDLESS_MS / 2);
  });

  it('never throws for garbled responses', async () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const packets = recordedPackets('h264-b-frames');
    const honest = scriptOf(recordedSdp('h264-b-frames'), (socket) => {
      for (const packet of packets) socket.write(garbled(interleaved(packet), random));
    });
    const garbling: Script = (request, socket) => {
      const said = honest(request, socket);
      return said === null ? null : garbled(Buffer.from(said), random);
    };
    const started = await camera(startScriptedCamera(garbling));
    const limits = { requestMs: 60, maxWatchMs: 60, teardownMs: 20, totalMs: 500 };
    const isPlayed = () => started.requests.some(({ method }) => method === 'PLAY');
    // The limits are short for the sake of the many probes. On a slow machine more rounds are needed.
    for (let round = 0; round < 6 || !isPlayed(); round += 1)
      await Promise.all(Array.from({ length: 20 }, () => probe(started, {}, limits)));
    expect(isPlayed()).toBe(true);
  });

  it('does not use a session id that contains a line break', async () => {
    const odd = await camera(startScriptedCamera(but('SETUP', '200 OK', { Session: '12\r34;timeout=5' })));
    expect(endOf(await probe(odd))).toEqual([false, 'play', 'unexpected-answer']);
    expect(odd.requests.some(({ method }) => method === 'PLAY')).toBe(false);
  });
});

/** The same bytes with a few of them changed, dropped or doubled. */
function garbled(bytes: Buffer, random: (below: number) => number): Buffer {
  if (random(3) > 0) return bytes;
  const copy = Buffer.from(bytes);
  for (let count = random(4); count > 0; count -= 1) copy[random(copy.length)] = random(256);
  if (random(4) === 0) return copy.subarray(0, random(copy.length));
  return random(4) === 0 ? Buffer.concat([copy, copy]) : copy;
}
