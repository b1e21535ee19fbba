import type { CameraDiscovery, CameraStreams } from '@ppf/contracts';
import { STREAMS_FAULTS, STREAMS_NOTICES } from '@ppf/camera-probe';
import { CAMERA_STREAMS_FAULT_CODES, CAMERA_STREAMS_NOTICE_CODES } from '@ppf/contracts';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';

describe('cameras by ONVIF', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  let page: Server;

  beforeAll(async () => {
    backend = await startBackend();
    two = await makeTwoWorkshops(backend);
    page = createServer((_, response) => response.end('<html>zx81</html>'));
    await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    page.close();
    await backend.stop();
  });

  const send = (what: string, body?: object, as = two.owner, workshop = two.ours) =>
    backend.send({ method: 'POST', url: `/api/v1/workshops/${workshop}/${what}`, as, body });

  it('are searched for, and an empty result is not an error', async () => {
    const answer = await send('camera-discovery');
    expect(answer.status).toBe(200);
    for (const { host, pit_id } of (answer.body as CameraDiscovery).items)
      expect([host, pit_id]).toEqual([expect.stringMatching(/^[\d.]+$/), null]);
  });

  it('return the fault without entered or received data', async () => {
    const { port } = page.address() as AddressInfo;
    const ask = async (body: object) => {
      const answer = await send('camera-streams', { user: 'admin', password: 'zx81', ...body });
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('zx81');
      return answer.body as CameraStreams;
    };
    expect(await ask({ host: '127.0.0.1', port })).toMatchObject({ items: [], fault: { code: 'not-onvif' } });
    expect((await ask({ host: '169.254.169.254' })).fault?.code).toBe('address-refused');
    expect((await ask({ host: '127.0.0.1', port: 8554 })).fault?.code).toBe('address-refused');
    expect((await ask({ host: '0x7f.1' })).fault?.code).toBe('address-refused');
    expect((await ask({ host: 'camera.invalid' })).fault?.code).toBe('unresolvable');
    expect(backend.log.join('')).not.toContain('zx81');
  });

  it('allow owners ten requests per minute in their own workshop', async () => {
    const body = { host: '8.8.8.8' };
    expect((await send('camera-streams', body, two.staff)).status).toBe(403);
    expect((await send('camera-discovery', undefined, two.staff)).status).toBe(403);
    expect((await send('camera-streams', body, two.owner, two.theirs)).status).toBe(404);
    expect((await send('camera-streams', { ...body, port: 0 })).status).toBe(422);
    expect((await send('camera-streams', { host: '' })).status).toBe(422);
    for (const wrong of [
      { path: 'onvif' },
      { path: `/${'a'.repeat(256)}` },
      { tls: 'yes' },
      { cursor: '-1' },
    ])
      expect((await send('camera-streams', { ...body, ...wrong })).status).toBe(422);
    expect((await send('camera-streams', { ...body, user: 'x'.repeat(101) })).status).toBe(422);
    const admin: number[] = [];
    for (let n = 0; n < 11; n += 1) admin.push((await send('camera-streams', body, two.admin)).status);
    expect(admin).toEqual([...Array<number>(10).fill(200), 429]);
  });

  it('have the faults of the contracts', () => {
    expect(STREAMS_FAULTS).toEqual(CAMERA_STREAMS_FAULT_CODES);
    expect(STREAMS_NOTICES).toEqual(CAMERA_STREAMS_NOTICE_CODES);
  });
});
