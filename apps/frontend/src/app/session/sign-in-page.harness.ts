import { ComponentHarness } from '@angular/cdk/testing';

type Field = 'email' | 'password';

/** Test harness of the sign-in page. */
export class SignInPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-sign-in-page';

  private readonly emailInput = this.locatorFor('input[autocomplete=username]');
  private readonly passwordInput = this.locatorFor('input[autocomplete=current-password]');
  private readonly button = this.locatorFor('button[type=submit]');
  private readonly alert = this.locatorFor('ppf-form-failure');
  private readonly eye = this.locatorFor('.password button');
  private readonly hints = this.locatorForAll('.hint');

  /** Fills in both fields and submits. */
  async signIn(email: string, password: string): Promise<void> {
    await this.enterEmail(email);
    const input = await this.passwordInput();
    await input.clear();
    if (password) await input.sendKeys(password);
    await this.pressButton();
  }

  /** Fills in the email address. */
  async enterEmail(email: string): Promise<void> {
    const input = await this.emailInput();
    await input.clear();
    if (email) await input.sendKeys(email);
  }

  /** Presses the button. */
  async pressButton(): Promise<void> {
    await (await this.button()).click();
  }

  /** Error message of the form; empty without one. */
  async failure(): Promise<string> {
    return (await this.alert()).text();
  }

  /** Error messages that screen readers read with a field. */
  async faultsOf(field: Field): Promise<string[]> {
    const input = await (field === 'email' ? this.emailInput() : this.passwordInput());
    const id = await input.getAttribute('aria-describedby');
    if (id === null || (await input.getAttribute('aria-invalid')) !== 'true') return [];
    return Promise.all((await this.locatorForAll(`#${id}`)()).map((each) => each.text()));
  }

  /** Whether a field has the focus. */
  async isFocused(field: Field): Promise<boolean> {
    return (await (field === 'email' ? this.emailInput() : this.passwordInput())).isFocused();
  }

  /** Hints of the password field. */
  async passwordHints(): Promise<string[]> {
    return Promise.all((await this.hints()).map((each) => each.text()));
  }

  /** Presses the button that reveals the password. */
  async toggleShown(): Promise<void> {
    await (await this.eye()).click();
  }

  /** Type of the password input: `text` while it is revealed. */
  async passwordType(): Promise<string | null> {
    return (await this.passwordInput()).getAttribute('type');
  }

  /** Presses a key in the password field. */
  async pressKey(capsLock: boolean): Promise<void> {
    await (
      await this.passwordInput()
    ).dispatchEvent('keydown', { getModifierState: () => capsLock } as never);
  }

  /** Label of the submit button. */
  async buttonText(): Promise<string> {
    return (await this.button()).text();
  }
}
