import { CameraOffline } from './ways/camera-offline';
import type { StreamViewerService } from './stream-viewer-service';
import { LIVE, newest, tokenOf, viewerScene } from './testing/viewer-scene';

// jsdom has neither WebRTC nor media: the two ways are stood in for, and what is carried out on them is looked at.
jest.mock('./ways/whep-playback');
jest.mock('./ways/hls-playback');
jest.mock('./ways/bridge-playback');
jest.mock('./bridge/bridge-support', () => ({ thisDevice: () => null, affordsBridge: () => true }));

describe('StreamViewerService', () => {
  const { issueToken, keepStill, screens, whep, hls, bridges, ...scene } = viewerScene();
  let viewer: StreamViewerService;
  beforeEach(() => {
    viewer = scene.viewer();
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

  it('asks no media server for a camera that is reported offline, until it is live', () => {
    viewer.learn({ ...LIVE, status: 'offline' });
    viewer.show(true);
    jest.advanceTimersByTime(600_000);
    expect(whep()).toHaveLength(0);
    expect(viewer.view().state).toBe('waiting');
    viewer.learn(LIVE);
    expect(whep()).toHaveLength(1);
  });

  it('asks no media server where the token says that the camera is offline', async () => {
    issueToken.mockResolvedValue({ ...tokenOf(1), camera: { ...LIVE, status: 'offline' } });
    viewer.show(true);
    await expect(newest(whep()).askToken()).rejects.toThrow(CameraOffline);
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
});
