import { TestBed } from '@angular/core/testing';
import { signal } from '@angular/core';
import { type AccessTokenResponse, permissionsOf } from '@ppf/contracts';
import { AccessToken } from '../api/access-token';
import { EventsApi } from '../api/events-api';
import { ProblemError } from '../api/problem-error';
import { provideApi } from '../api/provide-api';
import { Clock } from '../ui/clock';
import { LiveConnection } from './live-connection';
import type { LiveEvent } from './parse-live-event';
import { reconnectDelayMs } from './reconnect-delay';
import { FakeEventStream } from './testing/fake-event-stream';

const grant = (id: number, role: 'owner' | 'staff' = 'owner'): AccessTokenResponse => ({
  access_token: 't',
  token_type: 'Bearer',
  expires_in: 90_000,
  user: { id, email: 'a@b.co', display_name: 'A', role, permissions: permissionsOf(role), workshop_id: 7 },
});

describe('LiveConnection', () => {
  let streams: FakeEventStream[];
  let failure: ProblemError | null;
  let connection: LiveConnection;
  let release: () => void;
  let received: LiveEvent[];
  const visible = signal(true);
  const stream = () => streams.at(-1) as FakeEventStream;

  async function pass(milliseconds = 0): Promise<void> {
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }

  beforeEach(async () => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(1);
    visible.set(true);
    streams = [];
    failure = null;
    received = [];
    const open = async (lastEventId: string | null, abort: AbortSignal): Promise<AsyncIterable<string>> => {
      if (failure) throw failure;
      streams.push(new FakeEventStream(lastEventId, abort));
      return stream().text();
    };
    TestBed.configureTestingModule({
      providers: [
        provideApi(),
        { provide: EventsApi, useValue: { open } },
        { provide: Clock, useValue: { visible, now: signal(0) } },
      ],
    });
    TestBed.inject(AccessToken).accept(grant(1));
    connection = TestBed.inject(LiveConnection);
    connection.events.subscribe((event) => received.push(event));
    release = connection.use();
    await pass();
  });
  afterEach(() => {
    release();
    TestBed.tick();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('is open after the first data, and forwards known events', async () => {
    expect(connection.isOpen()).toBe(false);
    stream().write(':\n\n');
    await pass();
    expect(connection.isOpen()).toBe(true);
    stream().send('snapshot', { pits: [] }, 'p-1');
    stream().write('event: from-the-future\ndata: {}\n\n');
    stream().write('event: pit\ndata: {no json\n\n');
    stream().send('pit', { pit_id: 1, workshop_id: 7 }, 'p-2');
    await pass();
    expect(received.map(({ name }) => name)).toEqual(['snapshot', 'pit']);
  });

  it('reconnects after an end and sends the last event id', async () => {
    stream().send('snapshot', { pits: [] }, 'p-1');
    stream().end();
    await pass();
    expect(connection.isOpen()).toBe(false);
    await pass(499);
    expect(streams).toHaveLength(1);
    await pass(1);
    expect(streams.map(({ lastEventId }) => lastEventId)).toEqual([null, 'p-1']);
    stream().send('ended', { reason: 'access-ended' });
    stream().end();
    await pass(1000);
    expect(stream().lastEventId).toBe('p-1');
  });

  it('starts without an event id after a change of rights', async () => {
    stream().send('snapshot', { pits: [] }, 'p-1');
    stream().send('ended', { reason: 'rights-changed' });
    stream().end();
    await pass(500);
    expect(streams.map(({ lastEventId }) => lastEventId)).toEqual([null, null]);
  });

  it('starts over for another user, but not for a renewed token', async () => {
    stream().send('snapshot', { pits: [] }, 'p-1');
    await pass();
    TestBed.inject(AccessToken).accept(grant(1));
    await pass();
    expect(streams).toHaveLength(1);
    TestBed.inject(AccessToken).accept(grant(2));
    await pass();
    expect(streams.map(({ lastEventId, signal }) => [lastEventId, signal.aborted])).toEqual([
      [null, true],
      [null, false],
    ]);
    TestBed.inject(AccessToken).clear();
    await pass(60_000);
    expect([streams.length, stream().signal.aborted]).toEqual([2, true]);
  });

  it('backs off with each failure, and for as long as the server requests', async () => {
    failure = new ProblemError('network', 0);
    stream().end();
    await pass();
    const tries = jest.spyOn(TestBed.inject(EventsApi), 'open');
    await pass(500 + 1000 + 2000);
    expect(tries).toHaveBeenCalledTimes(3);
    failure = new ProblemError('too-many-requests', 429, null, [], 30);
    await pass(4000);
    expect(tries).toHaveBeenCalledTimes(4);
    failure = null;
    await pass(29_999);
    expect(tries).toHaveBeenCalledTimes(4);
    await pass(1);
    expect(tries).toHaveBeenCalledTimes(5);
  });

  it('closes a connection without data, and reports the timeout until data arrives', async () => {
    stream().write(':\n\n');
    await pass(19_999);
    stream().write(':\n\n');
    await pass(19_999);
    expect([connection.isOpen(), connection.hasTimedOut()]).toEqual([true, false]);
    await pass(1);
    expect([connection.isOpen(), connection.hasTimedOut(), stream().signal.aborted]).toEqual([
      false,
      true,
      true,
    ]);
    await pass(500);
    expect([streams.length, connection.hasTimedOut()]).toEqual([2, true]);
    stream().write(':\n\n');
    await pass();
    expect([connection.isOpen(), connection.hasTimedOut()]).toEqual([true, false]);
  });

  it('closes while the page is hidden, and reconnects when it is visible', async () => {
    visible.set(false);
    await pass(9_999);
    visible.set(true);
    await pass(10_000);
    expect([streams.length, stream().signal.aborted]).toEqual([1, false]);
    stream().write(':\n\n');
    visible.set(false);
    await pass(10_000);
    expect(stream().signal.aborted).toBe(true);
    await pass(60_000);
    expect(streams).toHaveLength(1);
    visible.set(true);
    await pass();
    expect(streams).toHaveLength(2);
  });

  it('is open only while it is used', async () => {
    release();
    await pass();
    expect(stream().signal.aborted).toBe(true);
    release = connection.use();
    await pass();
    expect([streams.length, stream().signal.aborted]).toEqual([2, false]);
  });
});

describe('reconnectDelayMs', () => {
  it.each<[number, number, number | null, number]>([
    [1, 0, null, 250],
    [1, 1, null, 500],
    [2, 1, null, 1000],
    [5, 1, null, 8000],
    [6, 1, null, 15_000],
    [99, 0, null, 7500],
    [1, 1, 10, 10_000],
    [99, 1, 10, 15_000],
  ])(
    'is, after %i failures with random %f and a requested delay of %p s, %i ms',
    (failures, random, requested, delay) => {
      expect(reconnectDelayMs(failures, random, requested)).toBe(delay);
    },
  );
});
