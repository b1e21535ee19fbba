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

  /** What the page says is wrong with what was typed, where a screen reader finds it: with the field. */
  async complaint(): Promise<string> {
    const field = this.page.locator('input[aria-invalid="true"]').first();
    await field.waitFor();
    return field.evaluate((input) => {
      const ids = (input.getAttribute('aria-describedby') ?? '').split(' ');
      return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    });
  }
}
