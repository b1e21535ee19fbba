/** @jest-environment node */
import type { ViewerKind, ViewingSession } from '@ppf/contracts';
import { sessionText, sourceText, viewerText } from './viewing-session-text';

const NOW = new Date(2026, 10, 23, 12, 0).getTime();
const session = (change: Partial<ViewingSession> = {}): ViewingSession => ({
  id: 1,
  workshop_id: 7,
  pit_id: 3,
  path: 'workshop-7/pit-1',
  viewer: { kind: 'user', id: 5, name: 'Anna' },
  protocol: 'webrtc',
  address: '10.0.0.9',
  user_agent: '',
  began_at: new Date(NOW - 4 * 60_000).toISOString(),
  lease_until: new Date(NOW).toISOString(),
  ended_at: null,
  end_reason: null,
  ended_by: null,
  bytes_sent: 0,
  ...change,
});

describe('the texts of a viewing session', () => {
  it.each<[ViewerKind, string | null, string]>([
    ['user', 'Anna', 'Anna'],
    ['user', null, 'Deleted user'],
    ['share-link', null, 'Viewer with a guest link'],
    ['api-key', null, 'Program with an API key'],
    ['unknown', null, 'Unknown viewer'],
  ])('show a viewer of kind %s named %s as %s', (kind, name, text) => {
    expect(viewerText(session({ viewer: { kind, id: null, name } }))).toBe(text);
  });

  it('show its start, length and protocol', () => {
    expect(sessionText(session(), NOW)).toBe('since 11:56 (4 min), in a browser');
    expect(sessionText(session({ protocol: 'playback' }), NOW)).toContain('playback');
  });

  it('show the address, and the amount of data once it is known', () => {
    expect(sourceText(session())).toBe('10.0.0.9');
    expect(sourceText(session({ bytes_sent: 12_345_678 }))).toBe('10.0.0.9 · 12.3 MB');
  });
});
