import type { NotifyHandler } from '../database/notify-listener';
import { Metrics } from '../observability/metrics/metrics';
import { RowFaults } from '../observability/row-faults';
import { type ProjectedRow, type RowCopy, RowProjection } from './row-projection';

interface Row extends ProjectedRow {
  readonly name: string;
}

/** The table, as a query returns it. */
class Table {
  readonly rows = new Map<number, string>();
  reads: string[] = [];
  failure: Error | undefined;
  /** Called before each read returns. */
  during: () => void = () => undefined;

  readPage(afterId: number, limit: number): Promise<Row[]> {
    return this.answer(`> ${afterId}`, (id) => id > afterId, limit);
  }

  readByIds(ids: readonly number[]): Promise<Row[]> {
    return this.answer(`= ${ids.join(' ')}`, (id) => ids.includes(id));
  }

  private async answer(read: string, wanted: (id: number) => boolean, limit = Infinity): Promise<Row[]> {
    this.reads.push(read);
    const ids = [...this.rows.keys()].filter(wanted).sort((one, other) => one - other);
    const rows = ids.slice(0, limit).map((id) => ({ id, name: this.rows.get(id) ?? '' }));
    await Promise.resolve();
    if (this.failure) throw this.failure;
    this.during();
    return rows;
  }
}

class Copy implements RowCopy<Row> {
  rows = new Map<number, string>();
  batches = 0;

  beginLoad() {
    const fresh = new Map<number, string>();
    return { put: (row: Row) => this.add(fresh, row), commit: () => (this.rows = fresh) };
  }

  put(row: Row): void {
    this.add(this.rows, row);
  }

  remove(id: number): void {
    this.rows.delete(id);
  }

  applied(): void {
    this.batches += 1;
  }

  private add(rows: Map<number, string>, { id, name }: Row): void {
    if (name === 'poison') throw new TypeError('This row cannot be worked with.');
    rows.set(id, name);
  }
}

