import { ComponentHarness } from '@angular/cdk/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';

/** Drives the sign-in page. */
export class SignInPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-sign-in-page';

  private readonly email = this.locatorFor(MatFormFieldHarness.with({ floatingLabelText: 'Email' }));
  private readonly password = this.locatorFor(MatFormFieldHarness.with({ floatingLabelText: 'Password' }));
  private readonly button = this.locatorFor('button[type=submit]');
  private readonly alert = this.locatorFor('ppf-form-failure');
  private readonly eye = this.locatorFor('button[matSuffix]');
  private readonly passwordInput = this.locatorFor('input[autocomplete=current-password]');

  /** Fills both fields and presses the button. */
  async signIn(email: string, password: string): Promise<void> {
    await this.enterEmail(email);
    await (await (await this.password()).getControl(MatInputHarness))?.setValue(password);
    await this.pressButton();
  }

  /** Fills the first field. */
  async enterEmail(email: string): Promise<void> {
    await (await (await this.email()).getControl(MatInputHarness))?.setValue(email);
  }

  /** Presses the button. */
  async pressButton(): Promise<void> {
    await (await this.button()).click();
  }

  /** What is said of the whole form; empty when nothing is. */
  async failure(): Promise<string> {
    return (await this.alert()).text();
  }

  /** What is said beneath a field. */
  async faultsOf(field: 'email' | 'password'): Promise<string[]> {
    return (await this[field]()).getTextErrors();
  }

  /** Hints beneath the password. */
  async passwordHints(): Promise<string[]> {
    return (await this.password()).getTextHints();
  }

  /** Presses the eye. */
  async toggleShown(): Promise<void> {
    await (await this.eye()).click();
  }

  /** `text` while what is typed can be read. */
  async passwordType(): Promise<string | null> {
    return (await this.passwordInput()).getAttribute('type');
  }

  /** A key pressed in the password field. */
  async pressKey(capsLock: boolean): Promise<void> {
    await (
      await this.passwordInput()
    ).dispatchEvent('keydown', { getModifierState: () => capsLock } as never);
  }

  /** What is on the button. */
  async buttonText(): Promise<string> {
    return (await this.button()).text();
  }
}
