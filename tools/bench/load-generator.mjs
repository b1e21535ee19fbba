// A process of its own, told by messages what to send: HTTP/1.1 over raw sockets, because an HTTP client would cost more
// than the servers that are measured. One message in, `{ id, ... }`; one out, with the same id.
import net from 'node:net';
import { quantile } from './figures.mjs';

let turn = 0;

/** Linux only: a new address of this machine each time, so that ports in TIME_WAIT (60 s) never run out. */
function sourceAddress() {
  if (process.platform !== 'linux') return undefined;
  turn = (turn + 1) % 60_000;
  return `127.0.${1 + Math.floor(turn / 250)}.${1 + (turn % 250)}`;
}

/** Where the response that `bytes` begin with ends, or -1 while it is not whole. Knows Content-Length and no body. */
function endOfResponse(bytes) {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return -1;
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.slice(0, headEnd));
  const end = headEnd + 4 + (length ? Number(length[1]) : 0);
  return bytes.length >= end ? end : -1;
}

/** One connection. `ask(text)` resolves with the status, or 0 when the connection failed. */
class Connection {
  constructor(port) {
    this.bytes = '';
    this.socket = net.connect({ host: '127.0.0.1', port, localAddress: sourceAddress(), noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk) => this.read(chunk));
    this.socket.on('error', () => this.settle(0));
    this.socket.on('close', () => this.settle(0));
  }

  ask(text) {
    return new Promise((resolve) => {
      this.resolve = resolve;
      if (this.socket.destroyed) this.settle(0);
      else this.socket.write(text, 'latin1');
    });
  }

  read(chunk) {
    this.bytes += chunk;
    const end = endOfResponse(this.bytes);
    if (end < 0) return;
    const status = Number(this.bytes.slice(9, 12));
    this.bytes = this.bytes.slice(end);
    this.settle(status);
  }

  settle(status) {
    const resolve = this.resolve;
    this.resolve = undefined;
    resolve?.(status);
  }

  close() {
    this.socket.destroy();
  }
}

/** One request on a connection of its own; its milliseconds from connecting to the whole answer. */
async function once(job, text, result) {
  const begun = performance.now();
  const connection = new Connection(job.port);
  const status = await connection.ask(text);
  connection.close();
  note(job, result, status, performance.now() - begun);
}

function note(job, result, status, milliseconds) {
  // Without an expectation any answer counts, and a connection that is closed on garbage.
  if (status === job.expect || job.expect === undefined) result.times.push(milliseconds);
  else result.wrong[status] = (result.wrong[status] ?? 0) + 1;
}

/** As many requests as go, `job.connections` at once, for `job.seconds`. */
async function closedLoop(job, result) {
  const until = performance.now() + job.seconds * 1000;
  let next = Math.floor(Math.random() * job.requests.length);
  const one = async () => {
    let kept = job.keepAlive ? new Connection(job.port) : undefined;
    while (performance.now() < until) {
      const text = job.requests[(next += 1) % job.requests.length];
      if (!kept) {
        await once(job, text, result);
        continue;
      }
      const begun = performance.now();
      const status = await kept.ask(text);
      note(job, result, status, performance.now() - begun);
      if (status === 0) kept = new Connection(job.port);
    }
    kept?.close();
  };
  await Promise.all(Array.from({ length: job.connections }, one));
}

/** `job.rate` new connections a second whatever the answers do; when this process is late, it says so in `late`. */
async function openLoop(job, result) {
  const begun = performance.now();
  const all = Math.round(job.rate * job.seconds);
  const pending = [];
  for (let sent = 0; sent < all; sent += 1) {
    const due = begun + (sent * 1000) / job.rate;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    result.late = Math.max(result.late, performance.now() - due);
    pending.push(once(job, job.requests[sent % job.requests.length], result));
  }
  await Promise.all(pending);
}

process.on('message', async (job) => {
  const result = { times: [], wrong: {}, late: 0 };
  const begun = performance.now();
  await (job.rate ? openLoop(job, result) : closedLoop(job, result));
  const seconds = (performance.now() - begun) / 1000;
  process.send({
    id: job.id,
    rate: result.times.length / seconds,
    p50: quantile(result.times, 0.5),
    p99: quantile(result.times, 0.99),
    late: result.late,
    count: result.times.length,
    wrong: result.wrong,
  });
});
process.on('disconnect', () => process.exit(0));
