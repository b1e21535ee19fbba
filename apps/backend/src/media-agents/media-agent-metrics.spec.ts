import type { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { Metrics } from '../platform/observability/metrics/metrics';
import { MediaAgentMetrics } from './media-agent-metrics';

/** The metrics of agents, and the number of queries that they made. */
function exported(query: () => Promise<readonly object[]>) {
  let queries = 0;
  const dataSource = { query: () => ((queries += 1), query()) };
  const metrics = new Metrics();
  new MediaAgentMetrics(metrics, dataSource as unknown as DataSource, new Clock());
  const scrape = () => Promise.allSettled(metrics.all.map((metric) => metric.read()));
  return { scrape, queries: () => queries };
}

describe('MediaAgentMetrics', () => {
  const agent = { name: 'Hall', credentialHash: null, reportedAt: null, report: null };

  it('reads the agents once for all metrics of a scrape, and again for the next one', async () => {
    const { scrape, queries } = exported(() => Promise.resolve([agent]));
    const [, connected] = await scrape();
    expect(connected).toEqual({
      status: 'fulfilled',
      value: [{ labels: { media_server: 'Hall' }, value: 0 }],
    });
    expect(queries()).toBe(1);
    await scrape();
    expect(queries()).toBe(2);
  });

  it('reads the agents again after a scrape whose query failed', async () => {
    const { scrape, queries } = exported(() => Promise.reject(new Error('The database is unavailable.')));
    expect((await scrape()).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    await scrape();
    expect(queries()).toBe(2);
  });
});