describe('RowProjection', () => {
  let table: Table;
  let copy: Copy;
  let faults: RowFaults;
  let isConnected: boolean;
  let handlers: Map<string, NotifyHandler<'pits_changed'>>;
  let projection: RowProjection<Row>;
  const change = (id: number) => handlers.get('pits_changed')?.onNotify(id);
  const settled = () => jest.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    jest.useFakeTimers();
    [table, copy, isConnected, handlers] = [new Table(), new Copy(), true, new Map()];
    faults = new RowFaults(new Metrics());
    const notifications = {
      get isConnected() {
        return isConnected;
      },
      listen: (channel: string, handler: never) => {
        // What changes before the subscription is not notified.
        expect(table.reads).toEqual([]);
        handlers.set(channel, handler);
        return Promise.resolve();
      },
    };
    projection = new RowProjection<Row>(
      { notifications: notifications as never, faults },
      {
        name: 'pits',
        channels: { pits_changed: (id) => [id], media_servers_changed: () => 'all' },
        source: table,
        copy,
        faults: { task: 'access-index', row: 'pit' },
        pageRows: 2,
      },
    );
    for (const id of [1, 2, 3, 4, 5]) table.rows.set(id, `pit ${id}`);
  });
  afterEach(async () => {
    await projection.stop();
    jest.useRealTimers();
  });

  it('subscribes first, and then loads all rows in pages', async () => {
    expect(projection.isLoaded).toBe(false);
    await projection.start();
    expect([...handlers.keys()]).toEqual(['pits_changed', 'media_servers_changed']);
    expect(table.reads).toEqual(['> 0', '> 2', '> 4']);
    expect(copy.rows).toEqual(table.rows);
    expect([projection.isLoaded, projection.isCurrent]).toEqual([true, true]);
  });

  it('reads rows again that notifications name, each once', async () => {
    await projection.start();
    table.reads = [];
    table.rows.set(1, 'renamed').set(9, 'new').delete(2);
    for (const id of [1, 9, 9, 2]) change(id);
    expect(projection.isCurrent).toBe(false);
    await settled();
    expect(table.reads).toEqual(['= 1', '= 9 2']);
    expect(copy.rows).toEqual(table.rows);
    expect(copy.batches).toBe(2);
    expect(projection.isCurrent).toBe(true);
  });

  it('misses no change during a read', async () => {
    table.during = () => {
      table.during = () => undefined;
      table.rows.set(1, 'changed meanwhile');
      change(1);
    };
    await projection.start();
    expect(table.reads.at(-1)).toBe('= 1');
    expect(copy.rows.get(1)).toBe('changed meanwhile');
    let changes = 3;
    table.during = () => {
      if ((changes -= 1) < 0) return;
      table.rows.set(2, `change ${changes}`);
      change(2);
    };
    change(3);
    await settled();
    expect(copy.rows).toEqual(table.rows);
  });

  it('loads everything again after the connection was lost, and when a notification requires it', async () => {
    await projection.start();
    table.rows.set(1, 'missed').delete(5);
    handlers.get('pits_changed')?.onReconnect?.();
    await settled();
    expect(copy.rows).toEqual(table.rows);
    table.reads = [];
    (handlers.get('media_servers_changed') as unknown as NotifyHandler<'media_servers_changed'>).onNotify('');
    await settled();
    expect(table.reads).toEqual(['> 0', '> 2', '> 4']);
  });

  it('is not current while notifications do not arrive', async () => {
    await projection.start();
    isConnected = false;
    expect(projection.isCurrent).toBe(false);
  });

  it('keeps its copy and retries every second while the database is unavailable', async () => {
    await projection.start();
    const before = new Map(copy.rows);
    table.failure = Object.assign(new Error(), { code: 'ECONNREFUSED' });
    table.rows.set(1, 'renamed').delete(2);
    change(1);
    projection.reload();
    change(2);
    await jest.advanceTimersByTimeAsync(3000);
    expect(copy.rows).toEqual(before);
    expect(projection.isCurrent).toBe(false);
    table.failure = undefined;
    await jest.advanceTimersByTimeAsync(1000);
    expect(copy.rows).toEqual(table.rows);
  });

  it('starts after the first load', async () => {
    table.failure = Object.assign(new Error(), { code: 'ECONNREFUSED' });
    let isStarted = false;
    void projection.start().then(() => (isStarted = true));
    await jest.advanceTimersByTimeAsync(5000);
    expect(isStarted).toBe(false);
    table.failure = undefined;
    await jest.advanceTimersByTimeAsync(1000);
    expect([isStarted, projection.isLoaded]).toEqual([true, true]);
  });

  it('skips an invalid row, counts it, and accepts it when it is repaired', async () => {
    table.rows.set(2, 'poison');
    await projection.start();
    expect([...copy.rows.keys()]).toEqual([1, 3, 4, 5]);
    expect(faults.count('access-index')).toBe(1);
    table.rows.set(2, 'repaired');
    change(2);
    await settled();
    expect(copy.rows).toEqual(table.rows);
    expect(faults.count('access-index')).toBe(0);
    // What it was before must not be taken for what it is.
    table.rows.set(1, 'poison');
    change(1);
    await settled();
    expect(copy.rows.has(1)).toBe(false);
    table.rows.delete(1);
    change(1);
    await settled();
    expect(faults.count('access-index')).toBe(0);
  });

  it('reads a row on request, at most until the deadline', async () => {
    await projection.start();
    table.rows.set(7, 'just created');
    await projection.refresh([7], 1000);
    expect(copy.rows.get(7)).toBe('just created');
    table.failure = new Error('slow');
    const refreshing = projection.refresh([8], 1500);
    let isDone = false;
    void refreshing.then(() => (isDone = true));
    await jest.advanceTimersByTimeAsync(1499);
    expect(isDone).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(isDone).toBe(true);
  });

  it('stops immediately, also while it waits to try again', async () => {
    await projection.start();
    table.failure = new Error('away');
    change(1);
    await settled();
    await projection.stop();
    table.reads = [];
    change(2);
    await jest.advanceTimersByTimeAsync(5000);
    expect(table.reads).toEqual([]);
  });
});
