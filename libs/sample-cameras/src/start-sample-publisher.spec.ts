import { basicAuthorization, formatMessage } from '@ppf/rtsp-wire';
import { waitFor } from '@ppf/testing';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { RtspReader } from './rtsp-message';
import { startSamplePublisher, type SamplePublisher } from './start-sample-publisher';

/** Accepts publishers as MediaMTX does: first 401 with a Basic challenge, unless the query contains the token. */
class MediaServer {
  readonly requests: string[] = [];
  readonly sockets = new Set<Socket>();
  bytes = 0;
  private readonly server: Server = createServer((socket) => this.serve(socket));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.disconnectAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  disconnectAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    const reader = new RtspReader(({ startLine, headers }) => {
      this.requests.push(startLine);
      const proven =
        startLine.includes('token=good') ||
        headers.authorization === basicAuthorization({ user: 'cam', password: 'k@y' });
      const status = proven ? '200 OK' : '401 Unauthorized';
      const more = proven ? { Session: 'S1;timeout=60' } : { 'WWW-Authenticate': 'Basic realm="mediamtx"' };
      socket.write(formatMessage(`RTSP/1.0 ${status}`, { CSeq: headers.cseq ?? '', ...more }));
    });
    socket.on('data', (chunk) => {
      this.bytes += chunk.length;
      reader.push(chunk);
    });
  }
}

describe('startSamplePublisher', () => {
  const server = new MediaServer();
  let at = '';
  let publisher: SamplePublisher | undefined;

  beforeAll(async () => (at = await server.start()));
  afterEach(async () => {
    await publisher?.stop();
    publisher = undefined;
    server.requests.length = 0;
  });
  afterAll(() => server.stop());

  it('signs in with Basic and then sends pictures', async () => {
    publisher = await startSamplePublisher({ url: `rtsp://cam:k%40y@${at}/workshop-1/pit-5`, clip: 'push' });
    expect(publisher.publishing).toBe(true);
    expect(server.requests.map((line) => line.split(' ')[0])).toEqual([
      'ANNOUNCE',
      'ANNOUNCE',
      'SETUP',
      'RECORD',
    ]);
    expect(server.requests.join()).not.toContain('k%40y');
    const before = server.bytes;
    await waitFor(() => server.bytes - before > 2000);
  });

  it('keeps the token of the query', async () => {
    publisher = await startSamplePublisher({ url: `rtsp://${at}/workshop-1/pit-5?token=good`, clip: 'push' });
    expect(server.requests[0]).toBe(`ANNOUNCE rtsp://${at}/workshop-1/pit-5?token=good RTSP/1.0`);
  });

  it('rejects with the status of a refused request', async () => {
    await expect(startSamplePublisher({ url: `rtsp://cam:bad@${at}/x`, clip: 'push' })).rejects.toThrow(
      'ANNOUNCE was refused: 401 Unauthorized',
    );
  });

  it('publishes again after a disconnect', async () => {
    publisher = await startSamplePublisher({ url: `rtsp://${at}/x?token=good`, clip: 'push' });
    server.requests.length = 0;
    server.disconnectAll();
    await waitFor(() => server.requests.some((line) => line.startsWith('RECORD')));
    await waitFor(() => publisher?.publishing);
  });
});
