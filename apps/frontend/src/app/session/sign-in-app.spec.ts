import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { AccessTokenResponse } from '@ppf/contracts';
import { AccessToken } from '../api/access-token';
import { takeEarlyRefresh } from '../api/early-refresh';
import { ProblemError } from '../api/problem-error';
import { AfterSignIn } from './after-sign-in';
import { SessionStore } from './session-store';
import { SIGNED_IN, SignInApp } from './sign-in-app';

describe('SignInApp', () => {
  const grant = { access_token: 'token', expires_in: 900, user: { id: 1 } } as unknown as AccessTokenResponse;
  const current = signal<AccessTokenResponse | null>(null);
  const unreachable = signal<ProblemError | null>(null);
  const restore = jest.fn<Promise<void>, []>();
  const signedIn = jest.fn<Promise<void>, []>();

  async function open(url: string): Promise<HTMLElement> {
    history.replaceState(null, '', url);
    TestBed.configureTestingModule({
      providers: [
        { provide: SessionStore, useValue: { restore, unreachable, user: () => current()?.user ?? null } },
        { provide: AccessToken, useValue: { current } },
        { provide: AfterSignIn, useValue: { open: jest.fn() } },
        { provide: SIGNED_IN, useValue: signedIn },
      ],
    });
    const fixture = TestBed.createComponent(SignInApp);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  const signIn = async (): Promise<void> => {
    current.set(grant);
    TestBed.tick();
  };

  // jsdom has no Response.
  beforeAll(() => {
    const json = (body: unknown) => ({ ok: true, json: async () => body });
    Object.assign(globalThis, { Response: { json } });
  });

  beforeEach(() => {
    current.set(null);
    unreachable.set(null);
    restore.mockReset().mockResolvedValue();
    signedIn.mockReset().mockResolvedValue();
    globalThis.ppfEarlyRefresh = undefined;
  });

  it('shows the sign-in page of another page and returns to that page', async () => {
    const page = await open('/pits/3?tab=history');
    expect(page.querySelector('form')).not.toBeNull();
    expect(location.pathname + location.search).toBe('/sign-in?return=%2Fpits%2F3%3Ftab%3Dhistory');
    expect(document.title).toBe('Sign in · PPF Monitoring');
    await signIn();
    expect(location.pathname + location.search).toBe('/pits/3?tab=history');
    expect(signedIn).toHaveBeenCalledTimes(1);
  });

  it('passes the grant to the application', async () => {
    await open('/sign-in');
    await signIn();
    expect(location.pathname).toBe('/pits');
    expect(await takeEarlyRefresh()).toEqual(grant);
  });

  it('shows no sign-in page to a user whose sign-in is restored', async () => {
    restore.mockImplementation(async () => current.set(grant));
    const page = await open('/pits');
    expect(page.querySelector('form')).toBeNull();
    expect(signedIn).toHaveBeenCalledTimes(1);
    expect(location.pathname).toBe('/pits');
  });

  it('shows that a sign-in has ended', async () => {
    const page = await open('/sign-in?return=%2Fpits&ended=');
    expect(page.querySelector('.ended')).not.toBeNull();
  });

  it('shows that the server is unreachable', async () => {
    restore.mockImplementation(() => new Promise(() => undefined));
    unreachable.set(new ProblemError('network', 0));
    const page = await open('/sign-in');
    expect(page.querySelector('[role=alert]')?.textContent).toMatch(/can’t be reached/);
    expect(page.querySelector('form')).toBeNull();
  });
});
