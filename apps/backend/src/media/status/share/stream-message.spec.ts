import { type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { parseStreamMessage, formatStreamMessages } from './stream-message';

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

describe('stream messages', () => {
  it('fit into notifications and arrive complete', () => {
    const streams = new Map<string, PitStream | null>(
      Array.from({ length: 1000 }, (_, pit) => [`workshop-2147483647/pit-${pit}`, pit % 10 ? live : null]),
    );
    const messages = formatStreamMessages('b'.repeat(12), streams);
    expect(Math.max(...messages.map((message) => Buffer.byteLength(message)))).toBeLessThan(8000);
    expect(messages.length).toBeLessThan(40);
    const parsed = messages.flatMap((message) => Object.entries(parseStreamMessage(message)?.streams ?? {}));
    expect(parsed).toEqual([...streams]);
  });

  it('without streams are a heartbeat or a request', () => {
    expect(formatStreamMessages('me', new Map()).map((each) => parseStreamMessage(each))).toEqual([
      { from: 'me', streams: {}, isRequest: false },
    ]);
    expect(formatStreamMessages('me', new Map(), true).map((each) => parseStreamMessage(each))).toEqual([
      { from: 'me', streams: {}, isRequest: true },
    ]);
  });

  it('of its sender are left out', () => {
    const own = formatStreamMessages('me', new Map([['workshop-1/pit-1', live]]));
    expect(own.map((each) => parseStreamMessage(each, 'me'))).toEqual([null]);
    expect(own.map((each) => parseStreamMessage(each, 'm'))).toEqual([
      expect.objectContaining({ from: 'me' }),
    ]);
    // As an older backend may order the keys.
    expect(parseStreamMessage('{"streams":{},"from":"me"}', 'me')).toBeNull();
  });

  it('of an older and of a newer backend are parsed', () => {
    const message = {
      from: 'x',
      streams: { p: { status: 'live', brightness: 7 }, q: { status: 'dancing' } },
    };
    expect(parseStreamMessage(JSON.stringify(message))).toMatchObject({
      streams: { p: { ...UNKNOWN_STREAM, status: 'live' } },
      isRequest: false,
    });
    expect(Object.keys(parseStreamMessage(JSON.stringify(message))?.streams ?? {})).toEqual(['p']);
  });

  it.each(['', '{', 'null', '7', '{"from":1,"streams":{}}', '{"from":"x"}', '{"from":"x","streams":null}'])(
    'do not include %j',
    (payload) => {
      expect(parseStreamMessage(payload)).toBeNull();
    },
  );
});
