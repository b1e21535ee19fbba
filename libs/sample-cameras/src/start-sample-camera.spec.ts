import { waitFor } from '@ppf/testing';
import { createServer, type AddressInfo } from 'node:net';
import { startSampleCamera, type SampleCamera } from './start-sample-camera';
import { readCamera, type CameraReader } from './testing/read-camera';

/** Interval of the clip's pictures. */
const PICTURE_MS = 40;
const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
const TCP = { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' };

describe('startSampleCamera', () => {
  let camera: SampleCamera;
  let uri = '';
  const readers: CameraReader[] = [];
  const connect = async (password = 'secret'): Promise<CameraReader> => {
    const reader = await readCamera(camera.port, 'viewer', password);
    readers.push(reader);
    return reader;
  };
  const play = async (): Promise<CameraReader> => {
    const reader = await connect();
    await reader.request('SETUP', `${uri}/trackID=0`, TCP);
    await reader.request('PLAY', uri);
    return reader;
  };

  beforeEach(async () => {
    camera = await startSampleCamera({
      port: 0,
      user: 'viewer',
      password: 'secret',
      auth: 'basic',
      clip: 'pit-1',
    });
    uri = `rtsp://127.0.0.1:${camera.port}/stream1`;
  });

  afterEach(async () => {
    for (const reader of readers.splice(0)) reader.close();
    await camera.stop();
  });

  it('describes its video to a reader with the right password', async () => {
    const answer = await (await connect()).request('DESCRIBE', uri);
    expect(answer).toContain('RTSP/1.0 200 OK');
    expect(answer).toMatch(/profile-level-id=42C01E;sprop-parameter-sets=[\w+/=]+,[\w+/=]+/);
    expect(answer).toContain('a=rtpmap:96 H264/90000');
  });

  it.each(['DESCRIBE', 'SETUP', 'PLAY'])('refuses %s without the right password', async (method) => {
    const answer = await (await connect('guess')).request(method, uri, TCP);
    expect(answer).toContain('RTSP/1.0 401');
    expect(answer).toContain('WWW-Authenticate: Basic');
  });

  it.each([
    ['DESCRIBE', '/elsewhere', {}, '404'],
    ['SETUP', '/stream1/trackID=0', { Transport: 'RTP/AVP;multicast' }, '461'],
    ['PLAY', '/stream1', {}, '455'],
    ['ANNOUNCE', '/stream1', {}, '501'],
    ['OPTIONS', '/', {}, '200'],
    ['GET_PARAMETER', '/stream1', {}, '200'],
  ])('responds to %s %s as cameras do', async (method, path, headers, status) => {
    const answer = await (await connect()).request(method, `rtsp://127.0.0.1:${camera.port}${path}`, headers);
    expect(answer).toContain(`RTSP/1.0 ${status}`);
  });

  it('sends pictures, except while it is frozen', async () => {
    const reader = await play();
    await waitFor(() => reader.packetBytes > 2000);
    expect(camera.readers).toBe(1);
    camera.freeze();
    // The response follows the pictures that were sent before the freeze.
    await reader.request('GET_PARAMETER', uri);
    const frozen = reader.packetBytes;
    await sleep(10 * PICTURE_MS);
    await reader.request('GET_PARAMETER', uri);
    expect(reader.packetBytes).toBe(frozen);
    expect(reader.closed).toBe(false);
    camera.resume();
    await waitFor(() => reader.packetBytes > frozen);
  });

  it('sends over UDP from a port pair', async () => {
    const reader = await connect();
    const answer = await reader.request('SETUP', `${uri}/trackID=0`, {
      Transport: 'RTP/AVP;unicast;client_port=40000-40001',
    });
    const [, rtp, rtcp] = /server_port=(\d+)-(\d+)/.exec(answer) ?? [];
    expect(Number(rtp) % 2).toBe(0);
    expect(Number(rtcp)).toBe(Number(rtp) + 1);
  });

  it('disconnects its readers when it stops, and restarts on the same port', async () => {
    const reader = await play();
    await camera.stop();
    await waitFor(() => reader.closed);
    await expect(connect()).rejects.toThrow('ECONNREFUSED');
    await camera.restart();
    expect(await (await connect()).request('DESCRIBE', uri)).toContain('200 OK');
  });

  it('percent-encodes the credentials of its URL', async () => {
    const odd = await startSampleCamera({ port: 0, user: 'a@b', password: 'p:/?#% é', clip: 'pit-2' });
    const { username, password } = new URL(odd.url);
    expect([username, password].map(decodeURIComponent)).toEqual(['a@b', 'p:/?#% é']);
    await odd.stop();
  });

  it('rejects when its port is in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    await expect(startSampleCamera({ port, user: 'a', password: 'b', clip: 'pit-1' })).rejects.toThrow(
      'EADDRINUSE',
    );
    holder.close();
  });
});
