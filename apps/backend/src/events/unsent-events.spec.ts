import { EVERYTHING, type FeedEvent } from './feed-event';
import { UnsentEvents } from './unsent-events';

const event = (sequence: number, subject: string, bytes = 1): FeedEvent => ({
  sequence,
  subject,
  workshopId: 1,
  pitId: 1,
  frame: Buffer.alloc(bytes, sequence),
});

describe('UnsentEvents', () => {
  it.each<[string, [number, string][], number[]]>([
    [
      'one of each subject',
      [
        [1, 'stream 1'],
        [2, 'stream 2'],
      ],
      [1, 2],
    ],
    [
      'the newest of a subject, at its own place',
      [
        [1, 'stream 1'],
        [2, 'stream 2'],
        [3, 'stream 1'],
      ],
      [2, 3],
    ],
    [
      'a pit beside its stream',
      [
        [1, 'pit 1'],
        [2, 'stream 1'],
      ],
      [1, 2],
    ],
    [
      'a snapshot in place of all before',
      [
        [1, 'stream 1'],
        [2, EVERYTHING],
        [3, 'stream 1'],
      ],
      [2, 3],
    ],
  ])('keeps %s', (_name, put, kept) => {
    const unsent = new UnsentEvents();
    for (const [sequence, subject] of put) unsent.put(event(sequence, subject));
    const { events, bytes } = unsent.take();
    expect(events.map(({ sequence }) => sequence)).toEqual(kept);
    expect([...bytes]).toEqual(kept);
    expect(unsent.size).toBe(0);
  });

  it('holds at most one event per subject', () => {
    const unsent = new UnsentEvents();
    for (let sequence = 1; sequence <= 10_000; sequence += 1)
      unsent.put(event(sequence, `stream ${sequence % 7}`));
    expect(unsent.size).toBe(7);
  });

  it('returns a limited batch, and at least one event', () => {
    const unsent = new UnsentEvents();
    unsent.put(event(1, 'a', 100_000));
    unsent.put(event(2, 'b', 40_000));
    unsent.put(event(3, 'c', 20_000));
    unsent.put(event(4, 'd', 10_000));
    const taken = [unsent.take(), unsent.take(), unsent.take(), unsent.take()];
    expect(taken.map(({ events }) => events.map(({ sequence }) => sequence))).toEqual([[1], [2, 3], [4], []]);
  });
});
