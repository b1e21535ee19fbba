import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { permissionsOf, type ViewingSession } from '@ppf/contracts';
import { AccessToken } from '../../../api/access-token';
import { provideApi } from '../../../api/provide-api';
import { VIEWERS_INTERVAL_MS } from './viewers-store';
import { ViewersCard } from './viewers-card';

const URL = '/api/v1/streams/sessions?pit_id=3&active=true&limit=100';
const session: ViewingSession = {
  id: 8,
  workshop_id: 7,
  pit_id: 3,
  path: 'workshop-7/pit-1',
  viewer: { kind: 'user', id: 5, name: 'Anna' },
  protocol: 'webrtc',
  address: '10.0.0.9',
  user_agent: '',
  began_at: '2026-11-23T09:12:00Z',
  lease_until: '2026-11-23T09:13:00Z',
  ended_at: null,
  end_reason: null,
  ended_by: null,
  bytes_sent: 2_000_000,
};

describe('ViewersCard', () => {
  let fixture: ComponentFixture<ViewersCard>;
  let server: HttpTestingController;
  const text = () => (fixture.nativeElement as HTMLElement).textContent?.replace(/\s+/g, ' ').trim();
  const button = (name: string) =>
    [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')].find((each) =>
      each.textContent?.includes(name),
    );

  async function pass(milliseconds = 0): Promise<void> {
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }
  async function answer(items: ViewingSession[], next_cursor: string | null = null): Promise<void> {
    server.expectOne(URL).flush({ items, next_cursor });
    await pass();
  }

  beforeEach(async () => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({ providers: [provideApi(), provideHttpClientTesting()] });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 900,
      user: {
        id: 1,
        email: 'a@b.example',
        display_name: 'A',
        role: 'owner',
        permissions: permissionsOf('owner'),
        workshop_id: 7,
      },
    });
    fixture = TestBed.createComponent(ViewersCard);
    fixture.componentRef.setInput('pitId', 3);
    server = TestBed.inject(HttpTestingController);
    await pass();
  });
  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  it('reports the length of a complete list, so that the state line shows the same number', async () => {
    const counts: (number | null)[] = [];
    fixture.componentInstance.viewerCount.subscribe((count) => counts.push(count));
    await answer([session, { ...session, id: 9 }]);
    await pass(VIEWERS_INTERVAL_MS);
    await answer([session]);
    await pass(VIEWERS_INTERVAL_MS);
    await answer([session], 'more');
    expect(counts).toEqual([2, 1, null]);
  });

  it('shows each viewer with start, protocol and address, and a button to end the session', async () => {
    await answer([session]);
    expect(text()).toMatch(/Anna ?since .*, in a browser ?10\.0\.0\.9 · 2\.0 MB End/);
    expect(button('End')?.getAttribute('aria-label')).toMatch(/^End the viewing session of Anna, since /);
  });

  it('shows that there are no viewers', async () => {
    await answer([]);
    expect(text()).toContain('No viewers.');
  });

  it('polls, and shows changes', async () => {
    await answer([session]);
    await pass(VIEWERS_INTERVAL_MS);
    await answer([]);
    expect(text()).toContain('No viewers.');
  });

  it('shows a loading message only after a delay', async () => {
    expect(text()).toBe('Viewers');
    await pass(400);
    expect(text()).toContain('Loading the viewers…');
    await answer([]);
  });

  it('explains a failure, and retries on request', async () => {
    server.expectOne(URL).flush({ code: 'internal-error' }, { status: 500, statusText: 'Failed' });
    await pass();
    expect(text()).toContain('Can’t show the viewers.');
    button('Try again')?.click();
    await pass();
    await answer([session]);
    expect(text()).toContain('Anna');
  });

  it('keeps the last response when a request fails, and shows its time', async () => {
    await answer([session]);
    await pass(VIEWERS_INTERVAL_MS);
    server.expectOne(URL).error(new ProgressEvent('error'));
    await pass();
    expect(text()).toMatch(/Last updated .*\. Trying to update….*Anna/);
  });

  it('shows when there are more sessions than the API returned', async () => {
    await answer([session], 'next');
    expect(text()).toContain('Only the 100 newest viewing sessions are shown.');
  });
});
