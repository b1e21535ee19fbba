import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { probeLocation, decideLocation } from './location-check';

describe('a Location through the public address', () => {
  let server: Server;
  let base: string;
  let answer: { status: number; location?: string };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { status, location } = request.url === '/webrtc/workshop-1/pit-1' ? answer : { status: 404 };
      response.writeHead(status, location === undefined ? {} : { location }).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webrtc`;
  });
  afterAll(() => void server.close());

  const check = async (protocol = 'WebRTC') =>
    decideLocation('media server', await probeLocation(protocol, base, 'workshop-1/pit-1', 5_000));

  it.each([
    ['with the prefix', 302, '/webrtc/workshop-1/pit-1/', 'ok'],
    ['relative', 301, 'pit-1/', 'ok'],
    ['as MediaMTX sends it', 301, '/workshop-1/pit-1/', 'fault'],
    ['of another scheme', 302, 'https://127.0.0.1/webrtc/workshop-1/pit-1/', 'fault'],
    ['that is none', 302, undefined, 'unknown'],
  ])('%s: %s %s is %s', async (_, status, location, state) => {
    answer = location === undefined ? { status } : { status, location };
    expect(await check()).toMatchObject({ state });
  });

  it('is accepted as an absolute URL', async () => {
    answer = { status: 302, location: `${base}/workshop-1/pit-1/` };
    expect(await check()).toMatchObject({ state: 'ok' });
  });

  it('is reported with a fix if it is wrong', async () => {
    answer = { status: 302, location: '/workshop-1/pit-1/' };
    expect((await check()).found).toMatch(/PATCH and DELETE/);
    expect(await check('HLS')).toMatchObject({
      what: 'media server: HLS addresses through the public address',
      fix: expect.stringContaining('infra/apache'),
    });
  });

  it('is unknown without a response', async () => {
    const facts = await probeLocation('HLS', 'http://127.0.0.1:9', 'workshop-1/pit-1', 5_000);
    expect(decideLocation('m', facts)).toMatchObject({
      state: 'unknown',
      found: expect.stringContaining('no response'),
    });
  });
});
