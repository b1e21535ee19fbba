import { rtspClientRulesOf } from '@ppf/mediamtx';
import { ProbeFailure } from '../faults/probe-fault';
import { RtspReader } from './rtsp-reader';

const NEWEST = rtspClientRulesOf('v1.20.1');
const LIMITS = { headerBytes: 1_024, bodyBytes: 256 };
const parse = (...chunks: (string | Buffer)[]) => {
  const reader = new RtspReader(LIMITS, NEWEST);
  return chunks.flatMap((chunk) =>
    reader.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, 'latin1')),
  );
};
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (failure) {
    return failure instanceof ProbeFailure ? failure.code : 'other';
  }
};

describe('RtspReader', () => {
  const MIXED =
    'RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 4\r\n\r\nbody$\x00\x00\x03abcRTSP/1.0 401 No\r\nWWW-Authenticate: A\r\nWWW-Authenticate: B\r\n\r\n';

  it('splits responses and packets, also from single bytes', () => {
    const whole = parse(MIXED);
    expect(parse(...[...MIXED].map((byte) => byte))).toEqual(whole);
    expect(whole).toMatchObject([
      { kind: 'response', response: { status: 200, body: 'body' } },
      { kind: 'packet', channel: 0, payload: Buffer.from('abc') },
      { kind: 'response', response: { status: 401 } },
    ]);
    const last = whole[2];
    expect(last?.kind === 'response' && last.response.headers.get('www-authenticate')).toEqual(['A', 'B']);
  });

  it.each([
    ['empty lines between messages', '\r\n\r\nRTSP/1.0 200 OK\r\nCSeq: 2\r\n\r\n', ['2']],
    ['no reason phrase', 'RTSP/1.0 200\r\nCSeq: 2\r\n\r\n', ['2']],
    ['blanks around a value', 'RTSP/1.0 200 OK\r\nCSeq:   2 \r\n\r\n', ['2 ']],
    ['a line without a colon', 'RTSP/1.0 200 OK\r\nwhat\r\nA: b\r\nCSeq: 2\r\n\r\n', ['2']],
  ])('parses %s', (_what, text, cseq) => {
    const [item] = parse(text);
    expect(item?.kind === 'response' && item.response.headers.get('cseq')).toEqual(cseq);
  });

  it('parses a request of the camera', () => {
    const items = parse('OPTIONS * RTSP/1.0\r\nCSeq: 9\r\n\r\nRTSP/1.0 200 OK\r\nCSeq: 2\r\n\r\n');
    expect(items.map(({ kind }) => kind)).toEqual(['request', 'response']);
    expect(items[0]).toMatchObject({ method: 'OPTIONS', cseq: '9' });
  });

  it('skips bytes between messages where MediaMTX does, after the first message', () => {
    const first = 'RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n';
    expect(parse(`${first}noise${first}`)).toHaveLength(2);
    const old = new RtspReader(LIMITS, rtspClientRulesOf('v1.9.3'));
    expect(codeOf(() => old.push(Buffer.from(`${first}\r\n${first}`)))).toBe('unexpected-answer');
  });

  it.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n', 'not-rtsp'],
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n', 'not-rtsp'],
    ['TLS', `\x15\x03\x01${'x'.repeat(600)}`, 'not-rtsp'],
    ['a first line without end', 'x'.repeat(513), 'not-rtsp'],
    ['headers without end', `RTSP/1.0 200 OK\r\n${'A: b\r\n'.repeat(200)}`, 'unexpected-answer'],
    [
      'too many headers in one chunk',
      `RTSP/1.0 200 OK\r\n${'A: b\r\n'.repeat(200)}\r\n`,
      'unexpected-answer',
    ],
    ['a huge body', 'RTSP/1.0 200 OK\r\nContent-Length: 999999999999\r\n\r\n', 'unexpected-answer'],
    ['a body just too long', 'RTSP/1.0 200 OK\r\nContent-Length: 257\r\n\r\n', 'unexpected-answer'],
    ['a negative length', 'RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n', 'unexpected-answer'],
    ['a length that is not a number', 'RTSP/1.0 200 OK\r\nContent-Length: 1e9\r\n\r\n', 'unexpected-answer'],
    ['lines that end in LF only', 'RTSP/1.0 200 OK\nCSeq: 2\n\n', 'unexpected-answer'],
    ['a version that the media server does not speak', 'RTSP/1.1 200 OK\r\n\r\n', 'unexpected-answer'],
    ['a value beyond measure', `RTSP/1.0 200 OK\r\nA: ${'b'.repeat(2_048)}\r\n\r\n`, 'unexpected-answer'],
  ])('refuses %s', (_what, text, code) => {
    expect(codeOf(() => parse(text))).toBe(code);
  });

  it('reports whether a message is incomplete', () => {
    const reader = new RtspReader(LIMITS, NEWEST);
    expect(reader.isInsideMessage).toBe(false);
    reader.push(Buffer.from('$\0\0'));
    expect(reader.isInsideMessage).toBe(false);
    const other = new RtspReader(LIMITS, NEWEST);
    other.push(Buffer.from('HELLO'));
    expect(other.isInsideMessage).toBe(true);
  });
});
