import { ComponentHarness } from '@angular/cdk/testing';

/** The player as a person meets it: what it says and what can be pressed. */
export class StreamTokenLoaderHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-stream-token-loader';

  private readonly chip = this.locatorForOptional('.chip');
  private readonly message = this.locatorForOptional('.message p');
  private readonly announcement = this.locatorFor('[aria-live]');
  private readonly buttons = this.locatorForAll('button');

  /** One of the player's states. */
  async state(): Promise<string | null> {
    return (await this.host()).getAttribute('data-state');
  }

  async transport(): Promise<string | null> {
    return (await this.host()).getAttribute('data-transport');
  }

  /** The word on the chip; null without one. */
  async chipWord(): Promise<string | null> {
    return (await this.chip())?.text() ?? null;
  }

  async sentence(): Promise<string | null> {
    return (await this.message())?.text() ?? null;
  }

  /** What a screen reader is told. */
  async announced(): Promise<string> {
    return (await this.announcement()).text();
  }

  /** Names of what can be pressed. */
  async buttonNames(): Promise<string[]> {
    const buttons = await this.buttons();
    return Promise.all(
      buttons.map(async (button) => (await button.getAttribute('aria-label')) ?? button.text()),
    );
  }

  /** @throws when there is no such button */
  async press(name: string): Promise<void> {
    const at = (await this.buttonNames()).indexOf(name);
    const button = (await this.buttons())[at];
    if (!button) throw new Error(`There is no button “${name}”.`);
    await button.click();
  }
}
