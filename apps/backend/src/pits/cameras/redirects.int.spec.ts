import { ControlApiStub, waitFor } from '@ppf/testing';
import type { Camera, CameraImport, Diagnosis, Problem } from '@ppf/contracts';
import { RedirectingCamera } from '../../testing/redirecting-camera';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';

describe('a camera that redirects', () => {
  let mediaMtx: ControlApiStub;
  let device: RedirectingCamera;
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  let url: string;

  beforeAll(async () => {
    mediaMtx = await new ControlApiStub().start();
    device = await new RedirectingCamera().start();
    backend = await startBackend({ MEDIAMTX_API_URL: mediaMtx.url, CAMERA_REDIRECT_CHECKS: 'true' });
    two = await makeTwoWorkshops(backend);
    url = `rtsp://admin:zx81-pw@127.0.0.1:${device.port}/live`;
  });
  afterAll(async () => {
    await backend.stop();
    await Promise.all([mediaMtx.stop(), device.stop()]);
  });

  const put = (body: object, as = two.owner) =>
    backend.send({ method: 'PUT', url: `/api/v1/pits/${two.ourPit}/camera`, body, as });
  const camera = async () =>
    (await backend.send({ url: `/api/v1/pits/${two.ourPit}/camera`, as: two.owner })).body as Camera & {
      code?: string;
    };

  it.each([
    [
      'another address, which is offered',
      'rtsp://u:secret@127.0.0.1:1554/new%20path',
      'rtsp://127.0.0.1:1554/new%20path',
    ],
    [
      'that is not allowed for cameras',
      'rtsp://169.254.169.254/latest',
      'That address is not allowed for cameras',
    ],
    ['the media server itself', 'rtsp://127.0.0.1:8554/x', 'That address is not allowed for cameras'],
    ['something other than a camera', 'file:///etc/passwd', 'That address is not allowed for cameras'],
  ])('is not saved: to %s', async (_, location, said) => {
    device.location = location;
    const { status, body } = await put({ kind: 'pull', url });
    expect([status, (body as Problem).code]).toEqual([422, 'camera-address-refused']);
    expect((body as Problem).detail).toContain(said);
    expect(JSON.stringify(body)).not.toMatch(/secret|169\.254|passwd/);
    expect((await camera()).code).toBe('camera-not-found');
  });

  it('is not saved from a table either', async () => {
    device.location = 'rtsp://127.0.0.1:1554/new';
    const csv = `number;url\n7;${url}`;
    const answer = await backend.send({
      method: 'POST',
      url: `/api/v1/workshops/${two.ours}/cameras/import`,
      body: { csv },
      as: two.owner,
    });
    expect(answer.body as CameraImport).toMatchObject({
      done: false,
      rows: [{ errors: [{ column: 'url' }] }],
    });
  });

  it('is not saved for its second stream', async () => {
    device.location = null;
    expect((await put({ kind: 'pull', url })).status).toBe(200);
    const place = { kind: 'pull', host: '127.0.0.1', port: device.port, path: '/live', sub_path: '/sub' };
    device.location = 'rtsp://127.0.0.1:1554/new';
    expect((await put(place)).status).toBe(422);
    expect((await camera()).sub_path).toBeNull();
  });

  it('is paused with the reason once it begins to, and taken from the media server', async () => {
    device.location = null;
    expect((await put({ kind: 'pull', url })).status).toBe(200);
    const path = `workshop-${two.ours}/pit-1`;
    await waitFor(() => mediaMtx.configs.has(path));
    device.location = 'rtsp://127.0.0.1:1554/elsewhere';
    mediaMtx.sent.set(path, {});
    const paused = await waitFor(async () => {
      const found = await camera();
      return found.paused && found;
    });
    expect(paused.pause_reason).toBe('redirects');
    await waitFor(() => !mediaMtx.configs.has(path));
    const asked = { url: `/api/v1/pits/${two.ourPit}/diagnosis`, as: two.owner };
    const { verdict, steps } = (await backend.send(asked)).body as Diagnosis;
    expect(verdict).toMatchObject({ code: 'redirected', fix: expect.stringContaining('resume the camera') });
    expect(steps.find(({ step }) => step === 'camera')?.detail).toBe('The camera was paused for this reason');
    // It is paused again if it is resumed unchanged.
    const resumed = await backend.send({
      method: 'PATCH',
      url: `/api/v1/pits/${two.ourPit}/camera`,
      body: { paused: false },
      as: two.owner,
    });
    expect(resumed.body).toMatchObject({ paused: false, pause_reason: null });
    await waitFor(async () => (await camera()).pause_reason === 'redirects');
    expect(backend.log.join('')).not.toContain('zx81-pw');
  });

  it('is also paused if it redirects later than a user would wait, but before the timeout of the media server', async () => {
    device.answersAfterMs = 5000;
    device.location = 'rtsp://127.0.0.1:1554/late';
    expect((await put({ kind: 'pull', url })).status).toBe(200);
    const resumed = await backend.send({
      method: 'PATCH',
      url: `/api/v1/pits/${two.ourPit}/camera`,
      body: { paused: false },
      as: two.owner,
    });
    expect(resumed.body).toMatchObject({ paused: false, pause_reason: null });
    const found = await waitFor(async () => {
      const { pause_reason: reason } = await camera();
      return reason === 'redirects' && { reason };
    });
    expect(found.reason).toBe('redirects');
    device.answersAfterMs = 0;
  });
});
