import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { Component, input } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type Outage, permissionsOf, type PitHistory } from '@ppf/contracts';
import { AccessToken } from '../../../api/access-token';
import { provideApi } from '../../../api/provide-api';
import { HistoryCard } from './history-card';
import { REFRESH_INTERVAL_MS, WRITE_DELAY_MS } from './history-store';
import { HistoryTimeline } from './history-timeline';

/** Replaces the timeline, which needs a canvas. */
@Component({ selector: 'ppf-history-timeline', template: '' })
class NoTimeline {
  readonly history = input.required<PitHistory>();
}

const outage = (hour: number): Outage => ({
  kind: 'offline',
  cause: 'camera',
  began_at: new Date(2026, 2, 2, hour).toISOString(),
  ended_at: new Date(2026, 2, 2, hour, 10).toISOString(),
});
const history = (change: Partial<PitHistory> = {}): PitHistory => ({
  from: new Date(2026, 2, 1, 12).toISOString(),
  to: new Date(2026, 2, 2, 12).toISOString(),
  uptime_share: 1,
  unknown_share: 0,
  media_server_down_seconds: 0,
  down_seconds: 0,
  outage_count: 0,
  timeline: [{ state: 'up', cause: null, began_at: new Date(2026, 2, 1, 12).toISOString() }],
  items: [],
  next_cursor: null,
  ...change,
});

describe('HistoryCard', () => {
  let fixture: ComponentFixture<HistoryCard>;
  let server: HttpTestingController;

  async function pass(milliseconds = 0): Promise<void> {
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }
  const request = (): TestRequest => server.expectOne(({ url }) => url === '/api/v1/pits/3/history');
  const sinceDays = ({ request }: TestRequest) =>
    (Date.now() - Date.parse(request.params.get('from') ?? '')) / 86_400_000;
  async function answer(change: Partial<PitHistory> = {}): Promise<void> {
    request().flush(history(change));
    await pass();
  }
  async function fail(): Promise<void> {
    request().flush({ code: 'internal-error' }, { status: 500, statusText: 'Failed' });
    await pass();
  }
  const element = () => fixture.nativeElement as HTMLElement;
  const text = () => (element().textContent ?? '').replace(/\s+/g, ' ').trim();
  const lines = () =>
    [...element().querySelectorAll('.outages li')].map(({ textContent }) => textContent?.trim());
  const press = async (name: string) => {
    const buttons = [...element().querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent?.includes(name))?.click();
    await pass();
  };

  beforeEach(async () => {
    jest.useFakeTimers({ now: new Date(2026, 2, 2, 12) });
    TestBed.configureTestingModule({ providers: [provideApi(), provideHttpClientTesting()] });
    TestBed.overrideComponent(HistoryCard, {
      remove: { imports: [HistoryTimeline] },
      add: { imports: [NoTimeline] },
    });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000_000,
      user: {
        id: 1,
        email: 'a@b.co',
        display_name: 'A',
        role: 'staff',
        permissions: permissionsOf('staff'),
        workshop_id: 7,
      },
    });
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(HistoryCard);
    fixture.componentRef.setInput('pitId', 3);
    fixture.componentRef.setInput('status', 'live');
    await pass();
  });
  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  it('shows a loading message only after a delay', async () => {
    expect(text()).not.toContain('Loading');
    await pass(400);
    expect(text()).toContain('Loading the history…');
  });

  it('shows that there was no outage', async () => {
    await answer();
    expect(text()).toContain('No outages in this time range.');
    expect(element().querySelector('ppf-history-timeline')).not.toBeNull();
  });

  it('lists the newest outages, then all, and the number of earlier ones', async () => {
    const items = [11, 10, 9, 8, 7, 6].map(outage);
    await answer({ items, outage_count: 60, uptime_share: 0.9, down_seconds: 36_000 });
    expect(text()).toContain('Video was available 90% of the time. 60 outages, 10 hr in total.');
    expect(lines()).toHaveLength(4);
    expect(lines()[0]).toBe('11:00 to 11:10, Offline for 10 min');
    await press('Show 2 more');
    expect(lines()).toHaveLength(6);
    expect(text()).toContain('There are 54 earlier outages.');
  });

  it('requests the chosen range', async () => {
    expect(sinceDays(request())).toBeCloseTo(1);
    const [, , month] = [...element().querySelectorAll('input')];
    month?.click();
    await pass();
    const monthRequest = request();
    expect(sinceDays(monthRequest)).toBeCloseTo(30);
    monthRequest.flush(history());
    await pass();
    expect(month?.checked).toBe(true);
    expect(text()).toContain('No outages in this time range.');
  });

  it('explains a failure, and retries on request', async () => {
    await fail();
    expect(element().querySelector('[role="alert"]')?.textContent).toContain(
      'Can’t show the history. The server failed',
    );
    await press('Try again');
    await answer();
    expect(text()).toContain('No outages in this time range.');
  });

  it('keeps the last response when a request fails, and shows its time', async () => {
    await answer();
    await pass(REFRESH_INTERVAL_MS);
    await fail();
    expect(text()).toContain('No outages in this time range.');
    expect(text()).toContain('Last updated 12:00. Trying to update…');
    await pass(REFRESH_INTERVAL_MS);
    await answer();
    expect(text()).not.toContain('Last updated');
  });

  it('requests the history after a change of the stream, once it is written', async () => {
    await answer();
    fixture.componentRef.setInput('status', 'offline');
    await pass(WRITE_DELAY_MS - 10);
    server.expectNone(() => true);
    await pass(20);
    await answer({ items: [{ ...outage(12), ended_at: null }], outage_count: 1 });
    expect(lines()).toEqual(['since 12:00, Offline for 3 sec']);
  });
});
