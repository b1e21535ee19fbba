import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { drainRequests } from './drain-requests';

describe('draining the requests', () => {
  const agent = new Agent({ keepAlive: true });
  let server: Server;
  let arrived: Promise<unknown>;
  let answer: () => void;

  beforeEach(async () => {
    arrived = new Promise((come) => {
      server = createServer((request, response) => {
        if (request.url === '/quick') return void response.end('quick');
        if (request.url === '/endless') response.write('and so on');
        answer = () => response.end('slow');
        come(undefined);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });
  afterAll(() => agent.destroy());

  /** Its response, over connections that the client would keep. */
  async function ask(path: string): Promise<string> {
    const { port } = server.address() as AddressInfo;
    const request = get({ host: '127.0.0.1', port, path, agent });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let body = '';
    for await (const chunk of response) body += String(chunk);
    return body;
  }

  it('completes requests in progress, closes idle connections, and accepts no new ones', async () => {
    expect(await ask('/quick')).toBe('quick');
    const slow = ask('/slow');
    await arrived;
    let drained = false;
    const draining = drainRequests(server, () => undefined).then(() => (drained = true));
    expect([server.listening, drained]).toEqual([false, false]);
    answer();
    expect(await slow).toBe('slow');
    await draining;
  });

  it('ends responses without an end', async () => {
    const endless = ask('/endless');
    await arrived;
    await drainRequests(server, () => answer());
    expect(await endless).toBe('and so onslow');
  });

  it('waits five seconds for a response and no longer', async () => {
    const cut = expect(ask('/slow')).rejects.toThrow('socket hang up');
    await arrived;
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      const draining = drainRequests(server, () => undefined);
      jest.advanceTimersByTime(5000);
      await draining;
    } finally {
      jest.useRealTimers();
    }
    await cut;
  });

  it('does nothing for a server that does not listen', async () => {
    await drainRequests(createServer(), () => undefined);
  });
});
