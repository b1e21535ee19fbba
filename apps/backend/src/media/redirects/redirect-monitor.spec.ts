import type { DataSource } from 'typeorm';
import { type MediaServers, StreamStatusStore } from '../../media-servers';
import { type PauseRedirectingCamera } from '../../pits';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { RowFaults } from '../../platform/observability/row-faults';
import { RedirectMonitor } from './redirect-monitor';

/** Twelve workshops with eight cameras each: two batches. */
const ROWS = Array.from({ length: 96 }, (_, index) => ({
  pit_id: index + 1,
  on_demand: false,
  transcode: false,
  workshop_id: 1 + Math.floor(index / 8),
  number: 1 + (index % 8),
}));

describe('RedirectMonitor', () => {
  it('reads the cameras once and prepares each batch in one call', async () => {
    const query = jest.fn(() => Promise.resolve(ROWS));
    const checked: number[] = [];
    const prepare = jest.fn((pitIds: readonly number[]) =>
      Promise.resolve({
        check: (pitId: number) => Promise.resolve(pitIds.includes(pitId) && checked.push(pitId) < 0),
      }),
    );
    const monitor = new RedirectMonitor(
      { query } as unknown as DataSource,
      { allRunning: [{ isLed: true, id: 1 }] } as unknown as MediaServers,
      new StreamStatusStore(),
      { isOn: true, prepare } as unknown as PauseRedirectingCamera,
      new RowFaults(new Metrics()),
    );
    await monitor.checkNow();
    expect(checked.sort((a, b) => a - b)).toEqual(ROWS.map(({ pit_id }) => pit_id));
    expect(query).toHaveBeenCalledTimes(1);
    expect(prepare.mock.calls.map(([pitIds]) => pitIds.length)).toEqual([48, 48]);
  });
});
