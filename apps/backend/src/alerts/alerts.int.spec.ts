import type { AlertEvent } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { RowFaults } from '../platform/observability/row-faults';
import { AlertScene } from '../testing/alert-scene';

const S = 1000;

describe('alerts', () => {
  const scene = new AlertScene();
  beforeAll(() => scene.start());
  afterAll(() => scene.stop());
  beforeEach(() => scene.reset());
  afterEach(() => scene.clear());

  it('report an outage and a recovery once each, with two scene.backends checking in parallel', async () => {
    await scene.webhook();
    await scene.pass(300, 'up');
    await scene.pass(59, 'offline');
    expect(scene.eventTypes()).toEqual([]);
    await scene.pass(1, 'offline');
    await scene.pass(600, 'offline');
    await scene.pass(59, 'up');
    expect(scene.eventTypes()).toEqual(['camera.offline']);
    await scene.pass(1, 'up');
    expect(scene.eventTypes()).toEqual(['camera.offline', 'camera.back']);
    const events = scene.receiver.received.map(({ body }) => (JSON.parse(body) as AlertEvent).data);
    const began_at = '2026-01-10T10:05:00.000Z';
    expect(events).toEqual([
      {
        workshop_id: scene.workshops.ours,
        workshop_name: 'Ours',
        pit_id: scene.workshops.ourPit,
        pit_number: 1,
        pit_name: null,
        outage: 'offline',
        began_at,
        ended_at: null,
        interruptions: null,
        dashboard_url: expect.stringMatching(
          /^http:\/\/localhost:3000\/workshops\/\d+\/pits\/\d+$/,
        ) as string,
      },
      expect.objectContaining({ outage: 'offline', began_at, ended_at: '2026-01-10T10:16:00.000Z' }),
    ]);
    expect(await scene.deliveries()).toMatchObject([
      { state: 'delivered', attempts: [{ number: 1, fault: null, status: 204 }], next_attempt_at: null },
      { state: 'delivered', attempts: [{ number: 1 }] },
    ]);
  });

  it('cover the pits of a channel, after its delay', async () => {
    await scene.webhook({ name: 'Slow', delay_seconds: 600, pit_ids: [scene.workshops.ourPit] });
    await scene.pass(599, 'offline');
    expect(scene.eventTypes()).toEqual([]);
    await scene.pass(1, 'offline');
    expect(scene.eventTypes()).toEqual(['camera.offline']);
    await scene.api('PATCH', `alert-channels/${(await scene.deliveries())[0]?.channel_id}`, {
      enabled: false,
    });
    await scene.pass(300, 'up');
    expect(scene.eventTypes()).toHaveLength(1);
  });

  it('are suppressed during maintenance, and sent afterwards for cameras that are still offline', async () => {
    await scene.webhook();
    const window = { kind: 'once', reason: 'New lamps', begins_at: '2026-01-10T10:00:00Z' };
    await scene.api('POST', 'maintenance-windows', { ...window, ends_at: '2026-01-10T11:00:00Z' });
    await scene.pass(3000, 'up');
    await scene.pass(600, 'offline');
    await scene.pass(59, 'offline');
    expect(scene.eventTypes()).toEqual([]);
    await scene.pass(1, 'offline');
    expect(scene.eventTypes()).toEqual(['camera.offline']);
  });

  it('report an unstable camera once, and once that it is stable again', async () => {
    await scene.webhook();
    await scene.pass(300, 'up');
    for (let cycle = 0; cycle < 20; cycle += 1) {
      await scene.pass(30, 'up');
      await scene.pass(40, 'offline');
    }
    expect(scene.eventTypes()).toEqual(['camera.unstable']);
    await scene.pass(899, 'up');
    expect(scene.eventTypes()).toEqual(['camera.unstable']);
    await scene.pass(1, 'up');
    expect(scene.eventTypes()).toEqual(['camera.unstable', 'camera.stable']);
    const [unstable, stable] = scene.receiver.received.map(
      ({ body }) => (JSON.parse(body) as AlertEvent).data,
    );
    expect(unstable).toMatchObject({ interruptions: 5, began_at: '2026-01-10T10:05:30.000Z', outage: null });
    expect(stable).toMatchObject({
      interruptions: null,
      ended_at: new Date(scene.now - 900 * S).toISOString(),
    });
    await scene.pass(59, 'offline');
    expect(scene.eventTypes()).toHaveLength(2);
    await scene.pass(1, 'offline');
    expect(scene.eventTypes().at(-1)).toBe('camera.offline');
  });

  it('do not report outages of the media server, but a camera that stays offline after one', async () => {
    await scene.webhook();
    await scene.pass(300, 'up');
    const path = [pathOf(scene.workshops.ours, 1)];
    scene.observed.see(path, 'unknown', scene.now, 'media-server');
    scene.now += 120 * S;
    await scene.check();
    scene.observed.see(path, 'offline', scene.now, 'media-server');
    scene.now += 60 * S;
    await scene.check();
    expect(scene.eventTypes()).toEqual([]);
    scene.observed.see(path, 'offline', scene.now, 'camera');
    scene.now += 59 * S;
    await scene.check();
    expect(scene.eventTypes()).toEqual([]);
    scene.now += S;
    await scene.check();
    expect(scene.eventTypes()).toEqual(['camera.offline']);
    const [event] = scene.receiver.received.map(({ body }) => (JSON.parse(body) as AlertEvent).data);
    expect(event?.began_at).toBe(new Date(scene.now - 60 * S).toISOString());
  });

  it('are decided for all workshops despite rows with invalid settings', async () => {
    await scene.webhook();
    await scene.backend.database.query(
      `INSERT INTO alert_channel (uid, workshop_id, kind, name, delay_seconds, recipients)
       VALUES (gen_random_uuid(), $1, 'email', 'Poisoned', 60, '{x@shop.example}')`,
      [scene.workshops.theirs],
    );
    await scene.backend.database.query(
      `INSERT INTO maintenance_window (workshop_id, kind, days, from_minute, to_minute, time_zone)
       VALUES ($1, 'weekly', '{0,99}', -5, 99999, 'Mars/Olympus'), ($2, 'weekly', '{1}', 0, 60, 'Mars/Olympus')`,
      [scene.workshops.theirs, scene.workshops.ours],
    );
    await scene.pass(300, 'up');
    const path = pathOf(scene.workshops.theirs, 1);
    scene.observed.see([path], 'offline', scene.now);
    await scene.pass(60, 'offline');
    expect(scene.eventTypes()).toEqual(['camera.offline']);
    const windows = await scene.api<{ items: object[] }>('GET', 'maintenance-windows');
    expect(windows.items).toHaveLength(1);
  });

  it('are decided for other pits of a workshop despite rows with infinite instants, which are counted', async () => {
    const { channel } = await scene.webhook();
    const [pit] = await scene.backend.database.query<{ id: number }[]>(
      'INSERT INTO pit (workshop_id, number) VALUES ($1, 77) RETURNING id',
      [scene.workshops.ours],
    );
    await scene.backend.database.query(
      `WITH observation AS (
         INSERT INTO stream_observation (id, began_at, observed_until)
         VALUES (gen_random_uuid(), '-infinity', '-infinity') RETURNING id
       ), period AS (
         INSERT INTO stream_period (pit_id, observation_id, began_at, ended_at, state)
         SELECT $1, id, '-infinity', 'infinity', 'offline' FROM observation
       ), alert AS (
         INSERT INTO outage_alert (channel_id, pit_id, kind, began_at, told_at)
         VALUES ($2, $1, 'unstable', '-infinity', 'infinity')
       )
       INSERT INTO maintenance_window (workshop_id, kind, begins_at, ends_at)
       VALUES ($3, 'once', '-infinity', 'infinity')`,
      [pit?.id, channel.id, scene.workshops.ours],
    );
    await scene.pass(300, 'up');
    await scene.pass(60, 'offline');
    expect(scene.eventTypes()).toEqual(['camera.offline']);
    const leftOut = (task: 'alerts' | 'history') =>
      scene.backends.reduce((sum, { app }) => sum + app.get(RowFaults).count(task), 0);
    expect(leftOut('alerts')).toBeGreaterThanOrEqual(2);
    expect(leftOut('history')).toBeGreaterThanOrEqual(1);
    await scene.backend.database.query('DELETE FROM pit WHERE id = $1', [pit?.id]);
  });
});
