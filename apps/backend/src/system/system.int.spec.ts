import { type SystemInfo } from '@ppf/contracts';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';

describe('GET /system', () => {
  let backend: BackendUnderTest;
  afterEach(() => backend.stop());

  const show = async (): Promise<SystemInfo> =>
    (await backend.send({ url: '/api/v1/system', as: await backend.tokenFor('operator') })).body;

  it('describes the installation to every signed-in user', async () => {
    // Nothing listens on this port: the media server is unavailable.
    backend = await startBackend({ MEDIAMTX_API_PORT: '1' });
    expect(await show()).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      sample_data: false,
      media_server: { kind: 'mediamtx', version: null, reachable: false, auth: 'http' },
    });
    await backend.database.query(`INSERT INTO workshop (name, is_sample) VALUES ('Sample', true)`);
    expect(await show()).toMatchObject({ sample_data: true });
    const staff = await backend.tokenFor('staff', 1);
    expect((await backend.send({ url: '/api/v1/system', as: staff })).status).toBe(200);
    expect(await backend.send({ url: '/api/v1/system' })).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
  });

  it('reports that the media server is the simulator', async () => {
    backend = await startBackend({ MEDIAMTX_API_PORT: '1', MEDIAMTX_SIMULATED: 'true' });
    expect(await show()).toMatchObject({ media_server: { kind: 'simulator' } });
  });
});
