import { ComponentHarness } from '@angular/cdk/testing';
import { UnitTestElement } from '@angular/cdk/testing/testbed';

/** Test harness of `FileDrop`. */
export class FileDropHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-file-drop';

  private readonly zone = this.locatorFor('label');

  /** Label of the drop zone. */
  async label(): Promise<string> {
    return (await this.zone()).text();
  }

  /** Drops a file. */
  async drop(file: File): Promise<void> {
    const zone = await this.zone();
    if (!(zone instanceof UnitTestElement)) throw new Error('Files can be dropped in unit tests only.');
    const event = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { files: [file] } });
    zone.element.dispatchEvent(event);
    await this.forceStabilize();
  }
}
