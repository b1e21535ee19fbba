import { formatMessage } from './format-message';
import { firstHeader, headerValues, parseHeaderBlock } from './header-block';
import { formatInterleavedPacket, parseInterleavedPacket } from './interleaved-packet';

const MAX_BYTES = 1_024;
const parse = (text: string) => parseHeaderBlock(Buffer.from(text, 'latin1'), MAX_BYTES);

describe('parseHeaderBlock', () => {
  it('parses the headers that formatMessage formats', () => {
    const text = formatMessage('RTSP/1.0 200 OK', { CSeq: 3, Public: 'OPTIONS' }, 'body');
    const block = parse(text);
    if (typeof block === 'string') throw new Error(block);
    expect(block.startLine).toBe('RTSP/1.0 200 OK');
    expect(firstHeader(block, 'cseq')).toBe('3');
    expect(headerValues(block, 'x-absent')).toEqual([]);
    expect(text.slice(block.length)).toBe('body');
  });

  it('is incomplete until the empty line has arrived', () => {
    const text = 'RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n';
    const lengths = [...text].map((_, at) => at);
    expect(lengths.map((length) => parse(text.slice(0, length)))).toEqual(lengths.map(() => 'incomplete'));
    expect(parse(text)).toMatchObject({ length: text.length });
  });

  it.each([
    ['lines that end in LF alone', 'RTSP/1.0 200 OK\nCSeq: 2\n\n'],
    ['a long value', `RTSP/1.0 200 OK\r\nA: ${'b'.repeat(2_048)}\r\n\r\n`],
    ['more bytes than allowed', `RTSP/1.0 200 OK\r\n${'A: b\r\n'.repeat(200)}\r\n`],
  ])('refuses %s', (_name, text) => {
    expect(parse(text)).toBe('invalid');
  });
});

describe('parseInterleavedPacket', () => {
  it('parses what formatInterleavedPacket formats', () => {
    const bytes = Buffer.concat([formatInterleavedPacket(2, Buffer.from('abc')), Buffer.from('next')]);
    expect(parseInterleavedPacket(bytes)).toEqual({ channel: 2, payload: Buffer.from('abc'), length: 7 });
    expect(parseInterleavedPacket(bytes.subarray(0, 6))).toBeNull();
    expect(parseInterleavedPacket(bytes.subarray(0, 3))).toBeNull();
  });
});
