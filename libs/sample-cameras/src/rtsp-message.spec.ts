import { formatInterleavedPacket, formatMessage } from '@ppf/rtsp-wire';
import { RtspReader, type RtspMessage } from './rtsp-message';

function read(chunks: readonly Buffer[]): RtspMessage[] {
  const messages: RtspMessage[] = [];
  const reader = new RtspReader((message) => messages.push(message));
  for (const chunk of chunks) reader.push(chunk);
  return messages;
}

describe('RtspReader', () => {
  const options = Buffer.from(formatMessage('OPTIONS rtsp://a/b RTSP/1.0', { CSeq: 1 }));
  const announce = Buffer.from(formatMessage('ANNOUNCE rtsp://a/b RTSP/1.0', { CSeq: 2 }, 'v=0\r\n'));
  const bytes = Buffer.concat([options, formatInterleavedPacket(1, Buffer.alloc(300, 0x52)), announce]);

  it('parses the messages between packets', () => {
    expect(read([bytes])).toEqual([
      { startLine: 'OPTIONS rtsp://a/b RTSP/1.0', headers: { cseq: '1' }, body: '' },
      {
        startLine: 'ANNOUNCE rtsp://a/b RTSP/1.0',
        headers: { cseq: '2', 'content-length': '5' },
        body: 'v=0\r\n',
      },
    ]);
  });

  it('parses messages from single bytes', () => {
    expect(read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(read([bytes]));
  });

  it.each([
    ['another protocol', 'GET / HTTP/1.1\r\n\r\n'],
    ['a start line without end', 'OPTIONS '.padEnd(20_000, 'x')],
    ['a huge body', 'ANNOUNCE rtsp://a RTSP/1.0\r\nContent-Length: 99999999\r\n\r\n'],
    ['a negative body', 'ANNOUNCE rtsp://a RTSP/1.0\r\nContent-Length: -5\r\n\r\n'],
    ['a body length that is not a number', 'ANNOUNCE rtsp://a RTSP/1.0\r\nContent-Length: x\r\n\r\n'],
  ])('refuses %s', (_name, text) => {
    expect(() => read([Buffer.from(text)])).toThrow('no RTSP');
  });
});
