import { CameraOfflineError } from './state/playback-failure';
import type { StreamViewerService } from './stream-viewer-service';
import { LIVE, newest, tokenOf, viewerFixture } from './testing/viewer-fixture';

// jsdom has neither WebRTC nor media, so the transports are mocked.
jest.mock('./transports/whep-playback');
jest.mock('./transports/hls-playback');
jest.mock('./transports/preroll-playback');
jest.mock('./preroll/preroll-support', () => ({ currentDevice: () => null, supportsPreroll: () => true }));

describe('StreamViewerService', () => {
  const { issueToken, keepStill, surfaces, whep, hls, prerolls, ...scene } = viewerFixture();
  let viewer: StreamViewerService;
  beforeEach(() => {
    viewer = scene.viewer();
  });

  it('opens nothing while hidden, then WebRTC', () => {
    expect(whep()).toHaveLength(0);
    viewer.setVisible(true);
    expect(whep().map(({ video }) => video)).toEqual([surfaces.webrtc]);
    expect(hls()).toHaveLength(0);
  });

  it('requests a new token for each attempt', async () => {
    viewer.setVisible(true);
    await newest(whep()).requestToken();
    newest(whep()).listener.onFailure('server-unreachable');
    expect(whep()).toHaveLength(2);
    await newest(whep()).requestToken();
    expect(issueToken.mock.calls).toEqual([
      [7, {}],
      [7, { follows: 'token-1' }],
    ]);
  });

  it('is live from the first frame and keeps the last frame after the session', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onPhase('answered');
    newest(whep()).listener.onFrame();
    expect(viewer.view()).toMatchObject({ state: 'live', transport: 'webrtc' });
    newest(whep()).listener.onEnded();
    expect(viewer.view()).toMatchObject({ state: 'reconnecting', transport: 'none' });
    expect(keepStill).toHaveBeenCalledWith(surfaces.webrtc);
    expect(whep()).toHaveLength(2);
  });

  it('is stalled within three seconds after the last frame', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onFrame();
    jest.advanceTimersByTime(2_500);
    expect(viewer.view().state).toBe('stalled');
  });

  it('ignores events of a closed attempt', () => {
    viewer.setVisible(true);
    const first = newest(whep());
    first.listener.onFailure('ended');
    first.listener.onFrame();
    first.listener.onFailure('forbidden');
    expect(viewer.view().state).toBe('connecting');
  });

  it('opens HLS while WebRTC does not connect, and closes it at the first WebRTC frame', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onPhase('answered');
    jest.advanceTimersByTime(2_750);
    expect(hls()).toHaveLength(1);
    newest(hls()).listener.onFrame();
    expect(viewer.view().transport).toBe('hls');
    newest(whep()).listener.onPhase('connected');
    expect(newest(hls()).close).not.toHaveBeenCalled();
    newest(whep()).listener.onFrame();
    expect(newest(hls()).close).toHaveBeenCalledTimes(1);
    expect(viewer.view().transport).toBe('webrtc');
  });

  it('shows the preroll with the token of WebRTC until the first WebRTC frame', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), instant_picture: true });
    viewer.setVisible(true);
    expect(prerolls()).toHaveLength(0);
    const token = await newest(whep()).requestToken();
    expect(await newest(prerolls()).requestToken()).toBe(token);
    expect(issueToken).toHaveBeenCalledTimes(1);
    newest(prerolls()).listener.onFrame();
    expect(viewer.view()).toMatchObject({ state: 'live', transport: 'preroll' });
    newest(whep()).listener.onPhase('answered');
    newest(whep()).listener.onFrame();
    expect(viewer.view()).toMatchObject({ state: 'live', transport: 'webrtc' });
    expect(newest(prerolls()).close).toHaveBeenCalledTimes(1);
    expect(keepStill).not.toHaveBeenCalled();
  });

  it('continues with WebRTC alone if the preroll fails', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), instant_picture: true });
    viewer.setVisible(true);
    await newest(whep()).requestToken();
    newest(prerolls()).listener.onFailure('browser');
    expect(viewer.view()).toMatchObject({ state: 'connecting', failure: null });
    expect(prerolls()).toHaveLength(1);
    newest(whep()).listener.onFrame();
    expect(viewer.view().transport).toBe('webrtc');
  });

  it('opens no preroll beside the attempt after a rejected token', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), instant_picture: true });
    viewer.setVisible(true);
    await newest(whep()).requestToken();
    newest(prerolls()).listener.onFailure('browser');
    newest(whep()).listener.onFailure('refused');
    await newest(whep()).requestToken();
    expect(whep()).toHaveLength(2);
    expect(prerolls()).toHaveLength(1);
  });

  it('opens no preroll if the token reports none', async () => {
    viewer.setVisible(true);
    await newest(whep()).requestToken();
    expect(prerolls()).toHaveLength(0);
  });

  it('polls a path without a publisher, and retries immediately when the API reports `live`', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onFailure('no-stream');
    expect(viewer.view().state).toBe('waiting');
    jest.advanceTimersByTime(500);
    expect(whep()).toHaveLength(1);
    viewer.setStream(LIVE);
    expect(whep()).toHaveLength(2);
    newest(whep()).listener.onFailure('no-stream');
    jest.advanceTimersByTime(1_500);
    expect(whep()).toHaveLength(3);
  });

  it('sends no media request while the API reports `offline`', () => {
    viewer.setStream({ ...LIVE, status: 'offline' });
    viewer.setVisible(true);
    jest.advanceTimersByTime(600_000);
    expect(whep()).toHaveLength(0);
    expect(viewer.view().state).toBe('waiting');
    viewer.setStream(LIVE);
    expect(whep()).toHaveLength(1);
  });

  it('sends no media request if the token reports `offline`', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), camera: { ...LIVE, status: 'offline' } });
    viewer.setVisible(true);
    await expect(newest(whep()).requestToken()).rejects.toThrow(CameraOfflineError);
  });

  it('stops after a denial and tries again on request', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onFailure('forbidden');
    jest.advanceTimersByTime(600_000);
    expect(whep()).toHaveLength(1);
    expect(viewer.view()).toMatchObject({ state: 'denied', stopReason: { reason: 'forbidden' } });
    viewer.tryNow();
    expect(whep()).toHaveLength(2);
  });

  it('opens nothing for an unsupported codec', () => {
    viewer.setStream({ ...LIVE, codec: 'M-JPEG' });
    viewer.setVisible(true);
    expect(whep()).toHaveLength(0);
    expect(viewer.view().state).toBe('unsupported');
  });

  it('releases the stream while hidden and reopens it when visible', () => {
    viewer.setVisible(true);
    const first = newest(whep());
    viewer.setVisible(false);
    expect(first.close).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(60_000);
    expect(whep()).toHaveLength(1);
    viewer.setVisible(true);
    expect(whep()).toHaveLength(2);
  });

  it('switches to another pit', () => {
    viewer.setVisible(true);
    const first = newest(whep());
    viewer.watch(8, surfaces);
    expect(first.close).toHaveBeenCalledTimes(1);
    void newest(whep()).requestToken();
    expect(issueToken).toHaveBeenLastCalledWith(8, {});
  });

  it('defers blocking work when it is stopped: no still, and the session closes later', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onFrame();
    viewer.stop();
    expect(newest(whep()).close).toHaveBeenCalledWith('later');
    expect(keepStill).not.toHaveBeenCalled();
  });

  it('opens nothing after stop', () => {
    viewer.setVisible(true);
    viewer.stop();
    jest.advanceTimersByTime(60_000);
    expect(newest(whep()).close).toHaveBeenCalledTimes(1);
    expect(whep()).toHaveLength(1);
  });
});
