import { ConcurrencyLimiter, ConcurrencyLimitReached, type ConcurrencyLimits } from './concurrency-limiter';
import { forEachConcurrently } from './for-each-concurrently';

/** Tasks that end when the test ends them. */
class Tasks {
  readonly started: string[] = [];
  private readonly ends = new Map<string, () => void>();

  readonly limiter: ConcurrencyLimiter;
  constructor(limits: ConcurrencyLimits) {
    this.limiter = new ConcurrencyLimiter(limits);
  }

  /** Runs a task that is named by its key and a number: `a1`. */
  run(name: string, signal?: AbortSignal): Promise<string> {
    const task = () =>
      new Promise<string>((resolve) => {
        this.started.push(name);
        this.ends.set(name, () => resolve(name));
      });
    return this.limiter.run(task, { key: name.charAt(0), ...(signal && { signal }) });
  }

  async end(name: string): Promise<void> {
    this.ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('ConcurrencyLimiter', () => {
  it('starts tasks up to its limit, and the waiting ones in order', async () => {
    const tasks = new Tasks({ total: 2 });
    const results = ['a1', 'a2', 'a3', 'a4'].map((name) => tasks.run(name));
    expect(tasks.started).toEqual(['a1', 'a2']);
    await tasks.end('a2');
    expect(tasks.started).toEqual(['a1', 'a2', 'a3']);
    for (const name of ['a1', 'a3', 'a4']) await tasks.end(name);
    expect(await Promise.all(results)).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(tasks.limiter.available).toBe(2);
  });

  it('limits each key, and starts waiting tasks of the keys in turn', async () => {
    const tasks = new Tasks({ total: 3, perKey: 2 });
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) void tasks.run(name);
    expect(tasks.started).toEqual(['a1', 'a2', 'b1']);
    expect(tasks.limiter.hasRoom('a')).toBe(false);
    await tasks.end('a1');
    expect(tasks.started.slice(3)).toEqual(['a3']);
    // `a` waits with more tasks, and has just started one.
    await tasks.end('a2');
    expect(tasks.started.slice(4)).toEqual(['b2']);
    await tasks.end('a3');
    expect(tasks.started.slice(5)).toEqual(['c1']);
    await tasks.end('b1');
    expect(tasks.started.slice(6)).toEqual(['a4']);
  });

  it('does not fail other tasks with a failing task', async () => {
    const limiter = new ConcurrencyLimiter({ total: 1 });
    const failing = limiter.run(() => Promise.reject(new Error('boom')));
    const next = limiter.run(() => 'next');
    await expect(failing).rejects.toThrow('boom');
    expect(await next).toBe('next');
  });

  it('refuses a task when too many wait, and accepts the next one when there is capacity', async () => {
    const tasks = new Tasks({ total: 1, maxWaiting: 1 });
    void tasks.run('a1');
    void tasks.run('a2');
    await expect(tasks.run('b1')).rejects.toThrow(ConcurrencyLimitReached);
    await tasks.end('a1');
    void tasks.run('b2');
    await tasks.end('a2');
    expect(tasks.started).toEqual(['a1', 'a2', 'b2']);
  });

  it('refuses a task of a key with too many waiting tasks, and none of another key', async () => {
    const tasks = new Tasks({ total: 1, maxWaitingPerKey: 1 });
    void tasks.run('a1');
    void tasks.run('a2');
    await expect(tasks.run('a3')).rejects.toThrow(ConcurrencyLimitReached);
    void tasks.run('b1');
    await tasks.end('a1');
    await tasks.end('a2');
    expect(tasks.started).toEqual(['a1', 'a2', 'b1']);
  });

  it('refuses immediately if no task may wait, for a key or in total', async () => {
    const tasks = new Tasks({ total: 2, perKey: 1, maxWaiting: 0 });
    void tasks.run('a1');
    await expect(tasks.run('a2')).rejects.toThrow(ConcurrencyLimitReached);
    void tasks.run('b1');
    await expect(tasks.run('c1')).rejects.toThrow(ConcurrencyLimitReached);
    await tasks.end('a1');
    void tasks.run('a3');
    expect(tasks.started).toEqual(['a1', 'b1', 'a3']);
  });

  it('ends the wait of a task whose signal is aborted', async () => {
    const tasks = new Tasks({ total: 1, maxWaiting: 1 });
    void tasks.run('a1');
    const leaving = new AbortController();
    const waiting = tasks.run('b1', leaving.signal);
    leaving.abort(new Error('the client has gone'));
    await expect(waiting).rejects.toThrow('the client has gone');
    await expect(tasks.run('b2', leaving.signal)).rejects.toThrow('the client has gone');
    void tasks.run('c1');
    await tasks.end('a1');
    expect(tasks.started).toEqual(['a1', 'c1']);
  });
});

describe('forEachConcurrently', () => {
  const ITEMS = [1, 2, 3, 4, 5];

  it('processes each item, up to the concurrency limit', async () => {
    const done: number[] = [];
    let [running, most] = [0, 0];
    await forEachConcurrently(ITEMS, 2, async (item) => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      done.push(item);
    });
    expect(done).toEqual(ITEMS);
    expect(most).toBe(2);
  });

  it('starts no more work after a failure, and fails when the work in progress has ended', async () => {
    const begun: number[] = [];
    let ended = false;
    const work = async (item: number) => {
      begun.push(item);
      if (item === 1) throw new Error('boom');
      await new Promise((resolve) => setImmediate(resolve));
      ended = true;
    };
    await expect(forEachConcurrently(ITEMS, 2, work)).rejects.toThrow('boom');
    expect(begun).toEqual([1, 2]);
    expect(ended).toBe(true);
  });

  it('starts no more work once its signal is aborted', async () => {
    const ending = new AbortController();
    const begun: number[] = [];
    await forEachConcurrently(
      ITEMS,
      1,
      (item) => {
        begun.push(item);
        if (item === 2) ending.abort();
        return Promise.resolve();
      },
      ending.signal,
    );
    expect(begun).toEqual([1, 2]);
  });
});
