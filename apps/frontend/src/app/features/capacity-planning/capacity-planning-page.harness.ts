import { ComponentHarness } from '@angular/cdk/testing';

/** Test harness of the capacity planning page. */
export class CapacityPlanningPageHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-capacity-planning-page';

  private readonly machineLine = this.locatorFor('.machine [role="status"]');
  private readonly headings = this.locatorForAll('.result h2');
  private readonly inputs = this.locatorForAll('input[inputmode="decimal"]');
  private readonly labels = this.locatorForAll('mat-label');
  private readonly faults = this.locatorForAll('mat-error');
  private readonly measured = this.locatorForOptional('form > .ppf-button');

  /** The recommended machine. */
  async machine(): Promise<string> {
    return (await this.machineLine()).text();
  }

  /** Totals of the resources. */
  async totals(): Promise<string[]> {
    return Promise.all((await this.headings()).slice(1).map((heading) => heading.text()));
  }

  /** Error messages. */
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

  /** Label of the button that applies the current load; null without it. */
  async offersMeasured(): Promise<string | null> {
    return (await this.measured())?.text() ?? null;
  }

  /** Applies the current load. */
  async useMeasured(): Promise<void> {
    await (await this.measured())?.click();
  }
}
