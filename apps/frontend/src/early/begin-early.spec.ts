import type { WhepOptions } from '@ppf/whep';
import { beginEarly } from './begin-early';

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

describe('beginEarly', () => {
  const fetched = jest.fn<Promise<Response>, [string, RequestInit]>();
  const urls = (): string[] => fetched.mock.calls.map(([url]) => url);

  function runAt(address: string, signedIn: string | null = 'yes'): void {
    history.replaceState(null, '', address);
    localStorage.clear();
    if (signedIn) localStorage.setItem('ppf-signed-in', signedIn);
    beginEarly();
  }

  beforeEach(() => {
    jest.useFakeTimers();
    begun.length = 0;
    fetched.mockReset().mockResolvedValue(answer({ access_token: 'early' }));
    Object.assign(globalThis, { fetch: fetched, RTCPeerConnection: class {} });
    globalThis.ppfFirstRenewal = undefined;
    globalThis.ppfFirstSession = undefined;
  });
  afterEach(() => jest.useRealTimers());

  it('renews the sign-in at once where somebody was signed in', () => {
    runAt('/account');
    expect(urls()).toEqual(['/api/v1/auth/refresh']);
    expect(globalThis.ppfFirstRenewal).toBeDefined();
  });

  it.each([
    ['nobody was', '/pits/3', null],
    ['a sign-out is owed', '/pits/3', 'ending'],
    ['the sign-in page is asked for', '/sign-in', 'yes'],
  ])('asks for nothing where %s', (_name, address, kept) => {
    runAt(address, kept);
    expect(fetched).not.toHaveBeenCalled();
    expect(begun).toEqual([]);
  });

  it('begins the session of the pit, with a token for it by the new access token', async () => {
    runAt('/pits/3');
    expect(globalThis.ppfFirstSession?.pitId).toBe(3);
    const token = { webrtc_url: 'http://media/whep', authorization: 'Bearer a:b', ice_servers: [] };
    fetched.mockResolvedValue(answer(token));
    const access = await begun[0]?.access();
    expect(access).toEqual({ url: 'http://media/whep', authorization: 'Bearer a:b', iceServers: [] });
    const [url, request] = fetched.mock.calls[1] ?? [];
    expect(url).toBe('/api/v1/streams/token');
    expect(request?.headers).toMatchObject({ Authorization: 'Bearer early' });
    expect(request?.body).toBe('{"pit_id":3}');
  });

  it.each(['/pits', '/pits/abc', '/pits/0', '/pits/3/x'])('begins no session at %s', (address) => {
    runAt(address);
    expect(begun).toEqual([]);
  });

  it('asks for no stream token when the sign-in has ended', async () => {
    fetched.mockResolvedValue(answer({}, false));
    runAt('/pits/3');
    await expect(begun[0]?.access()).rejects.toThrow('401');
    expect(urls()).toEqual(['/api/v1/auth/refresh']);
  });
});
