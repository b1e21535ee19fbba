import { ComponentHarness } from '@angular/cdk/testing';

/** Drives the page of all pits. */
export class WallPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-wall-page';

  private readonly links = this.locatorForAll('ppf-pit-tile a');
  private readonly heading = this.locatorForOptional('ppf-notice h2');
  private readonly action = this.locatorForOptional('ppf-notice button');
  private readonly skeleton = this.locatorForOptional('.skeleton');
  private readonly stale = this.locatorForOptional('ppf-stale-strip p');

  /** Accessible names of the tiles' links. */
  async pits(): Promise<string[]> {
    return Promise.all((await this.links()).map((link) => link.text({ exclude: '[aria-hidden]' })));
  }

  /** The heading in place of pits; null when there is none. */
  async notice(): Promise<string | null> {
    return (await (await this.heading())?.text()) ?? null;
  }

  /** Label of the only button in place of pits; null when there is none. */
  async noticeAction(): Promise<string | null> {
    return (await (await this.action())?.text()) ?? null;
  }

  /** Presses that button. */
  async act(): Promise<void> {
    await (await this.action())?.click();
  }

  /** Whether a skeleton replaces the pits. */
  async isLoading(): Promise<boolean> {
    return (await this.skeleton()) !== null;
  }

  /** Notice about outdated data; null without one. */
  async staleText(): Promise<string | null> {
    return (await (await this.stale())?.text()) ?? null;
  }
}
