import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Camera, PublishKey } from '@ppf/contracts';
import { provideApi } from '../../api/provide-api';
import { CameraSetupStore } from './camera-setup-store';
import { PIT, PULLED, PUSHING } from '../../pits/testing/sample-camera';
import { signIn } from '../../pits/testing/sign-in';

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
  /** A call goes out a turn later: it waits for a fresh access token. */
  async function asked(method: string, url: string): Promise<TestRequest> {
    await new Promise((resolve) => setTimeout(resolve));
    return server.expectOne({ method, url });
  }
  const put = () => asked('PUT', '/api/v1/pits/3/camera');

  it('begins with nothing for a new camera, and with what is known of the one that is edited', () => {
    store.begin(PIT, 'nothing');
    expect(store.entry()).toMatchObject({ connection: null, address: '' });
    store.begin(PIT, 'its-camera');
    expect(store.entry()).toMatchObject({ connection: 'address', user: 'admin', password: '' });
    expect(store.saved()).toBe(true);
  });

  it('would lose answers by leaving, until they are saved or taken back', async () => {
    store.begin({ ...PIT, camera: null }, 'nothing');
    expect(store.losesAnswers()).toBe(false);
    store.answer(pasted);
    expect(store.losesAnswers()).toBe(true);
    store.answer({ connection: null, address: '' });
    expect(store.losesAnswers()).toBe(false);
    store.answer(pasted);
    const saving = store.save();
    (await put()).flush(PULLED);
    expect(await saving).toBe(true);
    expect([store.saved(), store.losesAnswers()]).toEqual([true, false]);
    store.answer({ user: 'other' });
    expect([store.saved(), store.losesAnswers()]).toEqual([false, true]);
  });

  it.each<[string, Partial<Camera>, object, boolean]>([
    ['the same place and user', {}, {}, true],
    ['another path', {}, { address: 'rtsp://192.168.1.20:8554/other' }, true],
    ['another host', {}, { address: 'rtsp://192.168.1.21:8554/stream1' }, false],
    ['another port', {}, { address: 'rtsp://192.168.1.20/stream1' }, false],
    ['another user', {}, { user: 'root' }, false],
    ['TLS no more', { tls: true }, { address: 'rtsp://192.168.1.20:8554/stream1' }, false],
    ['no password before', { has_password: false }, {}, false],
    ['IPv6, with brackets', { host: 'fd00::1' }, {}, true],
  ])('keeps the password for %s: %#', (_what, changes, answers, kept) => {
    store.begin({ ...PIT, camera: { ...PULLED, ...changes } }, 'its-camera');
    store.answer(answers);
    expect(store.keepsPassword()).toBe(kept);
  });

  it('says beside which answer a camera was refused, until something else is answered', async () => {
    store.begin(PIT, 'nothing');
    store.answer(pasted);
    const saving = store.save();
    (await put()).flush(
      { code: 'camera-address-refused', detail: 'Not there.' },
      { status: 422, statusText: '' },
    );
    expect(await saving).toBe(false);
    expect(store.fault()).toEqual({ field: 'address', text: 'Not there.' });
    store.answer({ user: 'other' });
    expect(store.fault()).toBeNull();
  });

  it('makes a key with a camera that sends, and would lose it by leaving until it is kept', async () => {
    store.begin({ ...PIT, camera: null }, 'nothing');
    store.answer({ connection: 'push', sender: 'ffmpeg' });
    const saving = store.saveWithKey();
    (await put()).flush({ ...PUSHING, has_publish_key: false });
    (await asked('POST', '/api/v1/pits/3/publish-key')).flush(key);
    expect(await saving).toBe(true);
    expect(store.key()).toEqual(key);
    expect(store.losesKey()).toBe(true);
    store.keyIsKept.set(true);
    expect(store.losesKey()).toBe(false);
  });

  it('leaves the key of a camera alone that has one', async () => {
    store.begin({ ...PIT, camera: PUSHING }, 'its-camera');
    expect(await store.saveWithKey()).toBe(true);
    expect(store.key()).toBeNull();
    server.expectNone('/api/v1/pits/3/publish-key');
  });
});
