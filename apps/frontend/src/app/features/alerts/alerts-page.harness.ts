import { ComponentHarness } from '@angular/cdk/testing';

/** Drives the page of alerts. */
export class AlertsPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-alerts-page';

  private readonly cards = this.locatorForAll('ppf-channel-card');
  private readonly rows = this.locatorForAll('ppf-delivery-list li');
  private readonly windows = this.locatorForAll('ppf-maintenance-list li');
  private readonly buttons = this.locatorForAll('button');
  private readonly heading = this.locatorForOptional('ppf-notice h2');
  private readonly skeleton = this.locatorForOptional('.skeleton');
  private readonly stale = this.locatorForOptional('ppf-stale-strip p');
  private readonly alerts = this.locatorForAll('[role=alert]');

  /** What each channel's card says. */
  async channels(): Promise<string[]> {
    return Promise.all((await this.cards()).map((card) => card.text()));
  }

  /** What is said of each message. */
  async deliveries(): Promise<string[]> {
    return Promise.all((await this.rows()).map((row) => row.text()));
  }

  /** What is said of each time of maintenance. */
  async maintenance(): Promise<string[]> {
    return Promise.all((await this.windows()).map((row) => row.text()));
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

  /** The heading in place of channels; null when there is none. */
  async notice(): Promise<string | null> {
    return (await (await this.heading())?.text()) ?? null;
  }

  /** Whether a grey card stands in for what is waited for. */
  async isLoading(): Promise<boolean> {
    return (await this.skeleton()) !== null;
  }

  /** What is said of old data; null while it is fresh. */
  async staleText(): Promise<string | null> {
    return (await (await this.stale())?.text()) ?? null;
  }

  /** What went wrong. */
  async failures(): Promise<string[]> {
    return Promise.all((await this.alerts()).map((each) => each.text()));
  }
}
