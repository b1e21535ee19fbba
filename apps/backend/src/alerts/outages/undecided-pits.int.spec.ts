import { pathOf } from '@ppf/mediamtx';
import { ObservedPits } from '../../testing/observed-pits';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';
import { readUndecidedPits } from './undecided-pits';
import { deleteRows } from '../../testing/delete-rows';

const NOW = Date.parse('2026-01-10T10:00:00Z');

describe('the pits that have to be decided', () => {
  let backend: BackendUnderTest;
  let there: TwoWorkshops;
  const pits: number[] = [];

  beforeAll(async () => {
    backend = await startBackend();
    there = await makeTwoWorkshops(backend);
    for (const number of [11, 12]) {
      const [pit] = await backend.database.query<[{ id: number }]>(
        'INSERT INTO pit (workshop_id, number) VALUES ($1, $2) RETURNING id',
        [there.ours, number],
      );
      pits.push(pit.id);
    }
  });
  afterAll(() => backend.stop());
  afterEach(() => deleteRows(backend.database, ['stream_period', 'stream_observation', 'alert_channel']));

  interface Scene {
    /** Of each channel the indices of its pits; null: all. */
    readonly channels?: (number[] | null)[];
    /** Channel, pit and whether it is resolved, by index. */
    readonly sent?: [number, number, boolean][];
    readonly away?: number[];
    readonly disabled?: boolean;
  }
  async function undecidedIn({ channels = [null], sent = [], away = [], disabled = false }: Scene) {
    const ids: number[] = [];
    for (const [index, chosen] of channels.entries()) {
      const [channel] = await backend.database.query<[{ id: number }]>(
        `INSERT INTO alert_channel (uid, workshop_id, kind, name, enabled, pit_ids, delay_seconds, recipients)
         VALUES (gen_random_uuid(), $1, 'email', $2, $3, $4, 60, '{a@shop.example}') RETURNING id`,
        [there.ours, `Channel ${index}`, !disabled, chosen?.map((pit) => pits[pit]) ?? null],
      );
      ids.push(channel.id);
    }
    for (const [channel, pit, isOver] of sent)
      await backend.database.query(
        `INSERT INTO outage_alert (channel_id, pit_id, kind, began_at, told_at, back_told_at)
         VALUES ($1, $2, 'offline', $3, $3, $4)`,
        [ids[channel], pits[pit], new Date(NOW - 1000), isOver ? new Date(NOW) : null],
      );
    const observed = new ObservedPits(backend);
    observed.see([pathOf(there.ours, 11), pathOf(there.ours, 12)], 'up', NOW - 9000);
    observed.see(
      away.map((pit) => pathOf(there.ours, 11 + pit)),
      'offline',
      NOW - 5000,
    );
    observed.see([pathOf(there.theirs, 1)], 'offline', NOW - 5000);
    await observed.write(NOW);
    await observed.end();
    const found = await readUndecidedPits(backend.database, new Date(NOW));
    return found.flatMap(({ pitIds }) => pitIds.map((id) => pits.indexOf(id)));
  }

  it.each<[string, Scene, number[]]>([
    ['none if all cameras are live', {}, []],
    ['one that is offline without an alert', { away: [1] }, [1]],
    ['not one that is offline with an open alert', { away: [1], sent: [[0, 1, false]] }, []],
    ['one that is back with an open alert', { sent: [[0, 1, false]] }, [1]],
    ['not one whose alert is resolved', { sent: [[0, 1, true]] }, []],
    [
      'one without an alert of another channel',
      { channels: [null, null], away: [1], sent: [[0, 1, false]] },
      [1],
    ],
    ['not one that no channel covers', { channels: [[0]], away: [1] }, []],
    ['one that a channel covers', { channels: [[0, 1]], away: [1] }, [1]],
    ['not one whose channel is disabled', { away: [1], disabled: true }, []],
  ])('are %s', async (_what, scene, undecided) => {
    expect(await undecidedIn(scene)).toEqual(undecided);
  });
});
