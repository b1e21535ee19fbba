import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { StreamTokenResponse } from '@ppf/contracts';
import { TokenBatch } from './token-batch';
import { withProblems } from './with-problems';

const ONE = '/api/v1/streams/token';
const MANY = '/api/v1/streams/tokens';
const tokenOf = (pitId: number) => ({ token: `token-${pitId}` }) as StreamTokenResponse;
const issued = (pitId: number) => ({
  token: tokenOf(pitId),
  problem: null,
  retry_after_seconds: null,
});

describe('TokenBatch', () => {
  let batch: TokenBatch;
  let server: HttpTestingController;

  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([withProblems])), provideHttpClientTesting()],
    });
    batch = new TokenBatch(TestBed.inject(HttpClient));
    server = TestBed.inject(HttpTestingController);
  });
  afterEach(() => {
    server.verify();
    jest.useRealTimers();
  });

  it('sends a single request to the route for one token', async () => {
    const token = batch.issue({ pit_id: 7, follows: 'before' });
    await jest.runAllTimersAsync();
    const { request } = server.expectOne(ONE);
    expect(request.body).toEqual({ pit_id: 7, follows: 'before' });
    server.expectNone(MANY);
    const pending = batch.issue({ pit_id: 8 });
    await jest.runAllTimersAsync();
    server.expectOne(({ url, body }) => url === ONE && body.pit_id === 8).flush(tokenOf(8));
    expect(await pending).toEqual(tokenOf(8));
    void token;
  });

  it('sends the requests of one task together, also with microtasks between them', async () => {
    const first = batch.issue({ pit_id: 1 });
    await Promise.resolve();
    const second = batch.issue({ pit_id: 2, renews: 'before' });
    await jest.runAllTimersAsync();
    const call = server.expectOne(MANY);
    expect(call.request.body).toEqual({ items: [{ pit_id: 1 }, { pit_id: 2, renews: 'before' }] });
    call.flush({ items: [issued(1), issued(2)] });
    expect(await Promise.all([first, second])).toEqual([tokenOf(1), tokenOf(2)]);
  });

  it('rejects only the item that has a problem', async () => {
    const tokens = [1, 2, 3].map((pit_id) => batch.issue({ pit_id }));
    const settled = Promise.allSettled(tokens);
    await jest.runAllTimersAsync();
    const ending = { cause: 'ended-by-staff', at: '2026-11-23T12:00:00Z' };
    server.expectOne(MANY).flush({
      items: [
        issued(1),
        { ...issued(2), token: null, problem: { status: 404, code: 'pit-not-found' } },
        {
          ...issued(3),
          token: null,
          problem: { status: 429, code: 'pit-viewers-full', ending },
          retry_after_seconds: 10,
        },
      ],
    });
    expect(await settled).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { name: 'ProblemError', code: 'pit-not-found', status: 404 } },
      { status: 'rejected', reason: { code: 'pit-viewers-full', retryAfterSeconds: 10 } },
    ]);
  });

  it('rejects all when the request fails', async () => {
    const settled = Promise.allSettled([batch.issue({ pit_id: 1 }), batch.issue({ pit_id: 2 })]);
    await jest.runAllTimersAsync();
    server.expectOne(MANY).flush({ code: 'not-ready' }, { status: 503, statusText: 'Service Unavailable' });
    expect(await settled).toMatchObject([
      { status: 'rejected', reason: { code: 'not-ready' } },
      { status: 'rejected', reason: { code: 'not-ready' } },
    ]);
  });

  it('requests each token alone from a backend without the route, during an upgrade', async () => {
    const settled = Promise.allSettled([batch.issue({ pit_id: 1 }), batch.issue({ pit_id: 2 })]);
    await jest.runAllTimersAsync();
    server
      .expectOne(MANY)
      .flush({ code: 'route-not-found', status: 404 }, { status: 404, statusText: 'Not Found' });
    await jest.runAllTimersAsync();
    const [first, second] = server.match(ONE);
    expect([first?.request.body, second?.request.body]).toEqual([{ pit_id: 1 }, { pit_id: 2 }]);
    first?.flush(tokenOf(1));
    second?.flush({ code: 'pit-not-found' }, { status: 404, statusText: 'Not Found' });
    expect(await settled).toMatchObject([
      { status: 'fulfilled', value: tokenOf(1) },
      { status: 'rejected', reason: { code: 'pit-not-found' } },
    ]);
  });

  it('sends an urgent request immediately, and alone', () => {
    void batch.issue({ pit_id: 1 });
    void batch.issueNow({ pit_id: 2 });
    expect(server.expectOne(ONE).request.body).toEqual({ pit_id: 2 });
    jest.runAllTimers();
    expect(server.expectOne(ONE).request.body).toEqual({ pit_id: 1 });
  });

  it('rejects an item that the response does not contain', async () => {
    const settled = Promise.allSettled([batch.issue({ pit_id: 1 }), batch.issue({ pit_id: 2 })]);
    await jest.runAllTimersAsync();
    server.expectOne(MANY).flush({ items: [issued(1)] });
    expect(await settled).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'unreadable-answer' } },
    ]);
  });

  it('sends at most 50 in one request', async () => {
    for (let pit_id = 1; pit_id <= 51; pit_id += 1) void batch.issue({ pit_id });
    await jest.runAllTimersAsync();
    expect(server.expectOne(MANY).request.body.items).toHaveLength(50);
    expect(server.expectOne(ONE).request.body).toEqual({ pit_id: 51 });
  });
});
