import type { Locator, Page } from 'playwright-core';

/** `/pits`. */
export class PitsPage {
  constructor(
    private readonly page: Page,
    private readonly origin: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.origin}/pits`);
    await this.shown();
  }

  /** Waits for the first pit of the list. */
  async shown(): Promise<void> {
    await this.page.waitForURL('**/pits');
    await this.pits().first().waitFor();
  }

  pits(): Locator {
    return this.page.getByRole('link', { name: /\bPit \d+\b/ });
  }

  pit(number: number): Locator {
    return this.page.getByRole('link', { name: new RegExp(`\\bPit ${number}\\b`) });
  }

  /** The link of a pit whose name contains a state. */
  inState(number: number, state: RegExp): Locator {
    return this.page.getByRole('link', {
      name: new RegExp(`\\bPit ${number}\\b.*${state.source}`, state.flags),
    });
  }
}
