import { Metrics } from '../../platform/observability/metrics/metrics';
import { RowFaults } from '../../platform/observability/row-faults';
import { FailingWorkshops } from './failing-workshops';

describe('workshops whose alert evaluation fails', () => {
  const fail = () => Promise.reject(new TypeError('a row with invalid values'));

  async function start() {
    const metrics = new Metrics();
    const faults = new RowFaults(metrics);
    const workshops = new FailingWorkshops(metrics, faults);
    const metric = metrics.all.find(({ name }) => name === 'ppf_alert_workshops_failing');
    const count = async () =>
      (await metric?.read())?.map((sample) => ('value' in sample ? sample.value : null))[0];
    await workshops.isolate(1, fail);
    return { workshops, faults, count };
  }

  it('are counted until an evaluation succeeds, and do not stop the others', async () => {
    const { workshops, count } = await start();
    expect(await workshops.isolate(2, () => Promise.resolve(3))).toBe(3);
    expect(await count()).toBe(1);
    await workshops.isolate(1, () => Promise.resolve(0));
    expect(await count()).toBe(0);
  });

  it('are no longer counted when they need no evaluation', async () => {
    const { workshops, faults, count } = await start();
    workshops.retain(new Set([1, 2]));
    expect([await count(), faults.count('alerts')]).toEqual([1, 1]);
    workshops.retain(new Set([2]));
    expect([await count(), faults.count('alerts')]).toEqual([0, 0]);
  });

  it('are not counted while the database is unavailable', async () => {
    const { workshops, count } = await start();
    const unavailable = Object.assign(new Error(), { code: 'ECONNREFUSED' });
    await expect(workshops.isolate(2, () => Promise.reject(unavailable))).rejects.toBe(unavailable);
    expect(await count()).toBe(1);
  });
});
