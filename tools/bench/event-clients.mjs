// Clients of an event stream, in a process of their own: they tell when a mark arrived at each of them.
import { connect } from 'node:net';

/** Milliseconds, comparable between processes of one machine. */
const now = () => performance.timeOrigin + performance.now();

const groups = new Map();

/** Opens the connections of a group, some at a time; resolves when each of them has been answered. */
async function open({ port, requests }) {
  const clients = [];
  for (let first = 0; first < requests.length; first += 50)
    clients.push(
      ...(await Promise.all(requests.slice(first, first + 50).map((request) => client(port, request)))),
    );
  return clients;
}

function client(port, request) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    const state = { mark: undefined, at: undefined, tail: '' };
    socket.setEncoding('latin1').on('error', reject);
    socket.once('data', (head) =>
      head.startsWith('HTTP/1.1 200') ? resolve(state) : reject(new Error(head.split('\r\n', 1)[0])),
    );
    socket.on('data', (piece) => {
      // A mark may be cut between two pieces.
      const text = state.tail + piece;
      if (state.mark !== undefined && text.includes(state.mark)) state.at ??= now();
      state.tail = text.slice(-64);
    });
  });
}

/** When the mark arrived at each client; waits for all of them. */
async function arrivals(clients, seconds) {
  const until = now() + seconds * 1000;
  while (clients.some(({ at }) => at === undefined)) {
    if (now() > until) throw new Error('A client was not told in time.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return clients.map(({ at }) => at);
}

const jobs = {
  open: async ({ group, ...job }) => void groups.set(group, await open(job)),
  watch: ({ group, mark }) => {
    for (const each of groups.get(group)) Object.assign(each, { mark, at: undefined, tail: '' });
  },
  arrivals: ({ group, seconds }) => arrivals(groups.get(group), seconds),
};

process.on('message', async ({ id, job, ...rest }) => {
  try {
    process.send({ id, result: await jobs[job](rest) });
  } catch (fault) {
    process.send({ id, fault: fault.message });
  }
});
process.on('disconnect', () => process.exit(0));
