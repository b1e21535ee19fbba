import { TestBed } from '@angular/core/testing';
import { type PitStream, type StreamTokenResponse, UNHEARD_STREAM } from '@ppf/contracts';
import { ProblemError } from '../api/problem-error';
import { StreamsApi } from '../api/streams-api';
import { BridgePlayback } from './ways/bridge-playback';
import { HlsPlayback } from './ways/hls-playback';
import type { AskToken, PlaybackListener } from './ways/playback';
import { StreamViewerService } from './stream-viewer-service';
import { WhepPlayback } from './ways/whep-playback';

// jsdom has neither WebRTC nor media: the two ways are stood in for, and what is carried out on them is looked at.
jest.mock('./ways/whep-playback');
jest.mock('./ways/hls-playback');
jest.mock('./ways/bridge-playback');
jest.mock('./bridge/bridge-support', () => ({ thisDevice: () => null, affordsBridge: () => true }));

const LIVE: PitStream = { ...UNHEARD_STREAM, status: 'live', codec: 'H264' };

const tokenOf = (count: number) =>
  ({
    token: `token-${count}`,
    authorization: `Bearer jti-${count}:token-${count}`,
    camera: LIVE,
  }) as StreamTokenResponse;

/** One attempt as the service began it. */
interface Attempt {
  readonly video: HTMLVideoElement;
  readonly askToken: AskToken;
  readonly tell: PlaybackListener;
  readonly close: jest.Mock;
}

function attemptsOf(way: unknown): Attempt[] {
  const { calls, instances } = (way as jest.Mock).mock;
  return calls.map(([video, askToken, tell], at) => ({ video, askToken, tell, close: instances[at].close }));
}

