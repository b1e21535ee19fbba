import { DestroyRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Pit, type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { Subject } from 'rxjs';
import { LiveConnection } from './live-connection';
import type { LiveEvent } from './parse-live-event';
import { FIRST_RELOAD_DELAY_MS, PitStreamUpdates } from './pit-stream-updates';

const stream = (status: PitStream['status']): PitStream => ({ ...UNKNOWN_STREAM, status });
const pit: Pit = {
  id: 1,
  workshop_id: 7,
  number: 1,
  name: null,
  path: 'workshop-7/pit-1',
  camera: null,
  stream: stream('unknown'),
  sub_stream: null,
};
const update = (status: PitStream['status']) => ({
  pit_id: 1,
  workshop_id: 7,
  path: pit.path,
  stream: stream(status),
});

describe('PitStreamUpdates', () => {
  const events = new Subject<LiveEvent>();
  const isOpen = signal(false);
  const lastReceivedAt = signal(0);
  const identity = signal<string | null>('1 owner 7');
  const use = jest.fn(() => () => undefined);
  let pits: PitStreamUpdates;

  afterEach(() => jest.useRealTimers());
  beforeEach(() => {
    jest.useFakeTimers();
    isOpen.set(true);
    lastReceivedAt.set(1000);
    identity.set('1 owner 7');
    const connection = { events, isOpen, lastReceivedAt, identity, use, hasTimedOut: signal(false) };
    TestBed.configureTestingModule({ providers: [{ provide: LiveConnection, useValue: connection }] });
    pits = TestBed.inject(PitStreamUpdates);
    TestBed.tick();
  });

  it('is live after a snapshot', () => {
    expect(pits.isLive()).toBe(false);
    events.next({ name: 'snapshot', data: { pits: [] } });
    expect(pits.isLive()).toBe(true);
    isOpen.set(false);
    expect(pits.isLive()).toBe(false);
  });

  it('returns the newest stream status', () => {
    expect(pits.newest(pit, 2000).status).toBe('unknown');
    events.next({ name: 'snapshot', data: { pits: [update('connecting')] } });
    expect(pits.newest(pit, 2000).status).toBe('connecting');
    events.next({ name: 'pit-stream', data: update('live') });
    expect(pits.newest(pit, 2000).status).toBe('live');
    isOpen.set(false);
    expect(pits.newest(pit, 999).status).toBe('live');
    expect(pits.newest(pit, 2000).status).toBe('unknown');
  });

  it('counts the changes that require a reload of the pits', () => {
    events.next({ name: 'snapshot', data: { pits: [update('live')] } });
    events.next({ name: 'pit-stream', data: update('stalled') });
    expect(pits.changes()).toBe(0);
    events.next({ name: 'pit', data: { pit_id: 1, workshop_id: 7 } });
    expect(pits.changes()).toBe(1);
    events.next({ name: 'pit-removed', data: { pit_id: 1, workshop_id: 7 } });
    expect(pits.changes()).toBe(2);
    expect(pits.newest(pit, 0).status).toBe('unknown');
  });

  it('requires a reload some seconds after the first snapshot, and immediately after each further one', () => {
    const snapshot: LiveEvent = { name: 'snapshot', data: { pits: [update('live')] } };
    events.next(snapshot);
    jest.advanceTimersByTime(FIRST_RELOAD_DELAY_MS - 1);
    expect(pits.changes()).toBe(0);
    jest.advanceTimersByTime(1);
    expect(pits.changes()).toBe(1);
    events.next(snapshot);
    expect(pits.changes()).toBe(2);
  });

  it('requires no second reload if the connection is lost before the first one', () => {
    const snapshot: LiveEvent = { name: 'snapshot', data: { pits: [] } };
    events.next(snapshot);
    events.next(snapshot);
    jest.advanceTimersByTime(FIRST_RELOAD_DELAY_MS);
    expect(pits.changes()).toBe(1);
  });

  it('clears its state for another user', () => {
    events.next({ name: 'snapshot', data: { pits: [update('live')] } });
    identity.set('2 staff 8');
    TestBed.tick();
    expect(pits.isLive()).toBe(false);
    expect(pits.newest(pit, 0).status).toBe('unknown');
  });

  it('keeps the connection open until its user is destroyed', () => {
    const release = jest.fn();
    use.mockReturnValue(release);
    pits.watch(TestBed.inject(DestroyRef));
    expect(release).not.toHaveBeenCalled();
    TestBed.resetTestingModule();
    expect(release).toHaveBeenCalled();
  });
});
