import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type EventStream, EventStreamRefused, openEventStream } from './event-stream';
import { waitFor } from './wait-for';

describe('openEventStream', () => {
  let server: Server;
  let origin: string;
  let stream: EventStream | undefined;
  let answer: (response: ServerResponse) => void;
  let received: IncomingMessage;

  beforeEach(async () => {
    server = createServer((request, response) => {
      received = request;
      answer(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    stream?.close();
    server.closeAllConnections();
    server.close();
  });

  it('sends the access token and more headers', async () => {
    answer = (response) => response.flushHeaders();
    stream = await openEventStream(origin, 'a-token', { 'last-event-id': '7' });
    expect(received.headers).toMatchObject({ authorization: 'Bearer a-token', 'last-event-id': '7' });
    expect([received.url, stream.ended]).toEqual(['/api/v1/events', false]);
  });

  it('parses events that arrive in parts, and counts comments', async () => {
    answer = (response) => {
      response.write(':\n\nid: 1\nevent: snapshot\ndata: {"na');
      setImmediate(() => response.end('me":"Café"}\n\n:\n\nevent: pit\ndata: 2\n\nevent: cut\ndata: 3'));
    };
    stream = await openEventStream(origin, 'a-token');
    await waitFor(() => stream?.ended, 'the end of the stream');
    expect(stream.events).toEqual([
      { at: expect.any(Number) as number, id: '1', event: 'snapshot', data: { name: 'Café' } },
      { at: expect.any(Number) as number, id: undefined, event: 'pit', data: 2 },
    ]);
    expect(stream.comments).toBe(2);
  });

  it('throws the status and the headers of another response', async () => {
    answer = (response) => void response.writeHead(429, { 'retry-after': '10' }).end();
    const refusal = await openEventStream(origin, 'a-token').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(EventStreamRefused);
    expect(refusal).toMatchObject({ status: 429, headers: { 'retry-after': '10' } });
  });
});