describe('StreamViewerService', () => {
  const issueToken = jest.fn();
  const renewSessions = jest.fn();
  const keepStill = jest.fn();
  const screens = {
    webrtc: document.createElement('video'),
    hls: document.createElement('video'),
    bridge: document.createElement('div'),
    keepStill,
  };
  let viewer: StreamViewerService;
  const whep = () => attemptsOf(WhepPlayback);
  const hls = () => attemptsOf(HlsPlayback);
  const bridges = () => attemptsOf(BridgePlayback);
  const newest = (attempts: Attempt[]): Attempt => {
    const attempt = attempts.at(-1);
    if (!attempt) throw new Error('Nothing was opened.');
    return attempt;
  };

  beforeEach(() => {
    jest.useFakeTimers();
    jest.clearAllMocks();
    issueToken.mockImplementation(async () => tokenOf(issueToken.mock.calls.length));
    renewSessions.mockResolvedValue({ session_lease_seconds: 60, ended: [] });
    TestBed.configureTestingModule({
      providers: [StreamViewerService, { provide: StreamsApi, useValue: { issueToken, renewSessions } }],
    });
    viewer = TestBed.inject(StreamViewerService);
    viewer.watch(7, screens);
  });
  afterEach(() => {
    viewer.stop();
    jest.useRealTimers();
  });

  it('opens nothing until somebody can see it, then WebRTC', () => {
    expect(whep()).toHaveLength(0);
    viewer.show(true);
    expect(whep().map(({ video }) => video)).toEqual([screens.webrtc]);
    expect(hls()).toHaveLength(0);
  });

  it('asks for a fresh token of its pit in every attempt', async () => {
    viewer.show(true);
    await newest(whep()).askToken();
    newest(whep()).tell.failed('server-unreachable');
    expect(whep()).toHaveLength(2);
    await newest(whep()).askToken();
    expect(issueToken.mock.calls).toEqual([
      [7, {}],
      [7, { follows: 'token-1' }],
    ]);
  });

  it('is live from the first frame and keeps the last one when the session ends', () => {
    viewer.show(true);
    newest(whep()).tell.reached('answered');
    newest(whep()).tell.frame();
    expect(viewer.view()).toMatchObject({ state: 'live', transport: 'webrtc' });
    newest(whep()).tell.ended();
    expect(viewer.view()).toMatchObject({ state: 'reconnecting', transport: 'none' });
    expect(keepStill).toHaveBeenCalledWith(screens.webrtc);
    expect(whep()).toHaveLength(2);
  });

  it('calls the picture stalled within three seconds after its last frame', () => {
    viewer.show(true);
    newest(whep()).tell.frame();
    jest.advanceTimersByTime(2_500);
    expect(viewer.view().state).toBe('stalled');
  });

  it('hears no more from an attempt that it has closed', () => {
    viewer.show(true);
    const first = newest(whep());
    first.tell.failed('ended');
    first.tell.frame();
    first.tell.failed('forbidden');
    expect(viewer.view().state).toBe('connecting');
  });

  it('begins HLS beside a WebRTC that does not connect, and ends it when WebRTC has its frame', () => {
    viewer.show(true);
    newest(whep()).tell.reached('answered');
    jest.advanceTimersByTime(2_750);
    expect(hls()).toHaveLength(1);
    newest(hls()).tell.frame();
    expect(viewer.view().transport).toBe('hls');
    newest(whep()).tell.reached('connected');
    expect(newest(hls()).close).not.toHaveBeenCalled();
    newest(whep()).tell.frame();
    expect(newest(hls()).close).toHaveBeenCalledTimes(1);
    expect(viewer.view().transport).toBe('webrtc');
  });

  it('shows a picture that is ready beside WebRTC, with the same token, until WebRTC has its frame', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), instant_picture: true });
    viewer.show(true);
    expect(bridges()).toHaveLength(0);
    const token = await newest(whep()).askToken();
    expect(await newest(bridges()).askToken()).toBe(token);
    expect(issueToken).toHaveBeenCalledTimes(1);
    newest(bridges()).tell.frame();
    expect(viewer.view()).toMatchObject({ state: 'live', transport: 'bridge' });
    newest(whep()).tell.reached('answered');
    newest(whep()).tell.frame();
    expect(viewer.view()).toMatchObject({ state: 'live', transport: 'webrtc' });
    expect(newest(bridges()).close).toHaveBeenCalledTimes(1);
    expect(keepStill).not.toHaveBeenCalled();
  });

  it('goes on with WebRTC alone, as if nothing had been, when the bridge fails', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), instant_picture: true });
    viewer.show(true);
    await newest(whep()).askToken();
    newest(bridges()).tell.failed('browser');
    expect(viewer.view()).toMatchObject({ state: 'connecting', trouble: null });
    expect(bridges()).toHaveLength(1);
    newest(whep()).tell.frame();
    expect(viewer.view().transport).toBe('webrtc');
  });

  it('builds no bridge beside the attempt after one that was refused', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), instant_picture: true });
    viewer.show(true);
    await newest(whep()).askToken();
    newest(bridges()).tell.failed('browser');
    newest(whep()).tell.failed('refused');
    await newest(whep()).askToken();
    expect(whep()).toHaveLength(2);
    expect(bridges()).toHaveLength(1);
  });

  it('builds no bridge where no picture is ready', async () => {
    viewer.show(true);
    await newest(whep()).askToken();
    expect(bridges()).toHaveLength(0);
  });

  it('polls a silent path, and at once when the API says that it is live', () => {
    viewer.show(true);
    newest(whep()).tell.failed('no-stream');
    expect(viewer.view().state).toBe('waiting');
    jest.advanceTimersByTime(500);
    expect(whep()).toHaveLength(1);
    viewer.learn(LIVE);
    expect(whep()).toHaveLength(2);
    newest(whep()).tell.failed('no-stream');
    jest.advanceTimersByTime(1_500);
    expect(whep()).toHaveLength(3);
  });

  it('stops asking when it is denied, and tries again when somebody wants it', () => {
    viewer.show(true);
    newest(whep()).tell.failed('forbidden');
    jest.advanceTimersByTime(600_000);
    expect(whep()).toHaveLength(1);
    expect(viewer.view()).toMatchObject({ state: 'denied', verdict: { reason: 'forbidden' } });
    viewer.tryNow();
    expect(whep()).toHaveLength(2);
  });

  it('opens nothing for a codec that the browser cannot show', () => {
    viewer.learn({ ...LIVE, codec: 'M-JPEG' });
    viewer.show(true);
    expect(whep()).toHaveLength(0);
    expect(viewer.view().state).toBe('unsupported');
  });

  it('releases the stream when nobody can see it and comes back when somebody can', () => {
    viewer.show(true);
    const first = newest(whep());
    viewer.show(false);
    expect(first.close).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(60_000);
    expect(whep()).toHaveLength(1);
    viewer.show(true);
    expect(whep()).toHaveLength(2);
  });

  it('leaves one pit for another', () => {
    viewer.show(true);
    const first = newest(whep());
    viewer.watch(8, screens);
    expect(first.close).toHaveBeenCalledTimes(1);
    void newest(whep()).askToken();
    expect(issueToken).toHaveBeenLastCalledWith(8, {});
  });

  it('takes nothing of the page’s time when the page is left: no still, and the session ends later', () => {
    viewer.show(true);
    newest(whep()).tell.frame();
    viewer.stop();
    expect(newest(whep()).close).toHaveBeenCalledWith('later');
    expect(keepStill).not.toHaveBeenCalled();
  });

  it('opens nothing after it was stopped', () => {
    viewer.show(true);
    viewer.stop();
    jest.advanceTimersByTime(60_000);
    expect(newest(whep()).close).toHaveBeenCalledTimes(1);
    expect(whep()).toHaveLength(1);
  });

  describe('a session that somebody ended', () => {
    const ending = { cause: 'ended-by-owner', at: '2026-11-23T14:02:00Z' } as const;
    const denied = { state: 'denied', verdict: { reason: 'viewing-ended', ending } };
    const begin = async () => {
      viewer.show(true);
      await newest(whep()).askToken();
      newest(whep()).tell.frame();
    };

    it('is not tried again when the next token says so', async () => {
      await begin();
      issueToken.mockRejectedValue(new ProblemError('viewing-ended', 403, null, [], null, ending));
      newest(whep()).tell.ended();
      await newest(whep())
        .askToken()
        .catch(() => undefined);
      expect(viewer.view()).toMatchObject(denied);
      jest.advanceTimersByTime(60_000);
      expect(whep()).toHaveLength(2);
    });

    it('is closed when the renewal of its lease says so', async () => {
      await begin();
      renewSessions.mockResolvedValue({
        session_lease_seconds: 60,
        ended: [{ jti: 'jti-1', ...ending }],
      });
      await jest.advanceTimersByTimeAsync(2_000);
      expect(renewSessions).toHaveBeenCalledWith(['jti-1']);
      expect(viewer.view()).toMatchObject(denied);
      expect(newest(whep()).close).toHaveBeenCalled();
    });

    it('is begun anew when the person wants it, following nothing', async () => {
      await begin();
      renewSessions.mockResolvedValue({
        session_lease_seconds: 60,
        ended: [{ jti: 'jti-1', ...ending }],
      });
      await jest.advanceTimersByTimeAsync(2_000);
      viewer.tryNow();
      await newest(whep()).askToken();
      expect(issueToken).toHaveBeenLastCalledWith(7, {});
    });

    it('only because nothing was heard goes on by itself', async () => {
      await begin();
      renewSessions.mockResolvedValue({
        session_lease_seconds: 60,
        ended: [{ jti: 'jti-1', cause: 'lease-ended', at: ending.at }],
      });
      await jest.advanceTimersByTimeAsync(2_000);
      expect(viewer.view().verdict).toBeNull();
    });
  });

  it('renews its lease while it watches, and no more when it has left', async () => {
    viewer.show(true);
    await newest(whep()).askToken();
    await jest.advanceTimersByTimeAsync(2_000 + 20_000 + 20_000);
    expect(renewSessions).toHaveBeenCalledTimes(3);
    viewer.stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(renewSessions).toHaveBeenCalledTimes(3);
  });
});
