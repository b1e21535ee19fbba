import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WhepOptions } from '@ppf/whep';
import { CameraOfflineError } from '../app/player/state/playback-failure';
import { FakeMediaSource } from '../app/player/testing/fake-media-source';
import { startEarly } from './start-early';

const begun: WhepOptions[] = [];
jest.mock('@ppf/whep', () => ({
  WhepSession: class {
    constructor(options: WhepOptions) {
      begun.push(options);
    }
    close(): void {}
  },
}));

const answer = (body: object, ok = true) => {
  const one = { ok, status: ok ? 200 : 401, json: async () => body };
  return { ...one, clone: () => one } as unknown as Response;
};

const script = readFileSync(path.join(__dirname, '../../public/first.js'), 'utf8');

describe('what is begun before the application is there', () => {
  const fetched = jest.fn<Promise<Response>, [string, RequestInit]>();
  const urls = (): string[] => fetched.mock.calls.map(([url]) => url);

  function runAt(address: string, kept: Record<string, string> = { 'ppf-signed-in': 'yes' }): void {
    history.replaceState(null, '', address);
    localStorage.clear();
    for (const [name, value] of Object.entries(kept)) localStorage.setItem(name, value);
    new Function('fetch', script)(fetched);
    startEarly();
  }

  beforeEach(() => {
    jest.useFakeTimers();
    begun.length = 0;
    fetched.mockReset().mockResolvedValue(answer({ access_token: 'early' }));
    Object.assign(globalThis, { fetch: fetched, RTCPeerConnection: class {} });
    globalThis.ppfEarlyRefresh = undefined;
    globalThis.ppfEarlySession = undefined;
    delete document.documentElement.dataset['theme'];
    delete document.documentElement.dataset['labels'];
  });
  afterEach(() => jest.useRealTimers());

  it.each([
    ['dark', 'dark'],
    ['light', 'light'],
    ['system', undefined],
    ['<script>', undefined],
  ])('the theme %s is shown as %s', (kept, shown) => {
    runAt('/sign-in', { 'ppf-theme': kept });
    expect(document.documentElement.dataset['theme']).toBe(shown);
  });

  it.each([
    ['right', 'right'],
    ['fade', 'fade'],
    ['left', undefined],
    ['<script>', undefined],
  ])('labels are put where they were chosen to be: %s', (kept, shown) => {
    runAt('/sign-in', { 'ppf-labels': kept });
    expect(document.documentElement.dataset['labels']).toBe(shown);
  });

  it('the sign-in is renewed at once where somebody was signed in', () => {
    runAt('/account');
    expect(urls()).toEqual(['/api/v1/auth/refresh']);
    expect(globalThis.ppfEarlyRefresh).toBeDefined();
  });

  it.each<[string, string, Record<string, string>]>([
    ['nobody was', '/pits/3', {}],
    ['a sign-out is owed', '/pits/3', { 'ppf-signed-in': 'ending' }],
    ['the sign-in page is asked for', '/sign-in', { 'ppf-signed-in': 'yes' }],
  ])('nothing is asked for where %s', (_name, address, kept) => {
    runAt(address, kept);
    expect(fetched).not.toHaveBeenCalled();
    expect(begun).toEqual([]);
  });

  it('the session of the pit is begun, with a token for it by the new access token', async () => {
    runAt('/pits/3');
    expect(globalThis.ppfEarlySession?.pitId).toBe(3);
    const token = {
      webrtc_url: 'http://media/whep',
      authorization: 'Bearer a:b',
      ice_servers: [],
      camera: {},
    };
    fetched.mockResolvedValue(answer(token));
    const access = await begun[0]?.getAccess();
    expect(access).toEqual({ url: 'http://media/whep', authorization: 'Bearer a:b', iceServers: [] });
    const [url, request] = fetched.mock.calls[1] ?? [];
    expect(url).toBe('/api/v1/streams/token');
    expect(request?.headers).toMatchObject({ Authorization: 'Bearer early' });
    expect(request?.body).toBe('{"pit_id":3}');
  });

  it.each([
    ['is', true, 'http://media/index.m3u8?cookieCheck=1'],
    ['is not', false, undefined],
  ])('the bridge to its first picture is begun where one %s ready', async (_, instant_picture, expected) => {
    FakeMediaSource.install();
    runAt('/pits/3');
    const token = {
      webrtc_url: 'http://media/whep',
      hls_url: 'http://media/index.m3u8',
      authorization: 'Bearer a:b',
      camera: {},
    };
    fetched.mockResolvedValue(answer({ ...token, instant_picture, ice_servers: [] }));
    await begun[0]?.getAccess();
    expect(urls()[2]).toBe(expected);
  });

  it.each([
    ['whose id was seen', '{"7/3":12}', 12],
    ['of another workshop', '{"8/3":12}', undefined],
    ['that was never seen', undefined, undefined],
    ['whose note is broken', '{"7/3":"x"', undefined],
    ['whose note is no id', '{"7/3":-1}', undefined],
  ])('the session is begun by the number of a pit %s', (_, note, pitId) => {
    const kept = { 'ppf-signed-in': 'yes', ...(note !== undefined && { 'ppf-pit-ids': note }) };
    runAt('/workshops/7/pits/3', kept);
    expect(globalThis.ppfEarlySession?.pitId).toBe(pitId);
  });

  it.each(['/pits', '/pits/abc', '/pits/0', '/pits/3/x'])('no session is begun at %s', (address) => {
    runAt(address);
    expect(begun).toEqual([]);
  });

  it('no media server is asked for a camera that is offline', async () => {
    runAt('/pits/3');
    fetched.mockResolvedValue(answer({ webrtc_url: 'http://media/whep', camera: { status: 'offline' } }));
    await expect(begun[0]?.getAccess()).rejects.toThrow(CameraOfflineError);
  });

  it('no stream token is asked for when the sign-in has ended', async () => {
    fetched.mockResolvedValue(answer({}, false));
    runAt('/pits/3');
    await expect(begun[0]?.getAccess()).rejects.toThrow('401');
    expect(urls()).toEqual(['/api/v1/auth/refresh']);
  });
});
