import { type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { readStreamMessage, writeStreamMessages } from './stream-message';

const live: PitStream = {
  status: 'live',
  cause: null,
  since: '2026-01-01T00:00:00.000Z',
  codec: 'H264',
  profile: 'High 4:4:4 Predictive',
  width: 3840,
  height: 2160,
  bits_per_second: 12_345_678,
  readers: 1234,
};

describe('what backends tell each other of streams', () => {
  it('fits into notifications and arrives whole', () => {
    const streams = new Map<string, PitStream | null>(
      Array.from({ length: 1000 }, (_, pit) => [`workshop-2147483647/pit-${pit}`, pit % 10 ? live : null]),
    );
    const messages = writeStreamMessages('b'.repeat(12), streams);
    expect(Math.max(...messages.map((message) => Buffer.byteLength(message)))).toBeLessThan(8000);
    expect(messages.length).toBeLessThan(40);
    const read = messages.flatMap((message) => Object.entries(readStreamMessage(message)?.streams ?? {}));
    expect(read).toEqual([...streams]);
  });

  it('is a sign of life, or a question, without streams', () => {
    expect(writeStreamMessages('me', new Map()).map(readStreamMessage)).toEqual([
      { from: 'me', streams: {}, asks: false },
    ]);
    expect(writeStreamMessages('me', new Map(), true).map(readStreamMessage)).toEqual([
      { from: 'me', streams: {}, asks: true },
    ]);
  });

  it('is understood from an older and from a newer backend', () => {
    const message = {
      from: 'x',
      streams: { p: { status: 'live', brightness: 7 }, q: { status: 'dancing' } },
    };
    expect(readStreamMessage(JSON.stringify(message))).toMatchObject({
      streams: { p: { ...UNKNOWN_STREAM, status: 'live' } },
      asks: false,
    });
    expect(Object.keys(readStreamMessage(JSON.stringify(message))?.streams ?? {})).toEqual(['p']);
  });

  it.each(['', '{', 'null', '7', '{"from":1,"streams":{}}', '{"from":"x"}', '{"from":"x","streams":null}'])(
    'is not %j',
    (payload) => {
      expect(readStreamMessage(payload)).toBeNull();
    },
  );
});
