import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { ProblemError, type FailureCode } from '../api/problem-error';
import { AfterSignIn } from './after-sign-in';
import { SessionStore } from './session-store';
import { SignInPage } from './sign-in-page';
import { SignInPageHarness } from './sign-in-page.harness';

describe('SignInPage', () => {
  const signIn = jest.fn<Promise<void>, [{ email: string; password: string }]>();
  const goes = jest.fn<Promise<unknown>, [string]>();

  async function open(inputs: { return?: string; ended?: string } = {}): Promise<SignInPageHarness> {
    TestBed.configureTestingModule({
      providers: [
        { provide: SessionStore, useValue: { signIn } },
        { provide: AfterSignIn, useValue: { open: goes } },
      ],
    });
    const fixture = TestBed.createComponent(SignInPage);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    return TestbedHarnessEnvironment.harnessForFixture(fixture, SignInPageHarness);
  }

  beforeEach(() => {
    signIn.mockReset().mockResolvedValue();
    goes.mockReset().mockResolvedValue(true);
  });

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
    expect(await page.isFocused('email')).toBe(true);
    expect(signIn).not.toHaveBeenCalled();
    await page.enterEmail('a');
    expect(await page.faultsOf('email')).toEqual([]);
    await page.pressButton();
    expect(await page.faultsOf('email')).toEqual([expect.stringMatching(/name@example.com/)]);
  });

  it('shows what the API rejects beside the field', async () => {
    const errors = [{ field: 'password', message: 'is too long' }];
    signIn.mockRejectedValue(new ProblemError('validation-failed', 400, null, errors));
    const page = await open();
    await page.signIn('a@b.co', 'secret');
    expect(await page.faultsOf('password')).toEqual(['is too long']);
    expect(await page.isFocused('password')).toBe(true);
    expect(await page.failure()).toBe('');
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
