import { manualChangeDetection } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, input } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Pit, Role } from '@ppf/contracts';
import { AccessToken } from '../../api/access-token';
import { provideApi } from '../../api/provide-api';
import { StreamTokenLoader } from '../../player';
import { PitTile } from './pit-tile';
import { PitsPage } from './pits-page';
import { PitsPageHarness } from './pits-page.harness';

/** In place of the player, which needs a browser. */
@Component({ selector: 'ppf-stream-token-loader', template: '' })
class NoPlayer {
  readonly pitId = input.required<number>();
  readonly stream = input();
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
  stream: { status: 'offline', since: '2026-11-23T09:12:00Z', codec: null, readers: 0 },
});

describe('PitsPage', () => {
  let fixture: ComponentFixture<PitsPage>;
  let page: PitsPageHarness;
  let server: HttpTestingController;

  /** Harnesses wait for an idle page, and one that asks again and again is never idle. */
  const see = <T>(look: () => Promise<T>): Promise<T> => manualChangeDetection(look);

  /** Lets time pass, and what was answered reach the page. */
  async function pass(milliseconds = 0): Promise<void> {
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }

  async function open(role: Role = 'owner'): Promise<void> {
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), provideRouter([])],
    });
    TestBed.overrideComponent(PitTile, {
      remove: { imports: [StreamTokenLoader] },
      add: { imports: [NoPlayer] },
    });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: { id: 1, email: 'a@b.co', display_name: 'A', role, workshop_id: 7 },
    });
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(PitsPage);
    page = await see(() => TestbedHarnessEnvironment.harnessForFixture(fixture, PitsPageHarness));
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

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  it('names each pit’s link by its number first', async () => {
    await open();
    await answer([pit(1, 'Window side'), pit(2)]);
    expect(await see(() => page.pits())).toEqual([
      'Pit 1 · Window side, no camera set up',
      'Pit 2, no camera set up',
    ]);
  });

  it('shows nothing for a short wait, then a skeleton', async () => {
    await open();
    await pass(200);
    expect(await see(() => page.isLoading())).toBe(false);
    await pass(200);
    expect(await see(() => page.isLoading())).toBe(true);
    await answer([pit(1)]);
    expect(await see(() => page.isLoading())).toBe(false);
  });

  it.each<[Role, string, string | null]>([
    ['owner', 'Add your first pit', 'Add a pit'],
    ['staff', 'No pits yet', null],
  ])('gives %s the first step when there is no pit', async (role, heading, action) => {
    await open(role);
    await answer([]);
    expect(await see(() => page.notice())).toBe(heading);
    expect(await see(() => page.noticeAction())).toBe(action);
  });

  it('explains a failure and tries again when asked', async () => {
    await open();
    await fail();
    expect(await see(() => page.notice())).toBe('The pits cannot be shown');
    await see(() => page.act());
    await pass();
    await answer([pit(1)]);
    expect(await see(() => page.notice())).toBeNull();
    expect(await see(() => page.pits())).toHaveLength(1);
  });

  it('asks again by itself', async () => {
    await open();
    await answer([pit(1)]);
    await pass(1500);
    await answer([pit(1), pit(2)]);
    expect(await see(() => page.pits())).toHaveLength(2);
  });

  it('keeps the pits when updates stop, and says since when', async () => {
    await open();
    await answer([pit(1)]);
    for (let waited = 0; waited < 9000; waited += 1500) {
      await pass(1500);
      await fail();
    }
    await pass(1000);
    expect(await see(() => page.pits())).toHaveLength(1);
    expect(await see(() => page.staleText())).toMatch(/^Updates stopped (9|10) s ago\. Trying again\.$/);
  });

  it('is fresh again with the next answer', async () => {
    await open();
    await answer([pit(1)]);
    for (let waited = 0; waited < 9000; waited += 1500) {
      await pass(1500);
      await fail();
    }
    await pass(1500);
    await answer([pit(1)]);
    expect(await see(() => page.staleText())).toBeNull();
  });
});
