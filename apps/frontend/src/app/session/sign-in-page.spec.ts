import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { ProblemError, type FailureCode } from '../api/problem-error';
import { SessionStore } from './session-store';
import { SignInPage } from './sign-in-page';
import { SignInPageHarness } from './sign-in-page.harness';

describe('SignInPage', () => {
  const signIn = jest.fn<Promise<void>, [{ email: string; password: string }]>();
  let goes: jest.SpyInstance;

  async function open(inputs: { return?: string; ended?: string } = {}): Promise<SignInPageHarness> {
    TestBed.configureTestingModule({
      providers: [provideRouter([]), { provide: SessionStore, useValue: { signIn } }],
    });
    goes = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    const fixture = TestBed.createComponent(SignInPage);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    return TestbedHarnessEnvironment.harnessForFixture(fixture, SignInPageHarness);
  }

  beforeEach(() => signIn.mockReset().mockResolvedValue());

  it('signs in and opens the pits', async () => {
    const page = await open();
    await page.signIn('a@b.co', 'secret');
    expect(signIn).toHaveBeenCalledWith({ email: 'a@b.co', password: 'secret' });
    expect(goes).toHaveBeenCalledWith('/pits');
  });

  it('opens the requested page after the sign-in', async () => {
    const page = await open({ return: '/pits/3' });
    await page.signIn('a@b.co', 'secret');
    expect(goes).toHaveBeenCalledWith('/pits/3');
  });

  it('validates the fields before it sends a request', async () => {
    const page = await open();
    await page.signIn('', '');
    expect(await page.faultsOf('email')).toEqual(['Enter your email address.']);
    expect(await page.faultsOf('password')).toEqual(['Enter your password.']);
    expect(signIn).not.toHaveBeenCalled();
  });

  it.each<[FailureCode, RegExp]>([
    ['wrong-credentials', /wrong/],
    ['too-many-requests', /20 s/],
    ['sign-in-busy', /few seconds/],
    ['network', /can’t be reached/],
    ['internal-error', /failed/],
  ])('explains %s', async (code, words) => {
    signIn.mockRejectedValue(new ProblemError(code, 401, null, [], 20));
    const page = await open();
    await page.signIn('a@b.co', 'secret');
    expect(await page.failure()).toMatch(words);
    expect(goes).not.toHaveBeenCalled();
  });

  it('can be submitted again without a change after a failure', async () => {
    signIn.mockRejectedValueOnce(new ProblemError('sign-in-busy', 503));
    const page = await open();
    await page.signIn('a@b.co', 'secret');
    await page.pressButton();
    expect(signIn).toHaveBeenCalledTimes(2);
    expect(await page.failure()).toBe('');
    expect(goes).toHaveBeenCalledWith('/pits');
  });

  it('signs in after the email was corrected', async () => {
    signIn.mockRejectedValueOnce(new ProblemError('wrong-credentials', 401));
    const page = await open();
    await page.signIn('b@b.co', 'secret');
    await page.enterEmail('a@b.co');
    await page.pressButton();
    expect(signIn).toHaveBeenLastCalledWith({ email: 'a@b.co', password: 'secret' });
    expect(goes).toHaveBeenCalledWith('/pits');
  });

  it('reveals the password', async () => {
    const page = await open();
    expect(await page.passwordType()).toBe('password');
    await page.toggleShown();
    expect(await page.passwordType()).toBe('text');
  });

  it('shows that Caps Lock is on', async () => {
    const page = await open();
    await page.pressKey(true);
    expect(await page.passwordHints()).toEqual(['Caps Lock is on.']);
    await page.pressKey(false);
    expect(await page.passwordHints()).toEqual([]);
  });

  it('has a button “Sign in”', async () => {
    expect(await (await open()).buttonText()).toBe('Sign in');
  });
});
