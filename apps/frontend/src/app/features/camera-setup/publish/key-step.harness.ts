import { ComponentHarness } from '@angular/cdk/testing';

/** Drives the step that shows a publish key. */
export class KeyStepHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-key-step';

  private readonly hosts = this.locatorForOptional('.hosts');
  private readonly labels = this.locatorForAll('.hosts label');
  private readonly publisher = this.locatorFor('select');
  private readonly publishers = this.locatorForAll('option');
  private readonly codes = this.locatorForAll('.lines code');

  /** The advice when the addresses lead to this machine only; null: they do not. */
  async advice(): Promise<string | null> {
    return (await (await this.hosts())?.text())?.replace(/\s+/g, ' ') ?? null;
  }

  /** The addresses of this machine to choose from. */
  async choices(): Promise<string[]> {
    return Promise.all((await this.labels()).map((label) => label.text()));
  }

  /** Chooses one of them. */
  async choose(address: string): Promise<void> {
    for (const label of await this.labels()) if ((await label.text()).trim() === address) await label.click();
  }

  /** Chooses the publisher whose settings are shown. */
  async choosePublisher(label: string): Promise<void> {
    const labels = await Promise.all((await this.publishers()).map((option) => option.text()));
    await (await this.publisher()).selectOptions(labels.indexOf(label));
  }

  /** The settings to copy. */
  async lines(): Promise<string[]> {
    return Promise.all((await this.codes()).map((code) => code.text()));
  }
}
