import { ComponentHarness } from '@angular/cdk/testing';

/** Drives the page of one pit. */
export class PitPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-pit-page';

  private readonly heading = this.locatorForOptional('h1');
  private readonly noticeHeading = this.locatorForOptional('ppf-notice h2');
  private readonly notApplied = this.locatorForOptional('ppf-camera-not-applied[role=alert]');
  private readonly player = this.locatorForOptional('ppf-stream-token-loader');
  private readonly facts = this.locatorForOptional('ppf-pit-facts');
  private readonly cards = this.locatorForAll('aside h2');
  private readonly buttons = this.locatorForAll('aside .actions :is(button, a)');
  private readonly camera = this.locatorForOptional('ppf-camera-card');

  /** The heading of the page. */
  async title(): Promise<string | null> {
    return (await (await this.heading())?.text()) ?? null;
  }

  /** The heading of a notice in place of the video or the page; null: there is none. */
  async notice(): Promise<string | null> {
    return (await (await this.noticeHeading())?.text()) ?? null;
  }

  /** Why the camera is not applied, and what to do; null: it is. */
  async notAppliedText(): Promise<string | null> {
    return (await (await this.notApplied())?.text()) ?? null;
  }

  /** Whether a player is on the page. */
  async hasPlayer(): Promise<boolean> {
    return (await this.player()) !== null;
  }

  /** The status line and the number of viewers. */
  async factsText(): Promise<string | null> {
    return (await (await this.facts())?.text()) ?? null;
  }

  /** The headings of the cards. */
  async cardTitles(): Promise<string[]> {
    return Promise.all((await this.cards()).map((card) => card.text()));
  }

  /** The buttons and links of the cards. */
  async actions(): Promise<string[]> {
    return Promise.all((await this.buttons()).map((button) => button.text()));
  }

  /** The text of the camera card. */
  async cameraText(): Promise<string | null> {
    return (await (await this.camera())?.text()) ?? null;
  }
}
