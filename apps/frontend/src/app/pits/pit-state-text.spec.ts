import { type PitStream, type StreamStatus, UNKNOWN_STREAM } from '@ppf/contracts';
import type { DisplayState } from '../player';
import { pitLabel, pitStateText } from './pit-state-text';

const now = new Date(2026, 10, 23, 9, 12, 30).getTime();
const since = new Date(2026, 10, 23, 9, 12).toISOString();
const stream = (status: StreamStatus): PitStream => ({ ...UNKNOWN_STREAM, status, since, codec: 'H264' });

describe('pitStateText', () => {
  it.each<[string, StreamStatus, DisplayState | null, string, string, string]>([
    ['is live while frames advance here', 'live', 'live', 'live', 'Live', 'live since 09:12'],
    ['is live though the report is late', 'offline', 'live', 'live', 'Live', 'live'],
    [
      'is not called live before its picture is here',
      'live',
      null,
      'waiting',
      'Connecting',
      'on air since 09:12, connecting',
    ],
    [
      'is not called live while it connects',
      'live',
      'connecting',
      'waiting',
      'Connecting',
      'on air since 09:12, connecting',
    ],
    ['is frozen when its frames stop here', 'live', 'stalled', 'stalled', 'Frozen 30 s', 'frozen'],
    ['reconnects', 'live', 'reconnecting', 'stalled', 'Reconnecting', 'reconnecting'],
    [
      'is frozen when the server says so',
      'stalled',
      null,
      'stalled',
      'Frozen since 09:12',
      'frozen since 09:12',
    ],
    ['is offline since', 'offline', 'waiting', 'offline', 'Offline since 09:12', 'offline since 09:12'],
    [
      'waits for its camera',
      'connecting',
      'waiting',
      'waiting',
      'Connecting',
      'waiting for its camera since 09:12',
    ],
    ['is not known yet', 'unknown', null, 'waiting', 'Unknown', 'state not known yet'],
    ['may not be seen', 'live', 'denied', 'private', 'No access', 'no access'],
    ['cannot be played', 'live', 'unsupported', 'failed', 'Cannot play', 'this browser cannot play it'],
  ])('%s', (_name, status, state, tone, word, sentence) => {
    const reported = status === 'unknown' ? { ...stream(status), since: null } : stream(status);
    const played = state && { state, since: now - 30_000 };
    expect(pitStateText(reported, played, { paused: false }, now)).toEqual({ tone, word, sentence });
  });

  it.each<StreamStatus>(['unknown', 'connecting', 'stalled', 'offline'])(
    'blames no camera for the media server while it is %s',
    (status) => {
      const reported: PitStream = { ...stream(status), cause: 'media-server' };
      expect(pitStateText(reported, null, { paused: false }, now)).toEqual({
        tone: 'waiting',
        word: 'Reconnecting',
        sentence: 'waiting for the media server',
      });
    },
  );

  it('tells a viewing that was ended from one that may not be', () => {
    const stopReason = { kind: 'denied', reason: 'viewing-ended' } as const;
    const played = { state: 'denied', since: now, stopReason } as const;
    expect(pitStateText(stream('live'), played, { paused: false }, now).word).toBe('Ended');
  });

  it('says first of all that there is no camera', () => {
    expect(pitStateText(stream('live'), null, null, now).word).toBe('No camera');
  });

  it('says that a camera is paused, whatever is still heard of it', () => {
    const played = { state: 'live', since: now } as const;
    expect(pitStateText(stream('live'), played, { paused: true }, now).word).toBe('Paused');
  });
});

describe('pitLabel', () => {
  it('begins with the number, which tests and people go by', () => {
    expect(pitLabel({ number: 3, name: null })).toBe('Pit 3');
    expect(pitLabel({ number: 3, name: 'Wash' })).toBe('Pit 3 · Wash');
  });
});
