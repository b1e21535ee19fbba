import { ComponentHarness } from '@angular/cdk/testing';

/** Test harness of the media servers page. */
export class MediaServersPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-media-servers-page';

  private readonly cards = this.locatorForAll('ppf-media-server-card');
  private readonly buttons = this.locatorForAll('button');
  private readonly summaries = this.locatorForAll('summary');
  private readonly heading = this.locatorForOptional('ppf-notice h2');
  private readonly skeleton = this.locatorForOptional('.skeleton');
  private readonly stale = this.locatorForOptional('ppf-stale-strip p');
  private readonly plan = this.locatorForOptional('ppf-server-plan');
  private readonly agent = this.locatorForOptional('ppf-server-agent');
  private readonly workshops = this.locatorForOptional('ppf-server-workshops');

  /** Texts of the cards. */
  async servers(): Promise<string[]> {
    return Promise.all((await this.cards()).map((card) => card.text()));
  }

  /** Labels of the buttons, in order. */
  async actions(): Promise<string[]> {
    return Promise.all((await this.buttons()).map((button) => button.text()));
  }

  /** Presses the first button with this label. */
  async press(label: string): Promise<void> {
    const at = (await this.actions()).indexOf(label);
    await (await this.buttons())[at]?.click();
  }

  /** Opens the details of a card. */
  async open(at: number): Promise<void> {
    await (await this.summaries())[at]?.click();
  }

  /** Text of the paths section; null while the details are closed. */
  async planText(): Promise<string | null> {
    return (await (await this.plan())?.text()) ?? null;
  }

  /** Text of the section of the media agent; null while the details are closed. */
  async agentText(): Promise<string | null> {
    return (await (await this.agent())?.text()) ?? null;
  }

  /** Text of the workshops section; null while the details are closed. */
  async workshopsText(): Promise<string | null> {
    return (await (await this.workshops())?.text()) ?? null;
  }

  /** Heading of the notice; null without one. */
  async notice(): Promise<string | null> {
    return (await (await this.heading())?.text()) ?? null;
  }

  /** Whether a skeleton is shown. */
  async isLoading(): Promise<boolean> {
    return (await this.skeleton()) !== null;
  }

  /** Notice about outdated data; null without one. */
  async staleText(): Promise<string | null> {
    return (await (await this.stale())?.text()) ?? null;
  }
}
