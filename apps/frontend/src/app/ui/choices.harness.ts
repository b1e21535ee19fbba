import { ComponentHarness } from '@angular/cdk/testing';

/** Drives a question with a few answers. */
export class ChoicesHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-choices';

  private readonly names = this.locatorForAll('strong');
  private readonly radios = this.locatorForAll('input');

  /** What is asked, as a screen reader says it. */
  async legend(): Promise<string | null> {
    return (await this.host()).getAttribute('aria-label');
  }

  /** The answers to choose from. */
  async labels(): Promise<string[]> {
    return Promise.all((await this.names()).map((name) => name.text()));
  }

  /** The answer given; null before one is. */
  async chosen(): Promise<string | null> {
    const labels = await this.labels();
    for (const [at, radio] of (await this.radios()).entries())
      if (await radio.getProperty<boolean>('checked')) return labels[at] ?? null;
    return null;
  }

  /** Gives the answer with this label. @throws Error when there is none */
  async choose(label: string): Promise<void> {
    const radio = (await this.radios())[(await this.labels()).indexOf(label)];
    if (!radio) throw new Error(`There is no answer “${label}”.`);
    await radio.click();
    await radio.dispatchEvent('change');
  }
}
