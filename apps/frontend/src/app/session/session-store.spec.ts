import { permissionsOf } from '@ppf/contracts';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideApi } from '../api/provide-api';
import { SessionStore } from './session-store';

const user = {
  id: 1,
  email: 'a@b.co',
  display_name: 'A',
  role: 'owner' as const,
  permissions: permissionsOf('owner'),
  workshop_id: 1,
};
const grant = { access_token: 't', token_type: 'Bearer', expires_in: 100, user };
const ENDED = { status: 401, statusText: 'Unauthorized' };

describe('SessionStore', () => {
  let session: SessionStore;
  let server: HttpTestingController;

  const call = (name: string) => server.expectOne(`/api/v1/auth/${name}`);

  beforeEach(() => {
    jest.useFakeTimers();
    localStorage.clear();
    TestBed.configureTestingModule({ providers: [provideApi(), provideHttpClientTesting()] });
    session = TestBed.inject(SessionStore);
    server = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    server.verify();
    jest.useRealTimers();
  });

  it('restores the sign-in after a reload', async () => {
    const restored = session.restore();
    await jest.advanceTimersByTimeAsync(0);
    call('refresh').flush(grant);
    await restored;
    expect(session.user()).toEqual(user);
    expect(localStorage.getItem('ppf-signed-in')).toBe('yes');
  });

  it('sends one refresh for several callers', async () => {
    const waiting = [session.restore(), session.restore()];
    await jest.advanceTimersByTimeAsync(0);
    call('refresh').flush({ code: 'not-signed-in' }, ENDED);
    await Promise.all(waiting);
    expect(session.user()).toBeNull();
  });

  it('sends no refresh after a sign-out, because it could only be rejected', async () => {
    localStorage.setItem('ppf-signed-in', 'no');
    await session.restore();
    server.expectNone('/api/v1/auth/refresh');
    expect(session.user()).toBeNull();
  });

  it('retries while the server is unreachable, and reports it', async () => {
    const restored = session.restore();
    await jest.advanceTimersByTimeAsync(0);
    call('refresh').error(new ProgressEvent('error'));
    await jest.advanceTimersByTimeAsync(0);
    expect(session.unreachable()?.code).toBe('network');
    await jest.advanceTimersByTimeAsync(500);
    call('refresh').flush(grant);
    await restored;
    expect(session.unreachable()).toBeNull();
    expect(session.user()).toEqual(user);
  });

  it('refreshes the token before it expires', async () => {
    const signingIn = session.signIn({ email: 'a@b.co', password: 'x' });
    call('login').flush(grant);
    await signingIn;
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(79_000);
    server.expectNone('/api/v1/auth/refresh');
    await jest.advanceTimersByTimeAsync(2_000);
    call('refresh').flush(grant);
  });

  it('retries a refresh that did not reach the server', async () => {
    const signingIn = session.signIn({ email: 'a@b.co', password: 'x' });
    call('login').flush(grant);
    await signingIn;
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(80_000);
    call('refresh').error(new ProgressEvent('error'));
    expect(session.user()).toEqual(user);
    await jest.advanceTimersByTimeAsync(10_000);
    call('refresh').flush(grant);
  });

  it('clears the sign-in at sign-out, even if the server is unreachable', async () => {
    const signingIn = session.signIn({ email: 'a@b.co', password: 'x' });
    call('login').flush(grant);
    await signingIn;
    const signingOut = session.signOut();
    call('logout').error(new ProgressEvent('error'));
    await signingOut;
    expect(session.user()).toBeNull();
  });

  it('keeps the user of an expired sign-in until a new sign-in or giveUp', async () => {
    const signingIn = session.signIn({ email: 'a@b.co', password: 'x' });
    call('login').flush(grant);
    await signingIn;
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(80_000);
    call('refresh').flush({ code: 'session-ended' }, ENDED);
    await jest.advanceTimersByTimeAsync(0);
    TestBed.tick();
    expect([session.hasExpired(), session.user()]).toEqual([true, user]);
    expect(localStorage.getItem('ppf-signed-in')).toBe('no');
    await jest.advanceTimersByTimeAsync(600_000);
    session.giveUp();
    expect([session.hasExpired(), session.user()]).toEqual([false, null]);
  });

  it('continues when the same user has signed in in another tab', async () => {
    const signingIn = session.signIn({ email: 'a@b.co', password: 'x' });
    call('login').flush(grant);
    await signingIn;
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(80_000);
    call('refresh').flush({ code: 'session-ended' }, ENDED);
    await jest.advanceTimersByTimeAsync(0);
    dispatchEvent(new StorageEvent('storage', { key: 'ppf-signed-in', newValue: 'yes' }));
    await jest.advanceTimersByTimeAsync(0);
    call('refresh').flush(grant);
    await jest.advanceTimersByTimeAsync(0);
    expect([session.hasExpired(), session.user()]).toEqual([false, user]);
  });

  it('sends a pending sign-out instead of using its cookie', async () => {
    const signingOut = session.signOut();
    call('logout').error(new ProgressEvent('error'));
    await signingOut;
    const restored = session.restore();
    call('logout').flush(null);
    await restored;
    expect(session.user()).toBeNull();
    expect(localStorage.getItem('ppf-signed-in')).toBe('no');
  });

  it('has no permissions while signed out', () => {
    expect(session.can('account:write')).toBe(false);
  });

  it.each([
    ['owner', true],
    ['operator', true],
    ['staff', false],
  ] as const)('lets the role %s change pits: %s', async (role, canWrite) => {
    const signingIn = session.signIn({ email: 'a@b.co', password: 'x' });
    call('login').flush({ ...grant, user: { ...user, role, permissions: permissionsOf(role) } });
    await signingIn;
    expect(session.can('pits:write')).toBe(canWrite);
    expect(session.can('pits:read')).toBe(true);
  });
});
