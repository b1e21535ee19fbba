/** @jest-environment node */
import { type PitStream, REVOCATION_CAUSES, type RevocationCause, UNKNOWN_STREAM } from '@ppf/contracts';
import { VIEWER_LIMITS } from '../state/playback-failure';
import { DISPLAY_STATES, type PlayerView } from '../state/player-view';
import { playerText } from './player-text';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const STREAM: PitStream = { ...UNKNOWN_STREAM, status: 'live', codec: 'H264', readers: 1 };
const view = (more: Partial<PlayerView>): PlayerView => ({
  state: 'connecting',
  transport: 'none',
  failure: null,
  stopReason: null,
  since: NOW,
  hadPicture: false,
  ...more,
});
const clock = (instant: number) =>
  new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

describe('playerText', () => {
  it('shows “Connecting…” after two seconds', () => {
    expect(playerText(view({ since: NOW - 1_900 }), STREAM, NOW)).toMatchObject({
      chip: null,
      sentence: null,
    });
    expect(playerText(view({ since: NOW - 2_000 }), STREAM, NOW).sentence).toBe('Connecting…');
  });

  it('shows the duration of a freeze', () => {
    const stalled = view({ state: 'stalled', since: NOW - 4_300, hadPicture: true });
    expect(playerText(stalled, STREAM, NOW).chip).toEqual({ shape: 'half', word: 'Frozen 4 sec' });
    expect(playerText({ ...stalled, since: NOW - 125_000 }, STREAM, NOW).chip?.word).toBe('Frozen 2 min');
  });

  it.each<[string, Partial<PlayerView>, Partial<PitStream>, string]>([
    ['in this browser only', { state: 'stalled' }, {}, 'The picture stopped. Trying again.'],
    [
      'at the camera',
      { state: 'stalled' },
      { status: 'stalled', cause: 'camera' },
      'The camera stopped sending. Trying again.',
    ],
    [
      'at the media server, which does not answer',
      { state: 'stalled' },
      { cause: 'media-server' },
      'The media server doesn’t respond. Trying again.',
    ],
    [
      'at the media server, which was restarted',
      { state: 'stalled' },
      { status: 'stalled', cause: 'media-server' },
      'The media server was interrupted. The picture returns automatically.',
    ],
    [
      'at the media server, which is gone',
      { state: 'reconnecting', hadPicture: true },
      { status: 'unknown', cause: 'media-server' },
      'The media server doesn’t respond. Trying again.',
    ],
    [
      'at the media server, which has no picture yet',
      { state: 'waiting', failure: 'no-stream' },
      { status: 'offline', cause: 'media-server' },
      'The media server was interrupted. The picture returns automatically.',
    ],
    [
      'at the camera, which is off',
      { state: 'waiting', failure: 'no-stream' },
      { status: 'offline', cause: 'camera' },
      'The camera is off or can’t be reached.',
    ],
  ])('names the cause of the missing picture: %s', (_who, change, stream, sentence) => {
    const words = playerText(view(change), { ...STREAM, ...stream }, NOW);
    expect(words.sentence).toBe(sentence);
    if (stream.cause === 'media-server') expect(JSON.stringify(words)).not.toMatch(/camera|Offline/i);
  });

  it('shows when the connection was lost and offers a retry', () => {
    const lost = view({ state: 'reconnecting', since: NOW - 6_000, hadPicture: true, failure: 'ended' });
    expect(playerText(lost, STREAM, NOW)).toMatchObject({
      sentence: 'Connection lost 6 sec ago.',
      action: { does: 'try-now', label: 'Try now' },
    });
  });

  it('names what is unreachable if no picture was shown', () => {
    const away = view({ state: 'reconnecting', failure: 'server-unreachable' });
    expect(playerText(away, STREAM, NOW).sentence).toContain('media server');
  });

  it('prefers the offline time of the API over its own', () => {
    const since = NOW - 3_600_000;
    const offline: PitStream = { ...STREAM, status: 'offline', since: new Date(since).toISOString() };
    const waiting = view({ state: 'waiting', since: NOW - 60_000, hadPicture: true });
    expect(playerText(waiting, offline, NOW).chip?.word).toBe(`Offline since ${clock(since)}`);
    expect(playerText(waiting, STREAM, NOW).chip?.word).toBe(`Offline since ${clock(NOW - 60_000)}`);
    expect(playerText({ ...waiting, hadPicture: false }, STREAM, NOW).chip?.word).toBe('Offline');
  });

  it('shows that a camera is paused, without advice on power and cables', () => {
    const paused = view({ state: 'waiting', failure: 'camera-paused' });
    expect(playerText(paused, { ...STREAM, status: 'offline' }, NOW)).toMatchObject({
      chip: { word: 'Paused' },
      sentence: expect.stringMatching(/^The camera is paused\./) as string,
      action: null,
    });
  });

  it('shows why access is denied and what to do', () => {
    const denied = view({ state: 'denied', stopReason: { kind: 'denied', reason: 'signed-out' } });
    expect(playerText(denied, STREAM, NOW).sentence).toBe('Your sign-in has ended. Sign in again to watch.');
  });

  it('names the unsupported codec', () => {
    const unsupported = view({ state: 'unsupported', stopReason: { kind: 'unsupported', codec: 'H265' } });
    expect(playerText(unsupported, STREAM, NOW).sentence).toMatch(/can’t play H\.265/);
  });

  it.each(DISPLAY_STATES)('announces %s without a duration', (state) => {
    const now = playerText(view({ state, since: NOW - 4_000, hadPicture: true }), STREAM, NOW);
    const later = playerText(view({ state, since: NOW - 4_000, hadPicture: true }), STREAM, NOW + 5_000);
    expect(later.announcement).toBe(now.announcement);
    expect(now.announcement).not.toBe('');
  });

  describe('of an ended session', () => {
    const AT = '2026-11-23T14:02:00Z';
    const words = (cause: RevocationCause) =>
      playerText(
        view({
          state: 'denied',
          stopReason: { kind: 'denied', reason: 'viewing-ended', ending: { cause, at: AT } },
        }),
        STREAM,
        NOW,
      );

    it('shows the cause and the time, and offers to watch again', () => {
      expect(words('ended-by-owner')).toMatchObject({
        chip: { shape: 'lock', word: 'Ended' },
        sentence: `Ended by your workshop at ${clock(Date.parse(AT))}.`,
        action: { does: 'try-now', label: 'Watch again' },
      });
    });

    it.each(REVOCATION_CAUSES)('has a sentence for %s', (cause) => {
      expect(words(cause).sentence).toMatch(/^[A-Z].* at \d\d:\d\d\b.*\.$/);
    });

    it.each(['access-changed', 'pit-deleted'] as const)('offers no retry after %s', (cause) => {
      expect(words(cause).action).toBeNull();
    });
  });

  it.each(VIEWER_LIMITS)('shows that the viewer limit is reached: %s', (reason) => {
    const full = view({ state: 'denied', stopReason: { kind: 'denied', reason } });
    expect(playerText(full, STREAM, NOW)).toMatchObject({
      chip: { word: 'At capacity' },
      action: { label: 'Try again' },
    });
  });
});
