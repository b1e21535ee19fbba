import type { Page } from 'playwright-core';
import type { Credentials } from '../world/api-client';

/** `/sign-in`. */
export class SignInPage {
  constructor(
    private readonly page: Page,
    private readonly origin: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.origin}/sign-in`);
    await this.page.getByRole('button', { name: 'Sign in' }).waitFor();
  }

  async signIn({ email, password }: Credentials): Promise<void> {
    await this.page.getByLabel('Email', { exact: true }).fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** The error message of the page, in an element that screen readers announce. */
  async complaint(): Promise<string> {
    const alert = this.page.getByRole('alert').filter({ hasText: /\S/ }).first();
    await alert.waitFor();
    return alert.innerText();
  }
}
