import { manualChangeDetection } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import {
  type MediaServerDetails,
  type MediaServerPlan,
  permissionsOf,
  type WorkshopPlacement,
} from '@ppf/contracts';
import { AccessToken } from '../../api/access-token';
import { provideApi } from '../../api/provide-api';
import { POLL_INTERVAL_MS } from './media-servers-store';
import { MediaServersPage } from './media-servers-page';
import { MediaServersPageHarness } from './media-servers-page.harness';

const SERVERS = '/api/v1/media-servers';
const LIST = `${SERVERS}?limit=100`;
const server = (id: number, change: Partial<MediaServerDetails> = {}): MediaServerDetails => ({
  id,
  name: `Server ${id}`,
  state: 'in-use',
  is_configured: id === 1,
  paths_by: 'api',
  agent: { enrolled: false, code_expires_at: null, reported_at: null, connected: false, report: null },
  api_url: 'http://m:9997',
  webrtc_url: 'http://m:8889',
  hls_url: 'http://m:8888',
  rtsp_url: 'rtsp://m:8554',
  edge_of: null,
  pulls_from: null,
  created_at: '2026-11-23T09:12:00Z',
  health: {
    reachable: true,
    version: 'v1.20.1',
    since: '2026-11-23T09:12:00Z',
    answered_at: '2026-11-23T09:12:00Z',
  },
  workshops: 1,
  cameras: 6,
  live: 4,
  viewers: 3,
  ...change,
});
const PLAN: MediaServerPlan = {
  media_server_id: 1,
  planned_at: '2026-11-23T09:12:00Z',
  wanted: 6,
  total_changes: 1,
  not_applied: [],
  disconnects_viewers: 2,
  changes: [
    {
      path: 'workshop-1/pit-2',
      action: 'change',
      reason: 'differs',
      fields: ['source'],
      disconnects_camera: true,
      disconnects_viewers: 2,
      postponed: false,
    },
  ],
};
const PLACED: WorkshopPlacement = {
  workshop_id: 5,
  workshop_name: 'Rangier Street',
  media_server_id: 1,
  moving_to_id: null,
  cameras: 6,
  push_cameras: 0,
  viewers: 3,
};

