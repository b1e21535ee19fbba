import { CameraOfflineError } from './state/playback-failure';
import type { StreamViewerService } from './stream-viewer-service';
import { LIVE, newest, tokenOf, viewerFixture } from './testing/viewer-fixture';

// jsdom has neither WebRTC nor media: the two ways are stood in for, and what is carried out on them is looked at.
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

  it('opens nothing until somebody can see it, then WebRTC', () => {
    expect(whep()).toHaveLength(0);
    viewer.setVisible(true);
    expect(whep().map(({ video }) => video)).toEqual([surfaces.webrtc]);
    expect(hls()).toHaveLength(0);
  });

  it('asks for a fresh token of its pit in every attempt', async () => {
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

  it('is live from the first frame and keeps the last one when the session ends', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onPhase('answered');
    newest(whep()).listener.onFrame();
    expect(viewer.view()).toMatchObject({ state: 'live', transport: 'webrtc' });
    newest(whep()).listener.onEnded();
    expect(viewer.view()).toMatchObject({ state: 'reconnecting', transport: 'none' });
    expect(keepStill).toHaveBeenCalledWith(surfaces.webrtc);
    expect(whep()).toHaveLength(2);
  });

  it('calls the picture stalled within three seconds after its last frame', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onFrame();
    jest.advanceTimersByTime(2_500);
    expect(viewer.view().state).toBe('stalled');
  });

  it('hears no more from an attempt that it has closed', () => {
    viewer.setVisible(true);
    const first = newest(whep());
    first.listener.onFailure('ended');
    first.listener.onFrame();
    first.listener.onFailure('forbidden');
    expect(viewer.view().state).toBe('connecting');
  });

  it('begins HLS beside a WebRTC that does not connect, and ends it when WebRTC has its frame', () => {
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

  it('shows a picture that is ready beside WebRTC, with the same token, until WebRTC has its frame', async () => {
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

  it('goes on with WebRTC alone, as if nothing had been, when the preroll fails', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), instant_picture: true });
    viewer.setVisible(true);
    await newest(whep()).requestToken();
    newest(prerolls()).listener.onFailure('browser');
    expect(viewer.view()).toMatchObject({ state: 'connecting', failure: null });
    expect(prerolls()).toHaveLength(1);
    newest(whep()).listener.onFrame();
    expect(viewer.view().transport).toBe('webrtc');
  });

  it('builds no preroll beside the attempt after one that was refused', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), instant_picture: true });
    viewer.setVisible(true);
    await newest(whep()).requestToken();
    newest(prerolls()).listener.onFailure('browser');
    newest(whep()).listener.onFailure('refused');
    await newest(whep()).requestToken();
    expect(whep()).toHaveLength(2);
    expect(prerolls()).toHaveLength(1);
  });

  it('builds no preroll where no picture is ready', async () => {
    viewer.setVisible(true);
    await newest(whep()).requestToken();
    expect(prerolls()).toHaveLength(0);
  });

  it('polls a silent path, and at once when the API says that it is live', () => {
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

  it('asks no media server for a camera that is reported offline, until it is live', () => {
    viewer.setStream({ ...LIVE, status: 'offline' });
    viewer.setVisible(true);
    jest.advanceTimersByTime(600_000);
    expect(whep()).toHaveLength(0);
    expect(viewer.view().state).toBe('waiting');
    viewer.setStream(LIVE);
    expect(whep()).toHaveLength(1);
  });

  it('asks no media server where the token says that the camera is offline', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), camera: { ...LIVE, status: 'offline' } });
    viewer.setVisible(true);
    await expect(newest(whep()).requestToken()).rejects.toThrow(CameraOfflineError);
  });

  it('stops asking when it is denied, and tries again when somebody wants it', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onFailure('forbidden');
    jest.advanceTimersByTime(600_000);
    expect(whep()).toHaveLength(1);
    expect(viewer.view()).toMatchObject({ state: 'denied', stopReason: { reason: 'forbidden' } });
    viewer.tryNow();
    expect(whep()).toHaveLength(2);
  });

  it('opens nothing for a codec that the browser cannot show', () => {
    viewer.setStream({ ...LIVE, codec: 'M-JPEG' });
    viewer.setVisible(true);
    expect(whep()).toHaveLength(0);
    expect(viewer.view().state).toBe('unsupported');
  });

  it('releases the stream when nobody can see it and comes back when somebody can', () => {
    viewer.setVisible(true);
    const first = newest(whep());
    viewer.setVisible(false);
    expect(first.close).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(60_000);
    expect(whep()).toHaveLength(1);
    viewer.setVisible(true);
    expect(whep()).toHaveLength(2);
  });

  it('leaves one pit for another', () => {
    viewer.setVisible(true);
    const first = newest(whep());
    viewer.watch(8, surfaces);
    expect(first.close).toHaveBeenCalledTimes(1);
    void newest(whep()).requestToken();
    expect(issueToken).toHaveBeenLastCalledWith(8, {});
  });

  it('takes nothing of the page’s time when the page is left: no still, and the session ends later', () => {
    viewer.setVisible(true);
    newest(whep()).listener.onFrame();
    viewer.stop();
    expect(newest(whep()).close).toHaveBeenCalledWith('later');
    expect(keepStill).not.toHaveBeenCalled();
  });

  it('opens nothing after it was stopped', () => {
    viewer.setVisible(true);
    viewer.stop();
    jest.advanceTimersByTime(60_000);
    expect(newest(whep()).close).toHaveBeenCalledTimes(1);
    expect(whep()).toHaveLength(1);
  });
});
