import { manualChangeDetection } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, input } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { permissionsOf, type Pit, type Role, UNKNOWN_STREAM } from '@ppf/contracts';
import { AccessToken } from '../../api/access-token';
import { EventsApi } from '../../api/events-api';
import { ProblemError } from '../../api/problem-error';
import { provideApi } from '../../api/provide-api';
import { FakeEventStream } from '../../live/testing/fake-event-stream';
import { FIRST_RELOAD_DELAY_MS } from '../../live/pit-stream-updates';
import { StreamTokenLoader } from '../../player';
import type { EarlySession } from '../../player/sessions/early-session';
import { PULLED } from '../../pits/testing/sample-camera';
import { PitTile } from './pit-tile';
import { WallPage } from './wall-page';
import { WallPageHarness } from './wall-page.harness';

/** Replaces the player, which needs a browser. */
@Component({ selector: 'ppf-stream-token-loader', template: '' })
class NoPlayer {
  readonly pitId = input.required<number>();
  readonly stream = input();
  readonly usesSub = input();
  readonly camera = input();
  readonly label = input.required<string>();
}

const PITS = '/api/v1/workshops/7/pits?limit=100';
const pit = (number: number, name: string | null = null): Pit => ({
  id: number + 100,
  workshop_id: 7,
  number,
  name,
  path: `workshop-7/pit-${number}`,
  camera: null,
  stream: { ...UNKNOWN_STREAM, status: 'offline', since: '2026-11-23T09:12:00Z' },
  sub_stream: null,
});

