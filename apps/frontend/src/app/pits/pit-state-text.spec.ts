/** @jest-environment node */
import { type PitStream, type StreamStatus, UNKNOWN_STREAM } from '@ppf/contracts';
import type { DisplayState } from '../player';
import { pitLabel, pitStateText } from './pit-state-text';

const now = new Date(2026, 10, 23, 9, 12, 30).getTime();
const since = new Date(2026, 10, 23, 9, 12).toISOString();
const stream = (status: StreamStatus): PitStream => ({ ...UNKNOWN_STREAM, status, since, codec: 'H264' });

describe('pitStateText', () => {
  it.each<[string, StreamStatus, DisplayState | null, string, string, string]>([
    ['is live while frames advance here', 'live', 'live', 'live', 'Live', 'live since 09:12'],
    ['is live although the report is late', 'offline', 'live', 'live', 'Live', 'live'],
    [
      'is not live before the first frame',
      'live',
      null,
      'waiting',
      'Connecting',
      'stream available since 09:12, connecting',
    ],
    [
      'is not live while the player connects',
      'live',
      'connecting',
      'waiting',
      'Connecting',
      'stream available since 09:12, connecting',
    ],
    ['is frozen when frames stop here', 'live', 'stalled', 'stalled', 'Frozen 30 sec', 'frozen'],
    ['reconnects', 'live', 'reconnecting', 'stalled', 'Reconnecting', 'reconnecting'],
    [
      'is frozen when the media server reports it',
      'stalled',
      null,
      'stalled',
      'Frozen since 09:12',
      'frozen since 09:12',
    ],
    ['is offline since', 'offline', 'waiting', 'offline', 'Offline since 09:12', 'offline since 09:12'],
    [
      'waits for the camera',
      'connecting',
      'waiting',
      'waiting',
      'Connecting',
      'waiting for the camera since 09:12',
    ],
    ['is unknown', 'unknown', null, 'waiting', 'Unknown', 'status unknown'],
    ['has no access', 'live', 'denied', 'private', 'No access', 'no access'],
    ['is not playable', 'live', 'unsupported', 'failed', 'Can’t play', 'this browser can’t play it'],
  ])('%s', (_name, status, state, tone, word, sentence) => {
    const reported = status === 'unknown' ? { ...stream(status), since: null } : stream(status);
    const played = state && { state, since: now - 30_000 };
    expect(pitStateText(reported, played, { paused: false }, now)).toEqual({ tone, word, sentence });
  });

  it.each<StreamStatus>(['unknown', 'connecting', 'stalled', 'offline'])(
    'does not blame the camera for the media server while it is %s',
    (status) => {
      const reported: PitStream = { ...stream(status), cause: 'media-server' };
      expect(pitStateText(reported, null, { paused: false }, now)).toEqual({
        tone: 'waiting',
        word: 'Reconnecting',
        sentence: 'waiting for the media server',
      });
    },
  );

  it('distinguishes a viewer limit from missing access', () => {
    const stopReason = { kind: 'denied', reason: 'pit-viewers-full' } as const;
    const played = { state: 'denied', since: now, stopReason } as const;
    expect(pitStateText(stream('live'), played, { paused: false }, now)).toMatchObject({
      word: 'At capacity',
      sentence: 'the limit of viewers is reached',
    });
  });

  it('distinguishes an ended viewing session from missing access', () => {
    const stopReason = { kind: 'denied', reason: 'viewing-ended' } as const;
    const played = { state: 'denied', since: now, stopReason } as const;
    expect(pitStateText(stream('live'), played, { paused: false }, now).word).toBe('Ended');
  });

  it('shows a missing camera before any other state', () => {
    expect(pitStateText(stream('live'), null, null, now).word).toBe('No camera');
  });

  it('shows a paused camera before the status of its stream', () => {
    const played = { state: 'live', since: now } as const;
    expect(pitStateText(stream('live'), played, { paused: true }, now).word).toBe('Paused');
  });
});

describe('pitLabel', () => {
  it('starts with the number, which users and tests rely on', () => {
    expect(pitLabel({ number: 3, name: null })).toBe('Pit 3');
    expect(pitLabel({ number: 3, name: 'Wash' })).toBe('Pit 3 · Wash');
  });
});
