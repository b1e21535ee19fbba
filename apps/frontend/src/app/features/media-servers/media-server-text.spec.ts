import type { MediaServerDetails, MediaServerHealthInfo, PathChange } from '@ppf/contracts';
import {
  changeReason,
  changeText,
  countText,
  healthText,
  moveText,
  serverState,
  versionText,
} from './media-server-text';

const NOW = new Date(2026, 10, 25, 12, 0).getTime();
const at = (hour: number) => new Date(2026, 10, 25, hour, 5).toISOString();
const server = (
  health: Partial<MediaServerHealthInfo>,
  state: MediaServerDetails['state'] = 'in-use',
): MediaServerDetails => ({
  id: 1,
  name: 'North',
  state,
  is_configured: false,
  api_url: 'http://m:9997',
  webrtc_url: 'http://m:8889',
  hls_url: 'http://m:8888',
  rtsp_url: 'rtsp://m:8554',
  edge_of: null,
  pulls_from: null,
  created_at: at(1),
  health: { reachable: true, version: 'v1.20.1', since: at(9), answered_at: at(11), ...health },
  workshops: 0,
  cameras: 0,
  live: 0,
  viewers: 0,
});
const away = { reachable: false, version: null };
const change = (given: Partial<PathChange>): PathChange => ({
  path: 'workshop-1/pit-2',
  action: 'change',
  reason: 'differs',
  fields: ['source'],
  disconnects_camera: true,
  disconnects_viewers: 0,
  postponed: false,
  ...given,
});

describe('the words of media servers', () => {
  it.each([
    ['one that answers', server({}), 'live', 'In use', 'v1.20.1', 'Answers since 09:05.'],
    ['an old one', server({ version: null }), 'live', 'In use', 'before v1.15.2', 'Answers since 09:05.'],
    ['one that is drained', server({}, 'draining'), 'offline', 'Drained', 'v1.20.1', 'Answers since 09:05.'],
    [
      'one that is being drained',
      { ...server({}, 'draining'), workshops: 2 },
      'stalled',
      'Draining',
      'v1.20.1',
      'Answers since 09:05.',
    ],
    [
      'an edge with viewers left',
      { ...server({}, 'draining'), viewers: 1 },
      'stalled',
      'Draining',
      'v1.20.1',
      'Answers since 09:05.',
    ],
    [
      'one that is away',
      server(away),
      'failed',
      'Does not answer',
      'unknown',
      'Does not answer since 09:05; last at 11:05. Check that it runs, and its address.',
    ],
    [
      'one that never was there',
      server({ ...away, answered_at: null }),
      'failed',
      'Does not answer',
      'unknown',
      'Does not answer since 09:05; never answered. Check that it runs, and its address.',
    ],
    [
      'one that was not asked',
      server({ ...away, since: null, answered_at: null }),
      'waiting',
      'Asking',
      'unknown',
      'It has not been asked yet.',
    ],
  ])('tell %s', (_, given, tone, word, version, health) => {
    expect(serverState(given)).toEqual({ tone, word });
    expect(versionText(given)).toBe(version);
    expect(healthText(given, NOW)).toBe(health);
  });

  it.each([
    [0, 'no viewers'],
    [1, '1 viewer'],
    [7, '7 viewers'],
  ])('count %d', (count, text) => {
    expect(countText(count, 'viewer')).toBe(text);
  });

  it.each([
    [0, 0, 'Nobody is watching now.'],
    [2, 0, '2 viewers will be disconnected; their players come back by themselves.'],
    [
      0,
      1,
      'Nobody is watching now. One camera sends by itself: give it the other server’s address afterwards.',
    ],
    [
      0,
      3,
      'Nobody is watching now. 3 cameras send by themselves: give them the other server’s address afterwards.',
    ],
  ])('say what a move means for %d viewers and %d cameras that push', (viewers, push_cameras, text) => {
    const placed = { workshop_id: 1, workshop_name: 'A', media_server_id: 1, moving_to_id: null, cameras: 3 };
    expect(moveText({ ...placed, viewers, push_cameras })).toBe(text);
  });

  it.each<[Partial<PathChange>, string, string]>([
    [{}, 'Change workshop-1/pit-2', 'it differs in source'],
    [{ disconnects_viewers: 1 }, 'Change workshop-1/pit-2', 'it differs in source; disconnects 1 viewer'],
    [
      { disconnects_viewers: 2, postponed: true, fields: ['sourceOnDemandCloseAfter'] },
      'Change workshop-1/pit-2',
      'it differs in sourceOnDemandCloseAfter; waits until nobody watches (2 viewers now)',
    ],
    [
      { action: 'make', reason: 'missing', fields: [] },
      'Make workshop-1/pit-2',
      'the server does not have it',
    ],
    [
      { action: 'disconnect', reason: 'key-replaced', fields: [] },
      'Disconnect the camera on workshop-1/pit-2',
      'its key was replaced',
    ],
  ])('tell a change %#', (given, text, reason) => {
    expect([changeText(change(given)), changeReason(change(given))]).toEqual([text, reason]);
  });
});
