import { HashQueue, QueueFull } from './hash-queue';

/** Work that ends when it is told to. */
function piece() {
  let end = () => undefined as void;
  const done = new Promise<void>((resolve) => (end = resolve));
  return { work: jest.fn(() => done), end: () => end() };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('HashQueue', () => {
  it('runs so many at a time, the others in their order', async () => {
    const queue = new HashQueue(2, 10);
    const pieces = [piece(), piece(), piece(), piece()];
    const runs = pieces.map((each) => queue.run(each.work));
    await settle();
    expect(pieces.map((each) => each.work.mock.calls.length)).toEqual([1, 1, 0, 0]);
    pieces[1]?.end();
    await settle();
    expect(pieces.map((each) => each.work.mock.calls.length)).toEqual([1, 1, 1, 0]);
    for (const each of pieces) each.end();
    await Promise.all(runs);
    expect(pieces[3]?.work).toHaveBeenCalledTimes(1);
  });

  it('refuses at once past its length, and takes work again later', async () => {
    const queue = new HashQueue(1, 1);
    const [first, second] = [piece(), piece()];
    const runs = [queue.run(first.work), queue.run(second.work)];
    await expect(queue.run(() => Promise.resolve())).rejects.toThrow(QueueFull);
    first.end();
    second.end();
    await Promise.all(runs);
    await expect(queue.run(() => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('goes on after a failure', async () => {
    const queue = new HashQueue(1, 0);
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(queue.run(() => Promise.resolve('done'))).resolves.toBe('done');
  });
});
