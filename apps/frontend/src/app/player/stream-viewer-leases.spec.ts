import { ProblemError } from '../api/problem-error';
import type { StreamViewerService } from './stream-viewer-service';
import { newest, viewerFixture } from './testing/viewer-fixture';

// jsdom has neither WebRTC nor media, so the transports are mocked.
jest.mock('./transports/whep-playback');
jest.mock('./transports/hls-playback');
jest.mock('./transports/preroll-playback');
jest.mock('./preroll/preroll-support', () => ({ currentDevice: () => null, supportsPreroll: () => true }));

describe('StreamViewerService, session leases', () => {
  const { issueToken, renewSessions, whep, ...scene } = viewerFixture();
  let viewer: StreamViewerService;
  beforeEach(() => {
    viewer = scene.viewer();
  });

  it('renews the lease until it is stopped', async () => {
    viewer.setVisible(true);
    await newest(whep()).requestToken();
    await jest.advanceTimersByTimeAsync(2_000 + 20_000 + 20_000);
    expect(renewSessions).toHaveBeenCalledTimes(3);
    viewer.stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(renewSessions).toHaveBeenCalledTimes(3);
  });

  describe('a session that the backend ended', () => {
    const ending = { cause: 'ended-by-owner', at: '2026-11-23T14:02:00Z' } as const;
    const denied = { state: 'denied', stopReason: { reason: 'viewing-ended', ending } };
    const begin = async () => {
      viewer.setVisible(true);
      await newest(whep()).requestToken();
      newest(whep()).listener.onFrame();
    };

    it('is not restarted after a refused token request', async () => {
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

    it('is closed when the lease renewal reports it', async () => {
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

    it('is restarted on request, without a session to follow', async () => {
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

    it('continues after an expired lease', async () => {
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
