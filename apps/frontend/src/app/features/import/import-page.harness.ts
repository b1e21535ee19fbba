import { ComponentHarness } from '@angular/cdk/testing';
import { FileDropHarness } from '../../ui/file-drop.harness';

/** Drives the page that imports pits. */
export class ImportPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-import-page';

  private readonly place = this.locatorFor(FileDropHarness);
  private readonly heading = this.locatorForOptional('ppf-notice h2');
  private readonly said = this.locatorForOptional('.verdict');
  private readonly alarm = this.locatorForOptional('[role="alert"]');
  private readonly cells = this.locatorForAll('tbody td');
  private readonly buttons = this.locatorForAll('.actions :is(button, a)');
  private readonly encodingField = this.locatorForOptional('.encoding select');
  private readonly encodingWords = this.locatorForOptional('.encoding p');
  private readonly box = this.locatorFor('.check input');

  /** Enters a table: as text, or as the bytes of a file. */
  async give(csv: string | Uint8Array, name = 'pits.csv'): Promise<void> {
    const bytes = typeof csv === 'string' ? new TextEncoder().encode(csv) : csv;
    // jsdom's files cannot be read.
    const file = Object.assign(new File([Uint8Array.from(bytes)], name, { type: 'text/csv' }), {
      arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes).buffer),
    });
    await (await this.place()).drop(file);
  }

  /** The name of the encoding and the notice about it; null: the encoding does not matter. */
  async encoding(): Promise<string | null> {
    const [field, words] = [await this.encodingField(), await this.encodingWords()];
    return field && words ? `${await field.getProperty<string>('value')}: ${await words.text()}` : null;
  }

  /** Chooses another encoding. */
  async readAs(index: number): Promise<void> {
    const field = await this.encodingField();
    await field?.selectOptions(index);
    await field?.dispatchEvent('change');
  }

  /** The heading in place of the page; null when there is none. */
  async notice(): Promise<string | null> {
    return (await (await this.heading())?.text()) ?? null;
  }

  /** What the check or the import came to. */
  async verdict(): Promise<string | null> {
    return (await (await this.said())?.text()) ?? null;
  }

  /** Why it failed; null when it did not. */
  async failure(): Promise<string | null> {
    return (await (await this.alarm())?.text()) ?? null;
  }

  /** The rows: line, pit, and what becomes of it. */
  async rows(): Promise<string[]> {
    const texts = await Promise.all((await this.cells()).map((cell) => cell.text()));
    return Array.from({ length: texts.length / 3 }, (_, at) => texts.slice(3 * at, 3 * at + 3).join(' '));
  }

  /** What can be pressed. */
  async actions(): Promise<string[]> {
    return Promise.all((await this.buttons()).map((button) => button.text()));
  }

  /** Presses one of these. */
  async press(action: string): Promise<void> {
    await (await this.buttons())[(await this.actions()).indexOf(action)]?.click();
  }

  /** Allows, or no more, that cameras are replaced. */
  async toggleReplace(): Promise<void> {
    const box = await this.box();
    await box.click();
    await box.dispatchEvent('change');
  }
}
