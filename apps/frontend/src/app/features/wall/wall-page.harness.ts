import { ComponentHarness } from '@angular/cdk/testing';

/** Drives the page of all pits. */
export class WallPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-wall-page';

  private readonly links = this.locatorForAll('ppf-pit-tile a');
  private readonly heading = this.locatorForOptional('ppf-notice h2');
  private readonly action = this.locatorForOptional('ppf-notice button');
  private readonly skeleton = this.locatorForOptional('.skeleton');
  private readonly stale = this.locatorForOptional('ppf-stale-strip p');

  /** Names of the tiles' links, as a screen reader says them. */
  async pits(): Promise<string[]> {
    return Promise.all((await this.links()).map((link) => link.text({ exclude: '[aria-hidden]' })));
  }

  /** The heading in place of pits; null when there is none. */
  async notice(): Promise<string | null> {
    return (await (await this.heading())?.text()) ?? null;
  }

  /** What the one button in place of pits says; null when there is none. */
  async noticeAction(): Promise<string | null> {
    return (await (await this.action())?.text()) ?? null;
  }

  /** Presses that button. */
  async act(): Promise<void> {
    await (await this.action())?.click();
  }

  /** Whether grey tiles stand in for the pits. */
  async isLoading(): Promise<boolean> {
    return (await this.skeleton()) !== null;
  }

  /** What is said of old data; null while it is fresh. */
  async staleText(): Promise<string | null> {
    return (await (await this.stale())?.text()) ?? null;
  }
}
