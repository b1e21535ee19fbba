import { ComponentHarness } from '@angular/cdk/testing';

/** Test harness of the player: its texts and its buttons. */
export class StreamTokenLoaderHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-stream-token-loader';

  private readonly chip = this.locatorForOptional('.chip');
  private readonly message = this.locatorForOptional('.message p');
  private readonly announcement = this.locatorFor('[aria-live]');
  private readonly buttons = this.locatorForAll('button');

  /** Display state of the player. */
  async state(): Promise<string | null> {
    return (await this.host()).getAttribute('data-state');
  }

  async transport(): Promise<string | null> {
    return (await this.host()).getAttribute('data-transport');
  }

  /** Text of the chip; null without one. */
  async chipWord(): Promise<string | null> {
    return (await this.chip())?.text() ?? null;
  }

  async sentence(): Promise<string | null> {
    return (await this.message())?.text() ?? null;
  }

  /** Text of the live region for screen readers. */
  async announced(): Promise<string> {
    return (await this.announcement()).text();
  }

  /** Accessible names of the buttons. */
  async buttonNames(): Promise<string[]> {
    const buttons = await this.buttons();
    return Promise.all(
      buttons.map(async (button) => (await button.getAttribute('aria-label')) ?? button.text()),
    );
  }

  /** Presses a button. @throws Error if there is none with this name */
  async press(name: string): Promise<void> {
    const at = (await this.buttonNames()).indexOf(name);
    const button = (await this.buttons())[at];
    if (!button) throw new Error(`No button has the name “${name}”.`);
    await button.click();
  }
}
