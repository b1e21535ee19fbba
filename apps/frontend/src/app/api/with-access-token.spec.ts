import { permissionsOf } from '@ppf/contracts';
import { HttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { AccessToken } from './access-token';
import { ProblemError } from './problem-error';
import { provideApi } from './provide-api';

const REFRESH = '/api/v1/auth/refresh';
const ENDED = { status: 401, statusText: 'Unauthorized' };

function grant(token: string) {
  const user = {
    id: 1,
    email: 'a@b.co',
    display_name: 'A',
    role: 'owner' as const,
    permissions: permissionsOf('owner'),
    workshop_id: 1,
  };
  return { access_token: token, token_type: 'Bearer', expires_in: 900, user };
}

/** Waits for the promises between two requests. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('withAccessToken', () => {
  let http: HttpClient;
  let server: HttpTestingController;
  let accessToken: AccessToken;

  const get = (url: string) => {
    const answer = firstValueFrom(http.get(url));
    answer.catch(() => undefined);
    return answer;
  };
  const bearer = (url: string) => server.expectOne(url).request.headers.get('Authorization');

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideApi(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpClient);
    server = TestBed.inject(HttpTestingController);
    accessToken = TestBed.inject(AccessToken);
  });

  afterEach(() => server.verify());

  it('adds the token to API requests', () => {
    accessToken.accept(grant('one'));
    void get('/api/v1/pits/1');
    expect(bearer('/api/v1/pits/1')).toBe('Bearer one');
  });

  it.each([
    'http://media.example.com:8889/workshop-1/pit-1/whep',
    'http://media.example.com/api/v1/x',
    '//media.example.com/api/v1/x',
    '/workshop-1/pit-1/index.m3u8',
    '/api/v10/x',
  ])('does not add it to another URL: %s', (url) => {
    accessToken.accept(grant('one'));
    void get(url);
    expect(bearer(url)).toBeNull();
  });

  it('refreshes an expired token once for concurrent requests, and repeats each of them', async () => {
    accessToken.accept(grant('old'));
    const answers = ['/api/v1/pits/1', '/api/v1/pits/2', '/api/v1/system'].map(get);
    const first = server.match((request) => request.headers.get('Authorization') === 'Bearer old');
    first.forEach((call) => call.flush({ code: 'not-signed-in' }, ENDED));
    await settled();
    server.expectOne(REFRESH).flush(grant('new'));
    await settled();
    const again = server.match((request) => request.headers.get('Authorization') === 'Bearer new');
    expect(again.map(({ request }) => request.url)).toEqual(first.map(({ request }) => request.url));
    again.forEach((call, index) => call.flush({ index }));
    expect(await Promise.all(answers)).toEqual([{ index: 0 }, { index: 1 }, { index: 2 }]);
  });

  it('uses a token that another request has refreshed', async () => {
    accessToken.accept(grant('old'));
    const answer = get('/api/v1/pits/1');
    accessToken.accept(grant('new'));
    server.expectOne('/api/v1/pits/1').flush({ code: 'not-signed-in' }, ENDED);
    const again = server.expectOne('/api/v1/pits/1');
    expect(again.request.headers.get('Authorization')).toBe('Bearer new');
    again.flush({ ok: true });
    expect(await answer).toEqual({ ok: true });
  });

  it('does not repeat a request twice', async () => {
    accessToken.accept(grant('old'));
    const answer = get('/api/v1/pits/1');
    server.expectOne('/api/v1/pits/1').flush({ code: 'not-signed-in' }, ENDED);
    await settled();
    server.expectOne(REFRESH).flush(grant('new'));
    await settled();
    server.expectOne('/api/v1/pits/1').flush({ code: 'not-signed-in' }, ENDED);
    await expect(answer).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  it('holds requests while the sign-in has expired, and sends them after the same user has signed in', async () => {
    accessToken.accept(grant('old'));
    const answer = get('/api/v1/pits/1');
    server.expectOne('/api/v1/pits/1').flush({ code: 'not-signed-in' }, ENDED);
    await settled();
    server.expectOne(REFRESH).flush({ code: 'session-ended' }, ENDED);
    await settled();
    expect(accessToken.expiredUser()).toMatchObject({ email: 'a@b.co' });
    const later = get('/api/v1/pits/2');
    await settled();
    accessToken.accept(grant('new'));
    await settled();
    for (const pit of [1, 2]) {
      const call = server.expectOne(`/api/v1/pits/${pit}`);
      expect(call.request.headers.get('Authorization')).toBe('Bearer new');
      call.flush({ pit });
    }
    expect(await Promise.all([answer, later])).toEqual([{ pit: 1 }, { pit: 2 }]);
    expect(accessToken.expiredUser()).toBeNull();
  });

  it.each([
    [1, 'new', null],
    [2, undefined, 'a@b.co'],
  ])('uses a sign-in of another tab only for the same user: %s', async (id, token, stillExpired) => {
    accessToken.accept(grant('old'));
    void accessToken.refresh();
    await settled();
    server.expectOne(REFRESH).flush({ code: 'session-ended' }, ENDED);
    await settled();
    const rechecked = accessToken.recheck();
    await settled();
    const found = grant('new');
    server.expectOne(REFRESH).flush({ ...found, user: { ...found.user, id } });
    await rechecked;
    expect(accessToken.current()?.access_token).toBe(token);
    expect(accessToken.expiredUser()?.email ?? null).toBe(stillExpired);
  });

  it('rejects held requests when the user leaves', async () => {
    accessToken.accept(grant('old'));
    const answer = get('/api/v1/pits/1');
    server.expectOne('/api/v1/pits/1').flush({ code: 'not-signed-in' }, ENDED);
    await settled();
    server.expectOne(REFRESH).flush({ code: 'session-ended' }, ENDED);
    await settled();
    accessToken.clear();
    await expect(answer).rejects.toBeInstanceOf(ProblemError);
    expect([accessToken.current(), accessToken.expiredUser()]).toEqual([null, null]);
  });

  it('keeps the token when a refresh does not reach the server', async () => {
    accessToken.accept(grant('old'));
    const answer = get('/api/v1/pits/1');
    server.expectOne('/api/v1/pits/1').flush({ code: 'not-signed-in' }, ENDED);
    await settled();
    server.expectOne(REFRESH).error(new ProgressEvent('error'));
    await expect(answer).rejects.toMatchObject({ code: 'network' });
    expect(accessToken.current()?.access_token).toBe('old');
  });

  it('passes other failures to the caller as problems', async () => {
    accessToken.accept(grant('one'));
    const answer = get('/api/v1/pits/9');
    server
      .expectOne('/api/v1/pits/9')
      .flush({ code: 'pit-not-found' }, { status: 404, statusText: 'Not Found' });
    await expect(answer).rejects.toMatchObject({ code: 'pit-not-found', status: 404 });
  });
});
