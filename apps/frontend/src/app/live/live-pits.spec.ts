import { DestroyRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Pit, type PitStream, UNHEARD_STREAM } from '@ppf/contracts';
import { Subject } from 'rxjs';
import { LiveConnection } from './live-connection';
import type { LiveEvent } from './live-event';
import { LivePits } from './live-pits';

const stream = (status: PitStream['status']): PitStream => ({ ...UNHEARD_STREAM, status });
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
const told = (status: PitStream['status']) => ({
  pit_id: 1,
  workshop_id: 7,
  path: pit.path,
  stream: stream(status),
});

describe('LivePits', () => {
  const events = new Subject<LiveEvent>();
  const isOpen = signal(false);
  const heardAt = signal(0);
  const person = signal<string | null>('1 owner 7');
  const use = jest.fn(() => () => undefined);
  let pits: LivePits;

  beforeEach(() => {
    isOpen.set(true);
    heardAt.set(1000);
    person.set('1 owner 7');
    const connection = { events, isOpen, heardAt, person, use, isSilent: signal(false) };
    TestBed.configureTestingModule({ providers: [{ provide: LiveConnection, useValue: connection }] });
    pits = TestBed.inject(LivePits);
    TestBed.tick();
  });

  it('is live once it was told all', () => {
    expect(pits.isLive()).toBe(false);
    events.next({ name: 'snapshot', data: { pits: [] } });
    expect(pits.isLive()).toBe(true);
    isOpen.set(false);
    expect(pits.isLive()).toBe(false);
  });

  it('tells the newest of a stream', () => {
    expect(pits.newest(pit, 2000).status).toBe('unknown');
    events.next({ name: 'snapshot', data: { pits: [told('connecting')] } });
    expect(pits.newest(pit, 2000).status).toBe('connecting');
    events.next({ name: 'pit-stream', data: told('live') });
    expect(pits.newest(pit, 2000).status).toBe('live');
    isOpen.set(false);
    expect(pits.newest(pit, 999).status).toBe('live');
    expect(pits.newest(pit, 2000).status).toBe('unknown');
  });

  it('counts what makes the pits worth asking for again', () => {
    events.next({ name: 'snapshot', data: { pits: [told('live')] } });
    expect(pits.changes()).toBe(1);
    events.next({ name: 'pit-stream', data: told('stalled') });
    expect(pits.changes()).toBe(1);
    events.next({ name: 'pit', data: { pit_id: 1, workshop_id: 7 } });
    expect(pits.changes()).toBe(2);
    events.next({ name: 'pit-removed', data: { pit_id: 1, workshop_id: 7 } });
    expect(pits.changes()).toBe(3);
    expect(pits.newest(pit, 0).status).toBe('unknown');
  });

  it('forgets everything with the person', () => {
    events.next({ name: 'snapshot', data: { pits: [told('live')] } });
    person.set('2 staff 8');
    TestBed.tick();
    expect(pits.isLive()).toBe(false);
    expect(pits.newest(pit, 0).status).toBe('unknown');
  });

  it('wants the connection for as long as whoever asks is there', () => {
    const release = jest.fn();
    use.mockReturnValue(release);
    pits.watch(TestBed.inject(DestroyRef));
    expect(release).not.toHaveBeenCalled();
    TestBed.resetTestingModule();
    expect(release).toHaveBeenCalled();
  });
});
