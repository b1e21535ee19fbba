import { ComponentHarness } from '@angular/cdk/testing';

/** Drives the page that plans a size. */
export class CapacityPlanningPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-capacity-planning-page';

  private readonly machineLine = this.locatorFor('.machine [role="status"]');
  private readonly headings = this.locatorForAll('.result h2');
  private readonly inputs = this.locatorForAll('input[inputmode="decimal"]');
  private readonly labels = this.locatorForAll('mat-label');
  private readonly faults = this.locatorForAll('mat-error');
  private readonly measured = this.locatorForOptional('form > .ppf-button');

  /** The machine that it takes. */
  async machine(): Promise<string> {
    return (await this.machineLine()).text();
  }

  /** What each resource comes to. */
  async totals(): Promise<string[]> {
    return Promise.all((await this.headings()).slice(1).map((heading) => heading.text()));
  }

  /** What is wrong. */
  async wrong(): Promise<string[]> {
    return Promise.all((await this.faults()).map((fault) => fault.text()));
  }

  /** Types a number into the field with this label. */
  async type(label: string, text: string): Promise<void> {
    const labels = await Promise.all((await this.labels()).map((each) => each.text()));
    const input = (await this.inputs())[labels.indexOf(label)];
    await input?.clear();
    await input?.sendKeys(text);
    await input?.blur();
  }

  /** What the button says that takes over what runs; null: it is not there. */
  async offersMeasured(): Promise<string | null> {
    return (await this.measured())?.text() ?? null;
  }

  /** Takes over what runs. */
  async useMeasured(): Promise<void> {
    await (await this.measured())?.click();
  }
}
