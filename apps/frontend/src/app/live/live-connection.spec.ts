import { TestBed } from '@angular/core/testing';
import { signal } from '@angular/core';
import type { AccessTokenResponse } from '@ppf/contracts';
import { AccessToken } from '../api/access-token';
import { EventsApi } from '../api/events-api';
import { ProblemError } from '../api/problem-error';
import { provideApi } from '../api/provide-api';
import { Clock } from '../ui/clock';
import { LiveConnection } from './live-connection';
import type { LiveEvent } from './live-event';
import { reconnectAfter } from './reconnect-after';
import { EventLine } from './testing/event-line';

const grant = (id: number, role: 'owner' | 'staff' = 'owner'): AccessTokenResponse => ({
  access_token: 't',
  token_type: 'Bearer',
  expires_in: 90_000,
  user: { id, email: 'a@b.co', display_name: 'A', role, workshop_id: 7 },
});

describe('LiveConnection', () => {
  let lines: EventLine[];
  let failure: ProblemError | null;
  let connection: LiveConnection;
  let release: () => void;
  let heard: LiveEvent[];
  const visible = signal(true);
  const line = () => lines.at(-1) as EventLine;

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
    lines = [];
    failure = null;
    heard = [];
    const open = async (lastEventId: string | null, abort: AbortSignal): Promise<AsyncIterable<string>> => {
      if (failure) throw failure;
      lines.push(new EventLine(lastEventId, abort));
      return line().text();
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
    connection.events.subscribe((event) => heard.push(event));
    release = connection.use();
    await pass();
  });
  afterEach(() => {
    release();
    TestBed.tick();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('is open once the server is heard, and hands over what it tells', async () => {
    expect(connection.isOpen()).toBe(false);
    line().write(':\n\n');
    await pass();
    expect(connection.isOpen()).toBe(true);
    line().send('snapshot', { pits: [] }, 'p-1');
    line().write('event: from-the-future\ndata: {}\n\n');
    line().write('event: pit\ndata: {no json\n\n');
    line().send('pit', { pit_id: 1, workshop_id: 7 }, 'p-2');
    await pass();
    expect(heard.map(({ name }) => name)).toEqual(['snapshot', 'pit']);
  });

  it('comes back after an end, and says what it got last', async () => {
    line().send('snapshot', { pits: [] }, 'p-1');
    line().end();
    await pass();
    expect(connection.isOpen()).toBe(false);
    await pass(499);
    expect(lines).toHaveLength(1);
    await pass(1);
    expect(lines.map(({ lastEventId }) => lastEventId)).toEqual([null, 'p-1']);
    line().send('ended', { reason: 'access-ended' });
    line().end();
    await pass(1000);
    expect(line().lastEventId).toBe('p-1');
  });

  it('begins anew when the person’s rights have changed', async () => {
    line().send('snapshot', { pits: [] }, 'p-1');
    line().send('ended', { reason: 'rights-changed' });
    line().end();
    await pass(500);
    expect(lines.map(({ lastEventId }) => lastEventId)).toEqual([null, null]);
  });

  it('begins anew for another person, and not for a renewed token', async () => {
    line().send('snapshot', { pits: [] }, 'p-1');
    await pass();
    TestBed.inject(AccessToken).accept(grant(1));
    await pass();
    expect(lines).toHaveLength(1);
    TestBed.inject(AccessToken).accept(grant(2));
    await pass();
    expect(lines.map(({ lastEventId, signal }) => [lastEventId, signal.aborted])).toEqual([
      [null, true],
      [null, false],
    ]);
    TestBed.inject(AccessToken).forget();
    await pass(60_000);
    expect([lines.length, line().signal.aborted]).toEqual([2, true]);
  });

  it('waits longer with each failure, and as long as it is asked to', async () => {
    failure = new ProblemError('network', 0);
    line().end();
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

  it('gives a connection up on which nothing comes, and says so until something does', async () => {
    line().write(':\n\n');
    await pass(19_999);
    line().write(':\n\n');
    await pass(19_999);
    expect([connection.isOpen(), connection.isSilent()]).toEqual([true, false]);
    await pass(1);
    expect([connection.isOpen(), connection.isSilent(), line().signal.aborted]).toEqual([false, true, true]);
    await pass(500);
    expect([lines.length, connection.isSilent()]).toEqual([2, true]);
    line().write(':\n\n');
    await pass();
    expect([connection.isOpen(), connection.isSilent()]).toEqual([true, false]);
  });

  it('lets go of a page that is hidden for long, and comes back with it', async () => {
    visible.set(false);
    await pass(9_999);
    visible.set(true);
    await pass(10_000);
    expect([lines.length, line().signal.aborted]).toEqual([1, false]);
    line().write(':\n\n');
    visible.set(false);
    await pass(10_000);
    expect(line().signal.aborted).toBe(true);
    await pass(60_000);
    expect(lines).toHaveLength(1);
    visible.set(true);
    await pass();
    expect(lines).toHaveLength(2);
  });

  it('is there only while somebody wants it', async () => {
    release();
    await pass();
    expect(line().signal.aborted).toBe(true);
    release = connection.use();
    await pass();
    expect([lines.length, line().signal.aborted]).toEqual([2, false]);
  });
});

describe('reconnectAfter', () => {
  it.each<[number, number, number | null, number]>([
    [1, 0, null, 250],
    [1, 1, null, 500],
    [2, 1, null, 1000],
    [5, 1, null, 8000],
    [6, 1, null, 15_000],
    [99, 0, null, 7500],
    [1, 1, 10, 10_000],
    [99, 1, 10, 15_000],
  ])('after %i failures with chance %f, asked for %p s, waits %i ms', (failures, chance, asked, wait) => {
    expect(reconnectAfter(failures, chance, asked)).toBe(wait);
  });
});
