import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Camera, PublishKey } from '@ppf/contracts';
import { provideApi } from '../../../api/provide-api';
import { CameraSetupStore } from './camera-setup-store';
import { PIT, PULLED, PUSHING } from '../../../pits/testing/sample-camera';
import { signIn } from '../../../pits/testing/sign-in';

const key: PublishKey = {
  user: 'pit-3',
  key: 'k',
  publish_url: 'rtsp://pit-3:k@server:8554/p',
  publish_url_with_query: 'rtsp://server:8554/p?token=k',
  whip_url: 'https://cameras.example.com/webrtc/workshop-1/pit-7/whip',
  sub_whip_url: null,
  lan_hosts: null,
  sub_publish_url: null,
  sub_publish_url_with_query: null,
};

describe('CameraSetupStore', () => {
  let store: CameraSetupStore;
  let server: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [CameraSetupStore, provideApi(), provideHttpClientTesting()],
    });
    store = TestBed.inject(CameraSetupStore);
    signIn();
    server = TestBed.inject(HttpTestingController);
  });

  const pasted = { connection: 'address', address: 'rtsp://192.168.1.9/s' } as const;
  /** Requests are sent in a later task, because they wait for a fresh access token. */
  async function request(method: string, url: string): Promise<TestRequest> {
    await new Promise((resolve) => setTimeout(resolve));
    return server.expectOne({ method, url });
  }
  const put = () => request('PUT', '/api/v1/pits/3/camera');

  it('starts empty for a new camera, and with the settings of an existing one', () => {
    store.start(PIT, 'empty');
    expect(store.entry()).toMatchObject({ connection: null, address: '' });
    store.start(PIT, 'camera');
    expect(store.entry()).toMatchObject({ connection: 'address', user: 'admin', password: '' });
    expect(store.saved()).toBe(true);
  });

  it('has unsaved answers until they are saved or reverted', async () => {
    store.start({ ...PIT, camera: null }, 'empty');
    expect(store.hasUnsavedAnswers()).toBe(false);
    store.answer(pasted);
    expect(store.hasUnsavedAnswers()).toBe(true);
    store.answer({ connection: null, address: '' });
    expect(store.hasUnsavedAnswers()).toBe(false);
    store.answer(pasted);
    const saving = store.save();
    (await put()).flush(PULLED);
    expect(await saving).toBe(true);
    expect([store.saved(), store.hasUnsavedAnswers()]).toEqual([true, false]);
    store.answer({ user: 'other' });
    expect([store.saved(), store.hasUnsavedAnswers()]).toEqual([false, true]);
  });

  it.each<[string, Partial<Camera>, object, boolean]>([
    ['the same address and user', {}, {}, true],
    ['another path', {}, { address: 'rtsp://192.168.1.20:8554/other' }, true],
    ['another host', {}, { address: 'rtsp://192.168.1.21:8554/stream1' }, false],
    ['another port', {}, { address: 'rtsp://192.168.1.20/stream1' }, false],
    ['another user', {}, { user: 'root' }, false],
    ['TLS turned off', { tls: true }, { address: 'rtsp://192.168.1.20:8554/stream1' }, false],
    ['no password before', { has_password: false }, {}, false],
    ['IPv6, with brackets', { host: 'fd00::1' }, {}, true],
  ])('keeps the password for %s: %#', (_what, changes, answers, kept) => {
    store.start({ ...PIT, camera: { ...PULLED, ...changes } }, 'camera');
    store.answer(answers);
    expect(store.keepsPassword()).toBe(kept);
  });

  it('shows the error of a refused camera at its field until an answer changes', async () => {
    store.start(PIT, 'empty');
    store.answer(pasted);
    const saving = store.save();
    (await put()).flush(
      { code: 'camera-address-refused', detail: 'Not there.' },
      { status: 422, statusText: '' },
    );
    expect(await saving).toBe(false);
    expect(store.error()).toEqual({ field: 'address', text: 'Not there.' });
    store.answer({ user: 'other' });
    expect(store.error()).toBeNull();
  });

  it('creates a key with a camera that publishes, and holds it as unsaved until it is confirmed', async () => {
    store.start({ ...PIT, camera: null }, 'empty');
    store.answer({ connection: 'push', publisher: 'ffmpeg' });
    const saving = store.saveWithKey();
    (await put()).flush({ ...PUSHING, has_publish_key: false });
    (await request('POST', '/api/v1/pits/3/publish-key')).flush(key);
    expect(await saving).toBe(true);
    expect(store.key()).toEqual(key);
    expect(store.hasUnsavedKey()).toBe(true);
    store.isKeySaved.set(true);
    expect(store.hasUnsavedKey()).toBe(false);
  });

  it('keeps the key of a camera that has one', async () => {
    store.start({ ...PIT, camera: PUSHING }, 'camera');
    expect(await store.saveWithKey()).toBe(true);
    expect(store.key()).toBeNull();
    server.expectNone('/api/v1/pits/3/publish-key');
  });
});
