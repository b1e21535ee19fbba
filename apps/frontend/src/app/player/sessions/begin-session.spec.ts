import type { StreamTokenResponse } from '@ppf/contracts';
import type { WhepOptions } from '@ppf/whep';
import { beginSession } from './begin-session';
import { claimFirstSession } from './first-session';

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
const bridges: unknown[] = [];
jest.mock('../bridge/bridge', () => ({
  Bridge: class {
    static readonly atWork = 3;
    readonly video = document.createElement('video');
    readonly ended = new Promise(() => undefined);
    close(): void {}
    constructor(address: unknown) {
      bridges.push(address);
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

describe('beginSession', () => {
  const askToken = jest.fn(async () => TOKEN);

  beforeEach(() => {
    jest.useFakeTimers();
    for (const list of [begun, closed, bridges]) list.length = 0;
    askToken.mockClear();
    Object.assign(globalThis, {
      RTCPeerConnection: class {},
      MediaSource: class {},
      ppfFirstSession: undefined,
    });
  });
  afterEach(() => {
    globalThis.ppfFirstSession?.leave();
    jest.useRealTimers();
  });

  it('opens WebRTC and the bridge with one token, for the player of that pit', async () => {
    beginSession(3, askToken);
    expect(await begun[0]?.access()).toEqual({
      url: TOKEN.webrtc_url,
      authorization: 'Bearer a:b',
      iceServers: [],
    });
    expect(bridges).toEqual([{ url: TOKEN.hls_url, authorization: 'Bearer a:b' }]);
    expect(askToken).toHaveBeenCalledTimes(1);
    expect(claimFirstSession(3, {})).not.toBeNull();
  });

  it('builds the bridge also while a wall that is being left has all its own', async () => {
    beginSession(3, askToken);
    await begun[0]?.access();
    expect(bridges).toHaveLength(1);
  });

  it('builds none where no picture is ready', async () => {
    beginSession(3, async () => ({ ...TOKEN, instant_picture: false }));
    await begun[0]?.access();
    expect(bridges).toHaveLength(0);
  });

  it('leaves what was begun before and nobody took', () => {
    beginSession(3, askToken);
    beginSession(4, askToken);
    expect(closed).toEqual([0]);
    expect(globalThis.ppfFirstSession?.pitId).toBe(4);
  });

  it('begins nothing where nobody can see it, or the browser has no WebRTC', () => {
    Object.assign(globalThis, { RTCPeerConnection: undefined });
    beginSession(3, askToken);
    Object.assign(globalThis, { RTCPeerConnection: class {} });
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    beginSession(3, askToken);
    Object.defineProperty(document, 'hidden', { configurable: true, value: false });
    expect(begun).toHaveLength(0);
  });
});
