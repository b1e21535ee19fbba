import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CameraAddressGuard } from '../address/camera-address-guard';
import { LOCAL_NETWORK_ONLY } from '../address/camera-address-policy';
import { testCamera } from '../snapshot/test-camera';

const guard = new CameraAddressGuard({ ...LOCAL_NETWORK_ONLY, exempt: ['127.0.0.0/8'] });
const signal = new AbortController().signal;
/** Headers of a JPEG of 64×48 pixels, which is all that the test looks at. */
const JPEG = Buffer.from('ffd8ffe000044a46ffc0000b080030004001011100ffda00080101000000ffd9', 'hex');
const MULTIPART = { 'content-type': 'multipart/x-mixed-replace; boundary=frame' };

describe('a test of MJPEG over HTTP', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  async function test(answer: RequestListener, path = '/stream') {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const place = { host: '127.0.0.1', port, path, user: null, password: null };
    return testCamera({ ...place, feed: 'mjpeg' }, { guard, signal, ffmpeg: null });
  }
  const stream: RequestListener = (_, response) => {
    response.writeHead(200, MULTIPART);
    const send = setInterval(() => response.write(Buffer.concat([Buffer.from('--frame\r\n\r\n'), JPEG])), 20);
    response.on('close', () => clearInterval(send));
  };

  it('reports pictures, their size and rate, and returns one', async () => {
    const { ok, steps, video, snapshot } = await test(stream);
    expect(ok).toBe(true);
    expect(steps.map(({ step }) => step)).toEqual(['resolve', 'reach', 'request', 'video']);
    expect(video).toMatchObject({ codec: 'JPEG', width: 64, height: 48, frameRate: expect.any(Number) });
    expect(snapshot).toEqual(JPEG);
  });

  it.each<[string, RequestListener, string]>([
    [
      'a page',
      (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'not-mjpeg',
    ],
    [
      'one picture',
      (_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(JPEG),
      'not-mjpeg',
    ],
    [
      'a redirection',
      (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      'redirected',
    ],
    [
      'a question for a password',
      (_, response) => void response.writeHead(401).end(),
      'http-sign-in-unsupported',
    ],
    ['no such page', (_, response) => void response.writeHead(404).end(), 'wrong-path'],
    ['a response that is not HTTP', ({ socket }) => void socket.end('RTSP/1.0 200 OK\r\n\r\n'), 'not-mjpeg'],
    [
      'a stream without pictures',
      (_, response) => void response.writeHead(200, MULTIPART).end('--frame'),
      'no-picture',
    ],
    ['nothing', () => undefined, 'silent'],
  ])('reports what is wrong with %s', async (_, answer, code) => {
    const { ok, steps, video } = await test(answer);
    expect({ ok, code: steps.at(-1)?.fault?.code, video }).toEqual({ ok: false, code, video: null });
  });

  it('sends no request to a refused address', async () => {
    const place = { host: '169.254.169.254', port: 80, path: '/', user: null, password: null };
    const { steps } = await testCamera({ ...place, feed: 'mjpeg' }, { guard, signal, ffmpeg: null });
    expect(steps).toMatchObject([{ step: 'resolve', ok: false, fault: { code: 'address-refused' } }]);
  });
});
