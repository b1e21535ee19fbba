import type { StreamTokenResponse } from '@ppf/contracts';
import type { WhepOptions } from '@ppf/whep';
import { startEarlySession } from './start-early-session';
import { startEarlyWall } from './start-early-wall';
import { claimEarlySession, earlyToken } from './claim-early-session';

const begun: WhepOptions[] = [];
const closed: number[] = [];
jest.mock('@ppf/whep', () => ({
  WhepSession: class {
    private readonly at = begun.length;
    constructor(options: WhepOptions) {
      begun.push(options);
    }
    close(): void {
      closed.push(this.at);
    }
  },
}));
const prerolls: unknown[] = [];
jest.mock('../preroll/hls-preroll', () => ({
  HlsPreroll: class {
    static readonly activeCount = 3;
    readonly video = document.createElement('video');
    readonly ended = new Promise(() => undefined);
    close(): void {}
    constructor(address: unknown) {
      prerolls.push(address);
    }
  },
}));

const TOKEN = {
  webrtc_url: 'http://media/whep',
  hls_url: 'http://media/index.m3u8',
  authorization: 'Bearer a:b',
  camera: { status: 'live' },
  ice_servers: [],
  instant_picture: true,
} as unknown as StreamTokenResponse;

describe('startEarlySession', () => {
  const requestToken = jest.fn(async () => TOKEN);

  beforeEach(() => {
    jest.useFakeTimers();
    for (const list of [begun, closed, prerolls]) list.length = 0;
    requestToken.mockClear();
    Object.assign(globalThis, {
      RTCPeerConnection: class {},
      MediaSource: class {},
      ppfEarlySession: undefined,
      ppfEarlyWall: undefined,
    });
  });
  afterEach(() => {
    globalThis.ppfEarlySession?.close();
    jest.useRealTimers();
  });

  it('hands the sessions of a wall to the players of their pits, each once', async () => {
    const pits = [1, 2].map((id) => ({ id, stream: 'main' as const }));
    startEarlyWall(pits, () => [Promise.resolve(TOKEN), Promise.resolve(TOKEN)]);
    for (const { getAccess } of begun) await getAccess();
    // Three prerolls are open, which is the limit of a page.
    expect(prerolls).toEqual([]);
    expect(earlyToken(2)).toBe(TOKEN);
    expect(claimEarlySession(2, {})).not.toBeNull();
    expect(claimEarlySession(2, {})).toBeNull();
    expect(claimEarlySession(1, {})).not.toBeNull();
    expect(claimEarlySession(3, {})).toBeNull();
    expect(closed).toEqual([]);
  });

  it('closes the sessions of a wall that no player claims', async () => {
    startEarlyWall([{ id: 1, stream: 'main' }], () => [Promise.resolve(TOKEN)]);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(closed).toEqual([0]);
    expect(claimEarlySession(1, {})).toBeNull();
  });

  it('opens WebRTC and the preroll with one token for the player of the pit', async () => {
    startEarlySession(3, requestToken);
    expect(await begun[0]?.getAccess()).toEqual({
      url: TOKEN.webrtc_url,
      authorization: 'Bearer a:b',
      iceServers: [],
    });
    expect(prerolls).toEqual([{ url: TOKEN.hls_url, authorization: 'Bearer a:b' }]);
    expect(requestToken).toHaveBeenCalledTimes(1);
    expect(claimEarlySession(3, {})).not.toBeNull();
  });

  it('opens the preroll also while a wall uses the maximum', async () => {
    startEarlySession(3, requestToken);
    await begun[0]?.getAccess();
    expect(prerolls).toHaveLength(1);
  });

  it('opens no preroll if the token reports none', async () => {
    startEarlySession(3, async () => ({ ...TOKEN, instant_picture: false }));
    await begun[0]?.getAccess();
    expect(prerolls).toHaveLength(0);
  });

  it('closes an unclaimed earlier session', () => {
    startEarlySession(3, requestToken);
    startEarlySession(4, requestToken);
    expect(closed).toEqual([0]);
    expect(globalThis.ppfEarlySession?.pitId).toBe(4);
  });

  it('starts nothing while the page is hidden or without WebRTC', () => {
    Object.assign(globalThis, { RTCPeerConnection: undefined });
    startEarlySession(3, requestToken);
    Object.assign(globalThis, { RTCPeerConnection: class {} });
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    startEarlySession(3, requestToken);
    Object.defineProperty(document, 'hidden', { configurable: true, value: false });
    expect(begun).toHaveLength(0);
  });
});