describe('MediaServersPage', () => {
  let fixture: ComponentFixture<MediaServersPage>;
  let page: MediaServersPageHarness;
  let http: HttpTestingController;

  /** Harnesses wait for an idle page, and one that asks again and again is never idle. */
  const see = <T>(look: () => Promise<T>): Promise<T> => manualChangeDetection(look);
  async function pass(milliseconds = 0): Promise<void> {
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }
  async function answer(url: string, body: object): Promise<void> {
    http.expectOne(url).flush(body);
    await pass();
  }
  const list = (...items: MediaServerDetails[]) => answer(LIST, { items, next_cursor: null });
  async function fail(url: string): Promise<void> {
    const problem = { code: 'media-server-unreachable' };
    http.expectOne(url).flush(problem, { status: 503, statusText: 'Service Unavailable' });
    await pass();
  }
  async function openDetails(): Promise<void> {
    await see(() => page.open(0));
    await pass();
    await answer(`${SERVERS}/1/workshops?limit=100`, { items: [PLACED], next_cursor: null });
  }

  beforeEach(async () => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), provideRouter([])],
    });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: {
        id: 1,
        email: 'a@b.co',
        display_name: 'A',
        role: 'operator',
        permissions: permissionsOf('operator'),
        workshop_id: null,
      },
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(MediaServersPage);
    page = await see(() => TestbedHarnessEnvironment.harnessForFixture(fixture, MediaServersPageHarness));
    await pass();
  });
  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  it.each(['owner', 'staff'] as const)('says to %s whose page it is, and asks for nothing', async (role) => {
    await list(server(1, { name: 'North' }));
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: {
        id: 2,
        email: 'o@b.co',
        display_name: 'O',
        role,
        permissions: permissionsOf(role),
        workshop_id: 5,
      },
    });
    await pass();
    expect(await see(() => page.notice())).toBe('Operators manage media servers');
    expect(await see(() => page.actions())).not.toContain('Try again');
    await pass(4 * POLL_INTERVAL_MS);
    http.expectNone(`${SERVERS}?limit=100`);
  });

  it('distinguishes edges from servers with workshops', async () => {
    const edge = { name: 'Edge', edge_of: 1, pulls_from: '10.0.0.8', workshops: 0, cameras: 0, viewers: 0 };
    await list(server(1, { name: 'North' }), server(2, edge));
    const [, card = ''] = await see(() => page.servers());
    expect(card).toContain('Edge of North');
    expect(card).not.toMatch(/Live|Viewers\b.*0|Workshops,/);
    expect(await see(() => page.actions())).toEqual(['Add server', 'Rename', 'Edit', 'Drain', 'Remove']);
    await see(() => page.open(1));
    await pass();
    expect(http.match((request) => request.url.includes('/workshops'))).toEqual([]);
    for (const asked of http.match(() => true)) if (!asked.cancelled) asked.flush(PLAN);
  });

  it('shows nothing for a short wait, then a skeleton', async () => {
    await pass(200);
    expect(await see(() => page.isLoading())).toBe(false);
    await pass(200);
    expect(await see(() => page.isLoading())).toBe(true);
    await list(server(1));
    expect(await see(() => page.isLoading())).toBe(false);
  });

  it('shows state and load of each server', async () => {
    const away = { reachable: false, version: null, since: '2026-11-23T09:12:00Z', answered_at: null };
    await list(server(1), server(2, { health: away, workshops: 0, cameras: 0, live: 0, viewers: 0 }));
    const [first, second] = await see(() => page.servers());
    for (const text of ['Server 1', 'In use', 'v1.20.1', '4 of 6']) expect(first).toContain(text);
    for (const text of ['Unreachable', 'never responded', 'unknown']) expect(second).toContain(text);
  });

  it.each<[string, MediaServerDetails[], string[]]>([
    ['the only one', [server(1)], ['Add server', 'Rename']],
    ['two in use', [server(1), server(2)], ['Add server', 'Rename', 'Drain', 'Edit', 'Drain']],
    [
      'one that is drained and empty',
      [server(1), server(2, { state: 'draining', workshops: 0 })],
      ['Add server', 'Rename', 'Edit', 'Use again', 'Remove'],
    ],
    [
      'one whose drain stopped half-way',
      [server(1), server(2, { state: 'draining' })],
      ['Add server', 'Rename', 'Edit', 'Use again', 'Move remaining workshops'],
    ],
  ])('offers the actions for %s', async (_, servers, actions) => {
    await list(...servers);
    expect(await see(() => page.actions())).toEqual(actions);
  });

  it('uses a drained server again', async () => {
    await list(server(1), server(2, { state: 'draining', workshops: 0 }));
    await see(() => page.press('Use again'));
    await pass();
    http.expectOne({ method: 'DELETE', url: `${SERVERS}/2/drain` }).flush(server(2));
    await pass();
    await list(server(1), server(2));
    expect((await see(() => page.servers()))[1]).toContain('In use');
  });

  it('shows the workshops on a server and offers to move them', async () => {
    await list(server(1), server(2));
    await openDetails();
    expect(await see(() => page.workshopsText())).toContain('Rangier Street');
    expect(await see(() => page.workshopsText())).toContain('6 cameras, 3 viewers');
    expect(await see(() => page.actions())).toContain('Move');
  });

  it('previews a reconciliation, shows whom it disconnects, and performs it', async () => {
    await list(server(1));
    await openDetails();
    await see(() => page.press('Check now'));
    await pass();
    await answer(`${SERVERS}/1/plan`, PLAN);
    const text = await see(() => page.planText());
    expect(text).toContain('2 viewers are disconnected');
    expect(text).toContain('Change workshop-1/pit-2: different in source; disconnects 2 viewers');
    await see(() => page.press('Reconcile now'));
    await pass();
    http.expectOne({ method: 'POST', url: `${SERVERS}/1/reconciliation` }).flush(PLAN);
    await pass();
    expect(await see(() => page.planText())).toContain('is being reconciled');
    await see(() => page.press('Check now'));
    await pass();
    await answer(`${SERVERS}/1/plan`, { ...PLAN, changes: [], total_changes: 0, disconnects_viewers: 0 });
    expect(await see(() => page.planText())).toContain('Up to date');
    await see(() => page.press('Check again'));
    await pass();
    const not_applied = [{ path: 'workshop-1/pit-9', code: 'invalid-address', sentence: 'It is unusable.' }];
    await answer(`${SERVERS}/1/plan`, { ...PLAN, changes: [], total_changes: 0, not_applied });
    const last = await see(() => page.planText());
    expect(last).toContain('workshop-1/pit-9: It is unusable.');
    expect(last).not.toContain('Up to date');
  });

  it('shows why there is no plan', async () => {
    await list(server(1));
    await openDetails();
    await see(() => page.press('Check now'));
    await pass();
    await fail(`${SERVERS}/1/plan`);
    expect(await see(() => page.planText())).toContain('The media server doesn’t respond.');
  });

  it('shows a failure and retries on request', async () => {
    await fail(LIST);
    expect(await see(() => page.notice())).toBe('Couldn’t load media servers');
    await see(() => page.press('Try again'));
    await pass();
    await list(server(1));
    expect(await see(() => page.servers())).toHaveLength(1);
  });

  it('keeps the last data when updates stop, and shows their age', async () => {
    await list(server(1));
    for (let waited = 0; waited < 15_000; waited += POLL_INTERVAL_MS) {
      await pass(POLL_INTERVAL_MS);
      await fail(LIST);
    }
    await pass(1000);
    expect(await see(() => page.servers())).toHaveLength(1);
    expect(await see(() => page.staleText())).toMatch(/^Updates stopped 1\d sec ago\. Trying again\.$/);
  });
});
