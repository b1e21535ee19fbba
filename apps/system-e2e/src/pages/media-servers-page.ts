import type { Locator, Page } from 'playwright-core';

/** `/media-servers`, of the operator. */
export class MediaServersPage {
  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.origin}/media-servers`);
    await this.page.locator('ppf-media-server-card').first().waitFor();
  }

  /** Text of a server's card in one line: its state, health and figures. */
  async says(server: string): Promise<string> {
    return (await this.card(server).innerText()).replace(/\s+/g, ' ');
  }

  /** Moves a workshop away from a server. */
  async move(workshop: string, from: string, to: string): Promise<void> {
    await this.card(from).getByText('Workshops, paths and addresses').click();
    await this.card(from)
      .getByRole('button', { name: `Move ${workshop}` })
      .click();
    await this.page.getByRole('dialog').getByRole('radio', { name: to }).check();
    await this.confirm('Move workshop');
  }

  /** Moves everything away from a server. */
  async drain(server: string): Promise<void> {
    await this.card(server).getByRole('button', { name: 'Drain' }).click();
    await this.confirm('Drain server');
  }

  /** Removes a server without workshops. */
  async remove(server: string): Promise<void> {
    await this.card(server).getByRole('button', { name: 'Remove' }).click();
    await this.confirm('Remove server');
    await this.card(server).waitFor({ state: 'detached' });
  }

  private async confirm(action: string): Promise<void> {
    // Confirmations are an `alertdialog`.
    const dialog = this.page.locator('mat-dialog-container');
    await dialog.getByRole('button', { name: action }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  private card(server: string): Locator {
    const heading = this.page.getByRole('heading', { level: 2, name: server, exact: true });
    return this.page.locator('ppf-media-server-card').filter({ has: heading });
  }
}
