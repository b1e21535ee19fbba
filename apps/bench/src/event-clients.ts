// Clients of an event stream in their own process. They report when a text arrived at each of them.
import { connect } from 'node:net';

/** Milliseconds, comparable between processes of one machine. */
const now = () => performance.timeOrigin + performance.now();

interface Client {
  /** Text to wait for. */
  mark: string | undefined;
  /** Time of its arrival. */
  arrivedAt: number | undefined;
  /** End of the text received so far. */
  tail: string;
}

/** Requests to this process. */
export type EventClientsJob =
  | {
      readonly job: 'open';
      readonly group: string;
      readonly port: number;
      readonly requests: readonly string[];
    }
  | { readonly job: 'watch'; readonly group: string; readonly mark: string }
  | { readonly job: 'arrivals'; readonly group: string; readonly seconds: number };

const CONNECT_CONCURRENCY = 50;
const POLL_INTERVAL_MS = 5;

const groups = new Map<string, Client[]>();

/** Opens one connection per request. Resolves when each has its response headers. */
async function open(port: number, requests: readonly string[]): Promise<Client[]> {
  const clients: Client[] = [];
  for (let first = 0; first < requests.length; first += CONNECT_CONCURRENCY) {
    const batch = requests.slice(first, first + CONNECT_CONCURRENCY);
    clients.push(...(await Promise.all(batch.map((request) => connectClient(port, request)))));
  }
  return clients;
}

function connectClient(port: number, request: string): Promise<Client> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    const client: Client = { mark: undefined, arrivedAt: undefined, tail: '' };
    socket.setEncoding('latin1').on('error', reject);
    socket.once('data', (head: string) =>
      head.startsWith('HTTP/1.1 200') ? resolve(client) : reject(new Error(head.split('\r\n', 1)[0])),
    );
    socket.on('data', (chunk: string) => {
      // The text can be split between two chunks.
      const text = client.tail + chunk;
      if (client.mark !== undefined && text.includes(client.mark)) client.arrivedAt ??= now();
      client.tail = text.slice(-64);
    });
  });
}

/** Waits until the text arrived at every client. @returns The time of arrival at each client. */
async function arrivals(clients: readonly Client[], seconds: number): Promise<(number | undefined)[]> {
  const until = now() + seconds * 1000;
  while (clients.some(({ arrivedAt }) => arrivedAt === undefined)) {
    if (now() > until) throw new Error('An event did not arrive in time.');
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
  return clients.map(({ arrivedAt }) => arrivedAt);
}

async function run(message: EventClientsJob): Promise<unknown> {
  const clients = groups.get(message.group) ?? [];
  switch (message.job) {
    case 'open':
      groups.set(message.group, await open(message.port, message.requests));
      return null;
    case 'watch':
      for (const client of clients)
        Object.assign(client, { mark: message.mark, arrivedAt: undefined, tail: '' });
      return null;
    case 'arrivals':
      return arrivals(clients, message.seconds);
  }
}

process.on('message', async (message: EventClientsJob & { readonly id: number }) => {
  try {
    process.send?.({ id: message.id, result: await run(message) });
  } catch (error) {
    process.send?.({ id: message.id, fault: (error as Error).message });
  }
});
process.on('disconnect', () => process.exit(0));
