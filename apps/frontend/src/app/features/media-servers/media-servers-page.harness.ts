import { ComponentHarness } from '@angular/cdk/testing';

/** Drives the page of media servers. */
export class MediaServersPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-media-servers-page';

  private readonly cards = this.locatorForAll('ppf-media-server-card');
  private readonly buttons = this.locatorForAll('button');
  private readonly summaries = this.locatorForAll('summary');
  private readonly heading = this.locatorForOptional('ppf-notice h2');
  private readonly skeleton = this.locatorForOptional('.skeleton');
  private readonly stale = this.locatorForOptional('ppf-stale-strip p');
  private readonly plan = this.locatorForOptional('ppf-server-plan');
  private readonly workshops = this.locatorForOptional('ppf-server-workshops');

  /** What each card says. */
  async servers(): Promise<string[]> {
    return Promise.all((await this.cards()).map((card) => card.text()));
  }

  /** What the buttons say, in order. */
  async actions(): Promise<string[]> {
    return Promise.all((await this.buttons()).map((button) => button.text()));
  }

  /** Presses the first button that says this. */
  async press(label: string): Promise<void> {
    const at = (await this.actions()).indexOf(label);
    await (await this.buttons())[at]?.click();
  }

  /** Opens the details of a card. */
  async open(at: number): Promise<void> {
    await (await this.summaries())[at]?.click();
  }

  /** What is said of paths; null while the details are closed. */
  async planText(): Promise<string | null> {
    return (await (await this.plan())?.text()) ?? null;
  }

  /** What is said of workshops; null while the details are closed. */
  async workshopsText(): Promise<string | null> {
    return (await (await this.workshops())?.text()) ?? null;
  }

  /** The heading in place of servers; null when there is none. */
  async notice(): Promise<string | null> {
    return (await (await this.heading())?.text()) ?? null;
  }

  /** Whether a grey card stands in for the servers. */
  async isLoading(): Promise<boolean> {
    return (await this.skeleton()) !== null;
  }

  /** What is said of old data; null while it is fresh. */
  async staleText(): Promise<string | null> {
    return (await (await this.stale())?.text()) ?? null;
  }
}
