import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { rejectConnect, rejectRawRequest } from './reject-raw-request';

describe('a request that cannot be parsed', () => {
  let server: Server;
  beforeAll(async () => {
    server = rejectConnect(createServer({ maxHeaderSize: 1024 }, (_, response) => response.end('routed')));
    server.on('clientError', rejectRawRequest);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => new Promise((done) => server.close(done)));

  /** What the server sends until it closes the connection. */
  const exchange = (request: string | Uint8Array) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () =>
        socket.write(request),
      );
      let received = '';
      socket.setEncoding('utf8').on('data', (text: string) => (received += text));
      socket.on('close', () => resolve(received)).on('error', reject);
    });

  it.each([
    ['CONNECT', 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n', 501, 'method-not-allowed'],
    ['an unknown method', 'BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n', 501, 'method-not-allowed'],
    ['another version', 'GET / HTTP/7.7\r\nHost: x\r\n\r\n', 400, 'malformed-body'],
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(2000)}\r\n\r\n`,
      431,
      'malformed-body',
    ],
    ['TLS', Buffer.from('1603010200010001fc0303', 'hex'), 400, 'malformed-body'],
  ] as const)('is answered by a problem, and closed: %s', async (_what, request, status, code) => {
    const [head = '', body = ''] = (await exchange(request)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('Content-Type: application/problem+json');
    expect(head).toContain('Connection: close');
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });
});
