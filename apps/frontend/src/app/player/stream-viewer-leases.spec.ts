import { ProblemError } from '../api/problem-error';
import type { StreamViewerService } from './stream-viewer-service';
import { newest, viewerScene } from './testing/viewer-scene';

// jsdom has neither WebRTC nor media: the two ways are stood in for, and what is carried out on them is looked at.
jest.mock('./ways/whep-playback');
jest.mock('./ways/hls-playback');
jest.mock('./ways/bridge-playback');
jest.mock('./bridge/bridge-support', () => ({ thisDevice: () => null, affordsBridge: () => true }));

describe('the leases of what StreamViewerService watches', () => {
  const { issueToken, renewSessions, whep, ...scene } = viewerScene();
  let viewer: StreamViewerService;
  beforeEach(() => {
    viewer = scene.viewer();
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
});
