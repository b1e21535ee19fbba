// Client of the load generator.
import { shuffled } from './figures.js';
import { MessageClient } from './message-client.js';
import { forkModule } from './processes.js';
import type { Job, Load, Slice } from './types.js';

/** Duration until a server runs compiled code. */
const WARM_UP_SECONDS = 1.5;

/** Reply of the load generator. */
export interface SliceReport extends Slice {
  readonly count: number;
  /** Number of responses by an unexpected status; 0: no response. */
  readonly unexpected: Readonly<Record<string, number>>;
}

/** Starts the load generator. @returns Runs a job; throws when a response has an unexpected status. */
export function startLoad(): Load {
  const client = new MessageClient(forkModule('load-generator.js'));
  return async (job) => {
    const report = await client.request<SliceReport>({ connections: 1, keepAlive: false, ...job });
    const unexpected = Object.entries(report.unexpected);
    if (unexpected.length > 0 || report.count === 0) {
      const counts = unexpected.map(
        ([status, count]) => `${count} × ${status === '0' ? 'no answer' : status}`,
      );
      throw new Error(`${job.name} answered ${counts.join(', ') || 'nothing'} instead of ${job.expect}.`);
    }
    return report;
  };
}

/** Runs the job of each contender `rounds` times, in random order in each round. @returns One slice per round. */
export async function interleaved<Name extends string>(
  load: Load,
  contenders: Readonly<Record<Name, Job>>,
  rounds: number,
): Promise<Record<Name, Slice[]>> {
  const jobs = Object.entries(contenders) as [Name, Job][];
  const results = Object.fromEntries(jobs.map(([name]) => [name, []])) as unknown as Record<Name, Slice[]>;
  for (const [name, job] of jobs) await load({ name, ...job, seconds: WARM_UP_SECONDS });
  for (let round = 0; round < rounds; round += 1)
    for (const [name, job] of shuffled(jobs)) results[name].push(await load({ name, ...job }));
  return results;
}

/** Returns an HTTP/1.1 request as text. Headers are written as MediaMTX's Go client does (v1.9.3 to v1.20.1). */
export function requestText(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body || method === 'POST' ? `Content-Length: ${Buffer.byteLength(body)}\r\n` : '';
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body}`;
}