describe('WallPage', () => {
  let fixture: ComponentFixture<WallPage>;
  let page: WallPageHarness;
  let server: HttpTestingController;
  let lines: FakeEventStream[];
  let hasLine: boolean;

  /** The server's end of the live connection. */
  async function open(lastEventId: string | null, signal: AbortSignal): Promise<AsyncIterable<string>> {
    if (!hasLine) throw new ProblemError('network', 0);
    const line = new FakeEventStream(lastEventId, signal);
    lines.push(line);
    return line.text();
  }

  /** Harnesses wait for an idle page, and a page that polls is never idle. */
  const see = <T>(look: () => Promise<T>): Promise<T> => manualChangeDetection(look);

  /** Advances the clock and renders the page. */
  async function pass(milliseconds = 0): Promise<void> {
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }

  async function openPage(role: Role = 'owner'): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideApi(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: EventsApi, useValue: { open } },
      ],
    });
    TestBed.overrideComponent(PitTile, {
      remove: { imports: [StreamTokenLoader] },
      add: { imports: [NoPlayer] },
    });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: {
        id: 1,
        email: 'a@b.co',
        display_name: 'A',
        role,
        permissions: permissionsOf(role),
        workshop_id: 7,
      },
    });
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(WallPage);
    page = await see(() => TestbedHarnessEnvironment.harnessForFixture(fixture, WallPageHarness));
    await pass();
  }

  async function answer(items: Pit[]): Promise<void> {
    server.expectOne(PITS).flush({ items, next_cursor: null });
    await pass();
  }

  async function fail(): Promise<void> {
    server.expectOne(PITS).flush({ code: 'not-ready' }, { status: 503, statusText: 'Service Unavailable' });
    await pass();
  }

  beforeEach(() => {
    jest.useFakeTimers();
    lines = [];
    hasLine = false;
  });
  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  it('names the link of each pit by its number first', async () => {
    await openPage();
    await answer([pit(1, 'Window side'), pit(2)]);
    expect(await see(() => page.pits())).toEqual([
      'Pit 1 · Window side, no camera set up',
      'Pit 2, no camera set up',
    ]);
  });

  it('shows nothing for a short wait, then a skeleton', async () => {
    await openPage();
    await pass(200);
    expect(await see(() => page.isLoading())).toBe(false);
    await pass(200);
    expect(await see(() => page.isLoading())).toBe(true);
    await answer([pit(1)]);
    expect(await see(() => page.isLoading())).toBe(false);
  });

  it.each<[Role, string, string | null]>([
    ['owner', 'Add your first pit', 'Add pit'],
    ['staff', 'No pits yet', null],
  ])('shows %s the first step when there is no pit', async (role, heading, action) => {
    await openPage(role);
    await answer([]);
    expect(await see(() => page.notice())).toBe(heading);
    expect(await see(() => page.noticeAction())).toBe(action);
  });

  it('explains a failure and retries on request', async () => {
    await openPage();
    await fail();
    expect(await see(() => page.notice())).toBe('Can’t show the pits');
    await see(() => page.act());
    await pass();
    await answer([pit(1)]);
    expect(await see(() => page.notice())).toBeNull();
    expect(await see(() => page.pits())).toHaveLength(1);
  });

  it('polls without an event connection', async () => {
    await openPage();
    await answer([pit(1)]);
    await pass(1500);
    await answer([pit(1), pit(2)]);
    expect(await see(() => page.pits())).toHaveLength(2);
  });

  it('keeps the pits when updates stop, and shows since when', async () => {
    await openPage();
    await answer([pit(1)]);
    for (let waited = 0; waited < 9000; waited += 1500) {
      await pass(1500);
      await fail();
    }
    await pass(1000);
    expect(await see(() => page.pits())).toHaveLength(1);
    expect(await see(() => page.staleText())).toMatch(/^Updates stopped (9|10) sec ago\. Trying again\.$/);
  });

  it('is up to date again with the next response', async () => {
    await openPage();
    await answer([pit(1)]);
    for (let waited = 0; waited < 9000; waited += 1500) {
      await pass(1500);
      await fail();
    }
    await pass(1500);
    await answer([pit(1)]);
    expect(await see(() => page.staleText())).toBeNull();
  });

  it('closes the sessions that no picture of the page has claimed when it is left', async () => {
    const close = jest.fn();
    globalThis.ppfEarlyWall = new Map([[109, { close } as unknown as EarlySession]]);
    await openPage();
    await answer([pit(1)]);
    expect(close).not.toHaveBeenCalled();
    fixture.destroy();
    expect(close).toHaveBeenCalledTimes(1);
    expect(globalThis.ppfEarlyWall).toBeUndefined();
  });

  it('stores the pits that play, with their streams, for the next visit', async () => {
    await openPage();
    const live = { ...UNKNOWN_STREAM, status: 'live' } as const;
    const paused = { ...PULLED, paused: true };
    await answer([
      { ...pit(1), camera: PULLED, stream: live },
      { ...pit(2), camera: PULLED, stream: live, sub_stream: { ...live, codec: 'H264' } },
      { ...pit(3), camera: paused, stream: live },
      { ...pit(4), camera: PULLED },
      pit(5),
    ]);
    expect(JSON.parse(localStorage.getItem('ppf-wall') ?? 'null')).toEqual({
      workshop: 7,
      pits: [
        { id: 101, stream: 'main' },
        { id: 102, stream: 'sub' },
      ],
    });
  });

  describe('with an event connection', () => {
    const inState = (status: 'offline' | 'connecting') => ({
      ...pit(1),
      camera: PULLED,
      stream: { ...UNKNOWN_STREAM, status },
    });
    const streamEvent = (status: 'offline' | 'connecting') => ({
      pit_id: 101,
      workshop_id: 7,
      path: 'workshop-7/pit-1',
      stream: inState(status).stream,
    });

    async function openLive(): Promise<FakeEventStream> {
      hasLine = true;
      await openPage();
      await answer([inState('offline')]);
      const line = lines[0] as FakeEventStream;
      line.send('snapshot', { pits: [streamEvent('offline')] }, 'p-1');
      await pass();
      // The pictures come first: the pits are not requested again when the event stream opens.
      server.expectNone(PITS);
      await pass(FIRST_RELOAD_DELAY_MS);
      // An event can be newer than the response.
      await answer([inState('offline')]);
      return line;
    }

    it('shows events, and stops polling', async () => {
      const line = await openLive();
      expect(await see(() => page.pits())).toEqual(['Pit 1, offline']);
      line.send('pit-stream', streamEvent('connecting'));
      await pass();
      expect(await see(() => page.pits())).toEqual(['Pit 1, waiting for the camera']);
      await pass(15_000);
      server.expectNone(PITS);
    });

    it('loads the pits again after change events, and once more after events during the request', async () => {
      const line = await openLive();
      line.send('pit', { pit_id: 102, workshop_id: 7 });
      await pass();
      line.send('pit', { pit_id: 103, workshop_id: 7 });
      line.send('pit', { pit_id: 104, workshop_id: 7 });
      await pass();
      await answer([inState('offline'), pit(2)]);
      await answer([inState('offline'), pit(2), pit(3), pit(4)]);
      await pass();
      server.expectNone(PITS);
      expect(await see(() => page.pits())).toHaveLength(4);
    });

    it('keeps the last event when the connection is lost, polls, and shows the response', async () => {
      const line = await openLive();
      await pass(100);
      line.send('pit-stream', streamEvent('connecting'));
      await pass();
      hasLine = false;
      line.end();
      await pass();
      expect(await see(() => page.pits())).toEqual(['Pit 1, waiting for the camera']);
      await pass(1500);
      await answer([inState('offline')]);
      expect(await see(() => page.pits())).toEqual(['Pit 1, offline']);
    });

    it('shows that updates stopped when not even a comment arrived for 20 s', async () => {
      const line = await openLive();
      line.write(':\n\n');
      await pass(19_000);
      expect(await see(() => page.staleText())).toBeNull();
      await pass(2_000);
      expect(await see(() => page.staleText())).toMatch(/^Updates stopped (20|21) sec ago/);
      lines.at(-1)?.write(':\n\n');
      await pass(1_000);
      expect(await see(() => page.staleText())).toBeNull();
    });
  });
});
