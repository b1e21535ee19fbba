/** @jest-environment node */
import type { MediaServerDetails, MediaServerHealthInfo, PathChange } from '@ppf/contracts';
import {
  changeReason,
  changeText,
  healthText,
  moveText,
  serverState,
  versionText,
  viewersText,
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
  paths_by: 'api',
  agent: { enrolled: false, code_expires_at: null, reported_at: null, connected: false, report: null },
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

describe('the texts of media servers', () => {
  it.each([
    ['a reachable server', server({}), 'live', 'In use', 'v1.20.1', 'Reachable since 09:05.'],
    [
      'an old version',
      server({ version: null }),
      'live',
      'In use',
      'before v1.15.2',
      'Reachable since 09:05.',
    ],
    ['a drained server', server({}, 'draining'), 'offline', 'Drained', 'v1.20.1', 'Reachable since 09:05.'],
    [
      'a draining server',
      { ...server({}, 'draining'), workshops: 2 },
      'stalled',
      'Draining',
      'v1.20.1',
      'Reachable since 09:05.',
    ],
    [
      'an edge with viewers left',
      { ...server({}, 'draining'), viewers: 1 },
      'stalled',
      'Draining',
      'v1.20.1',
      'Reachable since 09:05.',
    ],
    [
      'an unreachable server',
      server(away),
      'failed',
      'Unreachable',
      'unknown',
      'Unreachable since 09:05. Last response at 11:05. Check that it is running, and its address.',
    ],
    [
      'a server that never responded',
      server({ ...away, answered_at: null }),
      'failed',
      'Unreachable',
      'unknown',
      'Unreachable since 09:05. It never responded. Check that it is running, and its address.',
    ],
    [
      'an unchecked server',
      server({ ...away, since: null, answered_at: null }),
      'waiting',
      'Checking',
      'unknown',
      'Not checked yet.',
    ],
  ])('describe %s', (_, given, tone, word, version, health) => {
    expect(serverState(given)).toEqual({ tone, word });
    expect(versionText(given)).toBe(version);
    expect(healthText(given, NOW)).toBe(health);
  });

  it.each([
    [0, 'no viewers'],
    [1, '1 viewer'],
    [7, '7 viewers'],
  ])('count %d', (count, text) => {
    expect(viewersText(count)).toBe(text);
  });

  it.each([
    [0, 0, 'No viewers are affected.'],
    [2, 0, '2 viewers are disconnected and reconnect automatically.'],
    [
      0,
      1,
      'No viewers are affected. One camera publishes: set the address of the other server in it afterwards.',
    ],
    [
      0,
      3,
      'No viewers are affected. 3 cameras publish: set the address of the other server in them afterwards.',
    ],
  ])('describe a move with %d viewers and %d publishing cameras', (viewers, push_cameras, text) => {
    const placed = { workshop_id: 1, workshop_name: 'A', media_server_id: 1, moving_to_id: null, cameras: 3 };
    expect(moveText({ ...placed, viewers, push_cameras })).toBe(text);
  });

  it.each<[Partial<PathChange>, string, string]>([
    [{}, 'Change workshop-1/pit-2', 'different in source'],
    [{ disconnects_viewers: 1 }, 'Change workshop-1/pit-2', 'different in source; disconnects 1 viewer'],
    [
      { disconnects_viewers: 2, postponed: true, fields: ['sourceOnDemandCloseAfter'] },
      'Change workshop-1/pit-2',
      'different in sourceOnDemandCloseAfter; waits until there are no viewers (2 viewers now)',
    ],
    [{ action: 'make', reason: 'missing', fields: [] }, 'Create workshop-1/pit-2', 'missing on the server'],
    [
      { action: 'disconnect', reason: 'key-replaced', fields: [] },
      'Disconnect the camera on workshop-1/pit-2',
      'the key was replaced',
    ],
  ])('describe a change: %#', (given, text, reason) => {
    expect([changeText(change(given)), changeReason(change(given))]).toEqual([text, reason]);
  });
});
