import { Injectable } from '@nestjs/common';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { RowFaults } from '../../platform/observability/row-faults';

/**
 * Isolates the alert evaluation of each workshop: a failure in one does not stop alerts for the others. Failing workshops
 * are counted in a metric and logged once each.
 */
@Injectable()
export class FailingWorkshops {
  private readonly failing = new Set<number>();

  constructor(
    metrics: Metrics,
    private readonly faults: RowFaults,
  ) {
    metrics.add({
      name: 'ppf_alert_workshops_failing',
      kind: 'gauge',
      about:
        'Workshops without alerts, because their evaluation fails on this backend. The log names each once.',
      labels: [],
      read: () => [{ labels: {}, value: this.failing.size }],
    });
  }

  /**
   * Evaluates one workshop.
   * @returns The result; undefined: the evaluation failed.
   * @throws The failure if the database is unavailable.
   */
  async isolate<T>(workshopId: number, evaluate: () => Promise<T>): Promise<T | undefined> {
    const result = await this.faults.isolateAsync('alerts', rowOf(workshopId), async () => ({
      value: await evaluate(),
    }));
    if (result) this.failing.delete(workshopId);
    else this.failing.add(workshopId);
    return result?.value;
  }

  /** Clears failing workshops that no longer need an evaluation. @param workshopIds Workshops that need one. */
  retain(workshopIds: ReadonlySet<number>): void {
    for (const workshopId of this.failing) {
      if (workshopIds.has(workshopId)) continue;
      this.failing.delete(workshopId);
      this.faults.clear('alerts', rowOf(workshopId));
    }
  }
}

function rowOf(workshopId: number): string {
  return `workshop ${workshopId}`;
}
