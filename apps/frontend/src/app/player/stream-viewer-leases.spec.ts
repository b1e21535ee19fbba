import { ProblemError } from '../api/problem-error';
import type { StreamViewerService } from './stream-viewer-service';
import { newest, viewerFixture } from './testing/viewer-fixture';

// jsdom has neither WebRTC nor media: the two ways are stood in for, and what is carried out on them is looked at.
jest.mock('./transports/whep-playback');
jest.mock('./transports/hls-playback');
jest.mock('./transports/preroll-playback');
jest.mock('./preroll/preroll-support', () => ({ currentDevice: () => null, supportsPreroll: () => true }));

describe('the leases of what StreamViewerService watches', () => {
  const { issueToken, renewSessions, whep, ...scene } = viewerFixture();
  let viewer: StreamViewerService;
  beforeEach(() => {
    viewer = scene.viewer();
  });

  it('renews its lease while it watches, and no more when it has left', async () => {
    viewer.setVisible(true);
    await newest(whep()).requestToken();
    await jest.advanceTimersByTimeAsync(2_000 + 20_000 + 20_000);
    expect(renewSessions).toHaveBeenCalledTimes(3);
    viewer.stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(renewSessions).toHaveBeenCalledTimes(3);
  });

  describe('a session that somebody ended', () => {
    const ending = { cause: 'ended-by-owner', at: '2026-11-23T14:02:00Z' } as const;
    const denied = { state: 'denied', stopReason: { reason: 'viewing-ended', ending } };
    const begin = async () => {
      viewer.setVisible(true);
      await newest(whep()).requestToken();
      newest(whep()).listener.onFrame();
    };

    it('is not tried again when the next token says so', async () => {
      await begin();
      issueToken.mockRejectedValue(new ProblemError('viewing-ended', 403, null, [], null, ending));
      newest(whep()).listener.onEnded();
      await newest(whep())
        .requestToken()
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
      await newest(whep()).requestToken();
      expect(issueToken).toHaveBeenLastCalledWith(7, {});
    });

    it('only because nothing was heard goes on by itself', async () => {
      await begin();
      renewSessions.mockResolvedValue({
        session_lease_seconds: 60,
        ended: [{ jti: 'jti-1', cause: 'lease-ended', at: ending.at }],
      });
      await jest.advanceTimersByTimeAsync(2_000);
      expect(viewer.view().stopReason).toBeNull();
    });
  });
});
