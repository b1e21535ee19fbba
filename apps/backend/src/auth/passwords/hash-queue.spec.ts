import { HashQueue, type HashSource, HashQueueFull } from './hash-queue';

/** A task that ends on request. */
function createTask() {
  let end = () => undefined as void;
  const done = new Promise<void>((resolve) => (end = resolve));
  return { work: jest.fn(() => done), end: () => end() };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

const ONE: HashSource = { key: 'one', isKnown: false };

describe('HashQueue', () => {
  it('runs a limited number of tasks in parallel, and the others in order', async () => {
    const queue = new HashQueue(2, 10);
    const pieces = [createTask(), createTask(), createTask(), createTask()];
    const runs = pieces.map((each) => queue.run(ONE, each.work));
    await settle();
    expect(pieces.map((each) => each.work.mock.calls.length)).toEqual([1, 1, 0, 0]);
    pieces[1]?.end();
    await settle();
    expect(pieces.map((each) => each.work.mock.calls.length)).toEqual([1, 1, 1, 0]);
    for (const each of pieces) each.end();
    await Promise.all(runs);
    expect(pieces[3]?.work).toHaveBeenCalledTimes(1);
  });

  it('refuses a task when the queue is full, and accepts tasks again later', async () => {
    const queue = new HashQueue(1, 1);
    const [first, second] = [createTask(), createTask()];
    const runs = [queue.run(ONE, first.work), queue.run(ONE, second.work)];
    await expect(queue.run(ONE, () => Promise.resolve())).rejects.toThrow(HashQueueFull);
    first.end();
    second.end();
    await Promise.all(runs);
    await expect(queue.run(ONE, () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('continues after a failure', async () => {
    const queue = new HashQueue(1, 0);
    await expect(queue.run(ONE, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(queue.run(ONE, () => Promise.resolve('done'))).resolves.toBe('done');
  });

  describe('with more tasks than it runs', () => {
    const unknown = (key: string): HashSource => ({ key, isKnown: false });
    const known = (key: string): HashSource => ({ key, isKnown: true });
    /** Occupies the only place until it is ended; then `done` records the order of the others. */
    function occupied(maxWaiting: number) {
      const queue = new HashQueue(1, maxWaiting);
      const first = createTask();
      const done: string[] = [];
      void queue.run(unknown('first'), first.work);
      const add = (source: HashSource, name: string) =>
        queue
          .run(source, () => Promise.resolve(void done.push(name)))
          .catch(() => void done.push(`no ${name}`));
      return { queue, add, done, end: first.end };
    }

    it('serves known sources first, and one of the others after four of them', async () => {
      const { add, done, end } = occupied(10);
      const all = [add(unknown('a'), 'a'), add(unknown('b'), 'b')];
      for (let n = 1; n <= 6; n += 1) all.push(add(known('k'), `k${n}`));
      end();
      await Promise.all(all);
      expect(done).toEqual(['k1', 'k2', 'k3', 'k4', 'a', 'k5', 'k6', 'b']);
    });

    it('displaces the tasks of a flood in favor of other sources', async () => {
      const { queue, add, done, end } = occupied(4);
      const all = [1, 2, 3, 4].map((n) => add(unknown('flood'), `f${n}`));
      all.push(add(unknown('flood'), 'f5'), add(unknown('colleague'), 'c'), add(known('owner'), 'k'));
      end();
      await Promise.all(all);
      expect(done).toEqual(['no f5', 'no f4', 'k', 'f1', 'f2', 'f3', 'c']);
      expect([queue.refused, queue.waiting, queue.running]).toEqual([2, 0, 0]);
    });

    it('keeps one task of each source rather than accept a second one of any', async () => {
      const { add, done, end } = occupied(3);
      const all = ['a', 'b', 'c', 'd'].map((key) => add(unknown(key), key));
      all.push(add(unknown('a'), 'a2'));
      end();
      await Promise.all(all);
      expect(done).toEqual(['no d', 'no a2', 'a', 'b', 'c']);
    });
  });
});
