import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WhepOptions } from '@ppf/whep';
import { CameraOfflineError } from '../app/player/state/playback-failure';
import { FakeMediaSource } from '../app/player/testing/fake-media-source';
import { startEarly } from './start-early';

const started: WhepOptions[] = [];
jest.mock('@ppf/whep', () => ({
  WhepSession: class {
    constructor(options: WhepOptions) {
      started.push(options);
    }
    close(): void {}
  },
}));

const respond = (body: object, ok = true) => {
  const one = { ok, status: ok ? 200 : 401, json: async () => body };
  return { ...one, clone: () => one } as unknown as Response;
};

const script = readFileSync(path.join(__dirname, '../../public/first.js'), 'utf8');

describe('the scripts that run before the application', () => {
  const fetched = jest.fn<Promise<Response>, [string, RequestInit]>();
  const urls = (): string[] => fetched.mock.calls.map(([url]) => url);

  function runAt(address: string, stored: Record<string, string> = { 'ppf-signed-in': 'yes' }): void {
    history.replaceState(null, '', address);
    localStorage.clear();
    for (const [name, value] of Object.entries(stored)) localStorage.setItem(name, value);
    new Function('fetch', script)(fetched);
    startEarly();
  }

  beforeEach(() => {
    jest.useFakeTimers();
    started.length = 0;
    fetched.mockReset().mockResolvedValue(respond({ access_token: 'early' }));
    Object.assign(globalThis, { fetch: fetched, RTCPeerConnection: class {} });
    globalThis.ppfEarlyRefresh = undefined;
    globalThis.ppfEarlySession = undefined;
    globalThis.ppfEarlyWall = undefined;
    delete document.documentElement.dataset['theme'];
    delete document.documentElement.dataset['labels'];
  });
  afterEach(() => jest.useRealTimers());

  it.each([
    ['dark', 'dark'],
    ['light', 'light'],
    ['system', undefined],
    ['<script>', undefined],
  ])('apply the theme %s as %s', (stored, shown) => {
    runAt('/sign-in', { 'ppf-theme': stored });
    expect(document.documentElement.dataset['theme']).toBe(shown);
  });

  it.each([
    ['right', 'right'],
    ['fade', 'fade'],
    ['left', undefined],
    ['<script>', undefined],
  ])('apply the label position %s', (stored, shown) => {
    runAt('/sign-in', { 'ppf-labels': stored });
    expect(document.documentElement.dataset['labels']).toBe(shown);
  });

  it('refresh the sign-in of a signed-in user', () => {
    runAt('/account');
    expect(urls()).toEqual(['/api/v1/auth/refresh']);
    expect(globalThis.ppfEarlyRefresh).toBeDefined();
  });

  it.each<[string, string, Record<string, string>]>([
    ['no user was signed in', '/pits/3', {}],
    ['a sign-out is pending', '/pits/3', { 'ppf-signed-in': 'ending' }],
    ['the sign-in page is opened', '/sign-in', { 'ppf-signed-in': 'yes' }],
  ])('send no request if %s', (_name, address, stored) => {
    runAt(address, stored);
    expect(fetched).not.toHaveBeenCalled();
    expect(started).toEqual([]);
  });

  it('start the session of the pit with a stream token', async () => {
    runAt('/pits/3');
    expect(globalThis.ppfEarlySession?.pitId).toBe(3);
    const token = {
      webrtc_url: 'http://media/whep',
      authorization: 'Bearer a:b',
      ice_servers: [],
      camera: {},
    };
    fetched.mockResolvedValue(respond(token));
    const access = await started[0]?.getAccess();
    expect(access).toEqual({ url: 'http://media/whep', authorization: 'Bearer a:b', iceServers: [] });
    const [url, request] = fetched.mock.calls[1] ?? [];
    expect(url).toBe('/api/v1/streams/token');
    expect(request?.headers).toMatchObject({ Authorization: 'Bearer early' });
    expect(request?.body).toBe('{"pit_id":3}');
  });

  it.each([
    ['is', true, 'http://media/index.m3u8?cookieCheck=1'],
    ['is not', false, undefined],
  ])('open a preroll only if one %s ready', async (_, instant_picture, expected) => {
    FakeMediaSource.install();
    runAt('/pits/3');
    const token = {
      webrtc_url: 'http://media/whep',
      hls_url: 'http://media/index.m3u8',
      authorization: 'Bearer a:b',
      camera: {},
    };
    fetched.mockResolvedValue(respond({ ...token, instant_picture, ice_servers: [] }));
    await started[0]?.getAccess();
    expect(urls()[2]).toBe(expected);
  });

  it.each([
    ['with a stored id', '{"7/3":12}', 12],
    ['of another workshop', '{"8/3":12}', undefined],
    ['without a stored id', undefined, undefined],
    ['with invalid stored JSON', '{"7/3":"x"', undefined],
    ['with an invalid stored id', '{"7/3":-1}', undefined],
  ])('find the pit by its number: %s', (_, note, pitId) => {
    const stored = { 'ppf-signed-in': 'yes', ...(note !== undefined && { 'ppf-pit-ids': note }) };
    runAt('/workshops/7/pits/3', stored);
    expect(globalThis.ppfEarlySession?.pitId).toBe(pitId);
  });

  it.each(['/pits', '/pits/abc', '/pits/0', '/pits/3/x'])('start no session at %s', (address) => {
    runAt(address);
    expect(started).toEqual([]);
  });

  describe('on the page of all pits', () => {
    const wall = (count: number, workshop = 7) => ({
      'ppf-signed-in': 'yes',
      'ppf-wall': JSON.stringify({
        workshop,
        pits: Array.from({ length: count }, (_, at) => ({ id: at + 1, stream: at === 0 ? 'sub' : 'main' })),
      }),
    });
    const grant = (workshop_id: number | null) => respond({ access_token: 'early', user: { workshop_id } });
    const media = {
      webrtc_url: 'http://media/whep',
      authorization: 'Bearer a:b',
      ice_servers: [],
      camera: {},
    };
    const result = (token: object | null) => ({ token });

    it.each<[string, number | null, Record<string, string>]>([
      ['of the user', 7, {}],
      ['that an operator has selected', null, { 'ppf-workshop': '7' }],
      ['of an operator who has selected none', null, {}],
    ])('start the stored pits of the workshop %s, with one request', async (_name, own, selected) => {
      fetched.mockResolvedValue(grant(own));
      runAt('/pits', { ...wall(2), ...selected });
      expect([...(globalThis.ppfEarlyWall?.keys() ?? [])]).toEqual([1, 2]);
      fetched.mockResolvedValue(respond({ items: [result(media), result(null)] }));
      const [first, second] = started.map(({ getAccess }) => getAccess());
      await expect(second).rejects.toThrow('no token');
      expect(await first).toMatchObject({ url: 'http://media/whep' });
      expect(urls()).toEqual(['/api/v1/auth/refresh', '/api/v1/streams/tokens']);
      expect(fetched.mock.calls[1]?.[1].body).toBe(
        '{"items":[{"pit_id":1,"stream":"sub"},{"pit_id":2,"stream":"main"}]}',
      );
    });

    it.each<[string, number | null, Record<string, string>]>([
      ['another workshop', 8, {}],
      ['another workshop than an operator has selected since', null, { 'ppf-workshop': '8' }],
    ])('request no tokens for the pits of %s', async (_name, own, selected) => {
      fetched.mockResolvedValue(grant(own));
      runAt('/pits', { ...wall(2), ...selected });
      const results = await Promise.allSettled(started.map(({ getAccess }) => getAccess()));
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(urls()).toEqual(['/api/v1/auth/refresh']);
    });

    it.each([
      [1280, 9],
      [360, 2],
    ])('start at most so many sessions, width %s: %s', (width, count) => {
      Object.assign(globalThis, { innerWidth: width });
      fetched.mockResolvedValue(grant(7));
      runAt('/pits', wall(20));
      expect(started).toHaveLength(count);
      Object.assign(globalThis, { innerWidth: 1024 });
    });

    it.each(['{"pits":[{"id":-1,"stream":"main"},{"id":1},null,7]}', '{"pits":{}}', 'null', '{"x'])(
      'start no session with invalid stored pits: %s',
      (stored) => {
        runAt('/pits', { 'ppf-signed-in': 'yes', 'ppf-wall': stored });
        expect(started).toEqual([]);
      },
    );
  });

  it('send no media request for an offline camera', async () => {
    runAt('/pits/3');
    fetched.mockResolvedValue(respond({ webrtc_url: 'http://media/whep', camera: { status: 'offline' } }));
    await expect(started[0]?.getAccess()).rejects.toThrow(CameraOfflineError);
  });

  it('request no stream token after the sign-in has ended', async () => {
    fetched.mockResolvedValue(respond({}, false));
    runAt('/pits/3');
    await expect(started[0]?.getAccess()).rejects.toThrow('401');
    expect(urls()).toEqual(['/api/v1/auth/refresh']);
  });
});
