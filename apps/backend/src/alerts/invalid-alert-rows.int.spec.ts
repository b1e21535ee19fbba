import { RowFaults } from '../platform/observability/row-faults';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

/** Inserts a valid row and one with PostgreSQL's `infinity` in each table. No request creates such a row. */
const ROWS = [
  `INSERT INTO alert_channel (uid, workshop_id, kind, name, delay_seconds, url, sealed_secret, created_at)
   SELECT gen_random_uuid(), $1, 'webhook', name, 60, 'https://93.184.215.14/hook', 'v0.x', created_at
   FROM (VALUES ('infinite', timestamptz 'infinity'), ('valid', now())) AS new (name, created_at)`,
  `INSERT INTO maintenance_window (workshop_id, kind, reason, begins_at, ends_at)
   SELECT $1, 'once', reason, now(), ends_at
   FROM (VALUES ('infinite', timestamptz 'infinity'), ('valid', now() + interval '1 hour')) AS new (reason, ends_at)`,
  `INSERT INTO alert_delivery (channel_id, is_test, state, created_at, give_up_at, message_id, events)
   SELECT id, true, 'failed', created_at, created_at, 'msg_' || name, '[]'
   FROM alert_channel WHERE workshop_id = $1`,
];

describe('alert lists with an invalid row', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;

  beforeAll(async () => {
    backend = await startBackend();
    two = await makeTwoWorkshops(backend);
    for (const statement of ROWS) await backend.database.query(statement, [two.ours]);
  });
  afterAll(() => backend.stop());

  it.each([
    ['alert-channels', 'name', 'valid'],
    ['maintenance-windows', 'reason', 'valid'],
    ['alert-deliveries', 'message_id', 'msg_valid'],
  ])('%s omits and reports it', async (list, field, value) => {
    const before = backend.app.get(RowFaults).count('alerts');
    const response = await backend.send({
      url: `/api/v1/workshops/${two.ours}/${list}`,
      as: two.owner,
    });
    const { items } = response.body as { items: Record<string, unknown>[] };
    expect([response.status, items.map((item) => item[field])]).toEqual([200, [value]]);
    expect(backend.app.get(RowFaults).count('alerts')).toBe(before + 1);
  });
});
