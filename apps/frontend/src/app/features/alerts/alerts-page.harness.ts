import { ComponentHarness } from '@angular/cdk/testing';

/** Test harness of the alerts page. */
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

  /** Texts of the channel cards. */
  async channels(): Promise<string[]> {
    return Promise.all((await this.cards()).map((card) => card.text()));
  }

  /** Texts of the messages. */
  async deliveries(): Promise<string[]> {
    return Promise.all((await this.rows()).map((row) => row.text()));
  }

  /** Texts of the maintenance windows. */
  async maintenance(): Promise<string[]> {
    return Promise.all((await this.windows()).map((row) => row.text()));
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

  /** Error messages. */
  async failures(): Promise<string[]> {
    return Promise.all((await this.alerts()).map((each) => each.text()));
  }
}
