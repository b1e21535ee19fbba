import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ViewingSession } from '@ppf/contracts';
import { AccessToken } from '../../../api/access-token';
import { provideApi } from '../../../api/provide-api';
import { ASK_EVERY } from './watching-store';
import { WatchingCard } from './watching-card';

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

describe('WatchingCard', () => {
  let fixture: ComponentFixture<WatchingCard>;
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
      user: { id: 1, email: 'a@b.example', display_name: 'A', role: 'owner', workshop_id: 7 },
    });
    fixture = TestBed.createComponent(WatchingCard);
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
    await pass(ASK_EVERY);
    await answer([session]);
    await pass(ASK_EVERY);
    await answer([session], 'more');
    expect(counts).toEqual([2, 1, null]);
  });

  it('says who watches, since when, in what and from where, with a way to end it', async () => {
    await answer([session]);
    expect(text()).toMatch(/Anna ?since .*, in a browser ?10\.0\.0\.9 · 2\.0 MB End/);
    expect(button('End')?.getAttribute('aria-label')).toMatch(/^End what Anna watches, since /);
  });

  it('says that nobody does', async () => {
    await answer([]);
    expect(text()).toContain('Nobody is watching.');
  });

  it('asks again and again, and tells what has changed', async () => {
    await answer([session]);
    await pass(ASK_EVERY);
    await answer([]);
    expect(text()).toContain('Nobody is watching.');
  });

  it('shows nothing of a short wait, and says so of a long one', async () => {
    expect(text()).toBe('Who watches now');
    await pass(400);
    expect(text()).toContain('Loading who watches…');
    await answer([]);
  });

  it('says why it cannot tell, and asks again when asked', async () => {
    server.expectOne(URL).flush({ code: 'internal-error' }, { status: 500, statusText: 'Failed' });
    await pass();
    expect(text()).toContain('It cannot be told who watches.');
    button('Try again')?.click();
    await pass();
    await answer([session]);
    expect(text()).toContain('Anna');
  });

  it('keeps what it knew when it cannot be told anew, and says so', async () => {
    await answer([session]);
    await pass(ASK_EVERY);
    server.expectOne(URL).error(new ProgressEvent('error'));
    await pass();
    expect(text()).toMatch(/As of .*: it cannot be brought up to date\. .*Anna/);
  });

  it('says when more watch than are told', async () => {
    await answer([session], 'next');
    expect(text()).toContain('These are the newest hundred; more are watching.');
  });
});
