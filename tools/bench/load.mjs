// The bench's hand on the load generator.
import { shuffled } from './figures.mjs';
import { forkModule } from './processes.mjs';

/** Seconds until a server runs compiled code. */
const WARM_UP = 1.5;

/** Starts the generator; `run(job)` gives rate (1/s), p50, p99 (ms) and refuses a slice with any wrong answer. */
export function startLoad() {
  const child = forkModule('load-generator.mjs');
  const waiting = new Map();
  let last = 0;
  child.on('message', (result) => {
    waiting.get(result.id)(result);
    waiting.delete(result.id);
  });
  return async (job) => {
    const id = (last += 1);
    const result = await new Promise((resolve) => {
      waiting.set(id, resolve);
      child.send({ connections: 1, keepAlive: false, ...job, id });
    });
    const wrong = Object.entries(result.wrong);
    if (wrong.length > 0 || result.count === 0) {
      const seen = wrong.map(([status, times]) => `${times} × ${status === '0' ? 'no answer' : status}`);
      throw new Error(`${job.name} answered ${seen.join(', ') || 'nothing'} instead of ${job.expect}.`);
    }
    return result;
  };
}

/**
 * The same work for each contender, `rounds` times, in another order each round. `contenders` is a record of jobs, the
 * answer a record of lists, one result a round.
 */
export async function interleaved(load, contenders, rounds) {
  const names = Object.keys(contenders);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) await load({ name, ...contenders[name], seconds: WARM_UP });
  for (let round = 0; round < rounds; round += 1) {
    for (const name of shuffled(names)) results[name].push(await load({ name, ...contenders[name] }));
  }
  return results;
}

/** One HTTP/1.1 request as text, headers as a Go client of MediaMTX sends them (recorded against v1.9.3 to v1.20.1). */
export function requestText(method, target, headers, body = '') {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body || method === 'POST' ? `Content-Length: ${Buffer.byteLength(body)}\r\n` : '';
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body}`;
}
