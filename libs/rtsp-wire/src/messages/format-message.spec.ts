import { formatMessage, formatRequest } from './format-message';

describe('formatMessage', () => {
  it('adds the length of the body in bytes', () => {
    expect(formatMessage('RTSP/1.0 200 OK', { CSeq: 1 }, 'é')).toBe(
      'RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 2\r\n\r\né',
    );
  });
});

describe('formatRequest', () => {
  it.each([
    ['OPTIONS', 'rtsp://h/ x', {}],
    ['OPTIONS', 'rtsp://h/', { Session: 'a\r\nX: y' }],
    ['OPTIONS', 'rtsp://h/', { Session: 'a\u0000' }],
  ])('does not format %s %p %j', (method, uri, headers) => {
    expect(() => formatRequest(method, uri, headers)).toThrow(RangeError);
  });
});
