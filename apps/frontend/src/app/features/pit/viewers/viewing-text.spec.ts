import type { ViewerKind, ViewingSession } from '@ppf/contracts';
import { bytesText, sourceText, viewerText, viewingText } from './viewing-text';

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

describe('who watches, in words', () => {
  it.each<[ViewerKind, string | null, string]>([
    ['user', 'Anna', 'Anna'],
    ['user', null, 'Somebody whose account is gone'],
    ['share-link', null, 'Somebody with a link'],
    ['api-key', null, 'A program with an API key'],
    ['unknown', null, 'Somebody unknown'],
  ])('a viewer of kind %s named %s is %s', (kind, name, text) => {
    expect(viewerText(session({ viewer: { kind, id: null, name } }))).toBe(text);
  });

  it('says since when, for how long and in what', () => {
    expect(viewingText(session(), NOW)).toBe('since 11:56 (4 min), in a browser');
    expect(viewingText(session({ protocol: 'playback' }), NOW)).toContain('playback');
  });

  it('says from where, and how much once that is known', () => {
    expect(sourceText(session())).toBe('10.0.0.9');
    expect(sourceText(session({ bytes_sent: 12_345_678 }))).toBe('10.0.0.9 · 12.3 MB');
  });

  it.each([
    [900, '1 kB'],
    [850_000, '850 kB'],
    [1_200_000_000, '1.20 GB'],
  ])('says %d bytes as %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });
});
