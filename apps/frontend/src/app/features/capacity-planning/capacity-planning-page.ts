import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { form, FormField, validate } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatInputModule } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { measureWorkload, planCapacity, type CapacityPlan } from '@ppf/capacity';
import arrowLeft from 'lucide-static/icons/arrow-left.svg';
import gauge from 'lucide-static/icons/gauge.svg';
import { StreamsApi } from '../../api/streams-api';
import { Icon } from '../../ui/icon';
import {
  parseWorkload,
  FIELD_GROUPS,
  type WorkloadInput,
  type WorkloadField,
  validateField,
  TYPICAL_INPUT,
  applyMeasured,
} from './workload-form';
import {
  formatAmount,
  formatMachine,
  itemExplanation,
  itemLabel,
  noteText,
  resourceRows,
} from './capacity-text';
import { text } from './texts/text';

/** Plans the machine of an installation, for operators, from entered or measured numbers. */
@Component({
  selector: 'ppf-capacity-planning-page',
  imports: [FormField, Icon, MatCheckbox, MatFormField, MatInputModule, RouterLink],
  templateUrl: './capacity-planning-page.html',
  styleUrl: './capacity-planning-page.scss',
})
export class CapacityPlanningPage {
  private readonly live = inject(StreamsApi).live();
  private readonly entry = signal<WorkloadInput>(TYPICAL_INPUT);

  protected readonly form = form(this.entry, (path) => {
    for (const { fields } of FIELD_GROUPS)
      for (const { key } of fields)
        validate(path[key], ({ value }) => {
          const message = validateField(key, value());
          return message === null ? null : { kind: 'number', message };
        });
  });

  /** The current load; null without streams, or until it is loaded. */
  protected readonly measured = computed(() => {
    if (!this.live.hasValue()) return null;
    const load = measureWorkload(
      this.live.value().items.map(({ stream }) => ({
        stream: 'main',
        bitsPerSecond: stream.bits_per_second,
        viewers: stream.readers,
      })),
    );
    return load.mainMbits === undefined ? null : load;
  });

  /** The plan of the last valid input, so that incomplete input does not empty the page. */
  protected readonly plan = linkedSignal<CapacityPlan | null, CapacityPlan>({
    source: () => {
      const workload = parseWorkload(this.entry());
      return workload && planCapacity(workload);
    },
    computation: (plan, before) =>
      plan ?? before?.value ?? planCapacity(parseWorkload(TYPICAL_INPUT) as never),
  });
  protected readonly resources = computed(() => resourceRows(this.plan()));

  protected readonly groups = FIELD_GROUPS;
  protected readonly formatAmount = formatAmount;
  protected readonly formatMachine = formatMachine;
  protected readonly itemExplanation = itemExplanation;
  protected readonly itemLabel = itemLabel;
  protected readonly noteText = noteText;
  protected readonly text = text;
  protected readonly arrowLeft = arrowLeft;
  protected readonly gauge = gauge;

  protected fieldOf(key: WorkloadField) {
    return this.form[key];
  }

  protected useMeasured(): void {
    const measured = this.measured();
    if (measured) this.entry.update((entry) => applyMeasured(entry, measured));
  }
}
