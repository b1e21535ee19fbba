import { ComponentHarness } from '@angular/cdk/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';

/** Test harness of the sign-in page. */
export class SignInPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-sign-in-page';

  private readonly email = this.locatorFor(MatFormFieldHarness.with({ floatingLabelText: 'Email' }));
  private readonly password = this.locatorFor(MatFormFieldHarness.with({ floatingLabelText: 'Password' }));
  private readonly button = this.locatorFor('button[type=submit]');
  private readonly alert = this.locatorFor('ppf-form-failure');
  private readonly eye = this.locatorFor('button[matSuffix]');
  private readonly passwordInput = this.locatorFor('input[autocomplete=current-password]');

  /** Fills in both fields and submits. */
  async signIn(email: string, password: string): Promise<void> {
    await this.enterEmail(email);
    await (await (await this.password()).getControl(MatInputHarness))?.setValue(password);
    await this.pressButton();
  }

  /** Fills in the email address. */
  async enterEmail(email: string): Promise<void> {
    await (await (await this.email()).getControl(MatInputHarness))?.setValue(email);
  }

  /** Presses the button. */
  async pressButton(): Promise<void> {
    await (await this.button()).click();
  }

  /** Error message of the form; empty without one. */
  async failure(): Promise<string> {
    return (await this.alert()).text();
  }

  /** Error messages of a field. */
  async faultsOf(field: 'email' | 'password'): Promise<string[]> {
    return (await this[field]()).getTextErrors();
  }

  /** Hints of the password field. */
  async passwordHints(): Promise<string[]> {
    return (await this.password()).getTextHints();
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
