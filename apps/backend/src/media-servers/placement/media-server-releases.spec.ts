import { NEWEST_TESTED_RELEASE, rtspClientRulesOf } from '@ppf/mediamtx';
import type { MediaServerEntity } from './media-server.entity';
import { MediaServerReleases } from './media-server-releases';
import { PlacementIndex } from './placement-index';

describe('MediaServerReleases', () => {
  const server = (id: number, isConfigured: boolean) =>
    ({ id, isConfigured, edgeOfId: null, webrtcUrl: 'http://h', hlsUrl: 'http://h' }) as MediaServerEntity;
  const placements = new PlacementIndex();
  placements.replaceAll([server(1, true), server(2, false)], [{ workshopId: 7, mediaServerId: 2 }]);

  it('returns the release of the media server of a workshop', () => {
    const releases = new MediaServerReleases(placements);
    releases.set(1, 'v1.20.1');
    releases.set(2, 'v1.17.1');
    expect([7, 8].map((workshop) => releases.ofWorkshop(workshop))).toEqual(['v1.17.1', 'v1.20.1']);
  });

  it('assumes the oldest release without a version, and the newest tested one before the first contact', () => {
    const releases = new MediaServerReleases(placements);
    expect(releases.ofWorkshop(7)).toBe(NEWEST_TESTED_RELEASE);
    releases.set(2, null);
    expect(rtspClientRulesOf(releases.ofWorkshop(7))).toEqual(rtspClientRulesOf('v1.9.3'));
  });
});
