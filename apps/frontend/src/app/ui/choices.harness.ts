import { ComponentHarness } from '@angular/cdk/testing';

/** Test harness of `Choices`. */
export class ChoicesHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-choices';

  private readonly names = this.locatorForAll('strong');
  private readonly radios = this.locatorForAll('input');

  /** Accessible name of the group. */
  async legend(): Promise<string | null> {
    return (await this.host()).getAttribute('aria-label');
  }

  /** Labels of the options. */
  async labels(): Promise<string[]> {
    return Promise.all((await this.names()).map((name) => name.text()));
  }

  /** Label of the selected option; null without a selection. */
  async chosen(): Promise<string | null> {
    const labels = await this.labels();
    for (const [at, radio] of (await this.radios()).entries())
      if (await radio.getProperty<boolean>('checked')) return labels[at] ?? null;
    return null;
  }

  /** Selects the option with this label. @throws Error if there is none */
  async choose(label: string): Promise<void> {
    const radio = (await this.radios())[(await this.labels()).indexOf(label)];
    if (!radio) throw new Error(`No option has the label “${label}”.`);
    await radio.click();
    await radio.dispatchEvent('change');
  }
}
