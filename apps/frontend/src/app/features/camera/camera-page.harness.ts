import { ComponentHarness } from '@angular/cdk/testing';

/** Drives the page of a pit's camera. */
export class CameraPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-camera-page';

  private readonly heading = this.locatorForOptional('h1');
  private readonly noticeHeading = this.locatorForOptional('ppf-notice h2');
  private readonly facts = this.locatorForOptional('ppf-camera-facts');
  private readonly player = this.locatorForOptional('ppf-stream-token-loader');
  private readonly buttons = this.locatorForAll('.actions :is(button, a)');

  /** The heading of the page. */
  async title(): Promise<string | null> {
    return (await (await this.heading())?.text()) ?? null;
  }

  /** The heading of a notice in place of the video or the page; null: there is none. */
  async notice(): Promise<string | null> {
    return (await (await this.noticeHeading())?.text()) ?? null;
  }

  /** The settings of the camera; null: they are not shown. */
  async settings(): Promise<string | null> {
    return (await (await this.facts())?.text()) ?? null;
  }

  /** Whether a player is on the page. */
  async hasPlayer(): Promise<boolean> {
    return (await this.player()) !== null;
  }

  /** The buttons and links. */
  async actions(): Promise<string[]> {
    const labels = await Promise.all((await this.buttons()).map((button) => button.text()));
    return labels.map((label) => label.trim());
  }

  /** Presses one of them. */
  async press(action: string): Promise<void> {
    await (await this.buttons())[(await this.actions()).indexOf(action)]?.click();
  }
}
