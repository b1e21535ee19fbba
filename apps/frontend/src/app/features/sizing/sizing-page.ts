import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { form, FormField, validate } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatInputModule } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { measuredNeed, planSize, type SizePlan } from '@ppf/sizing';
import arrowLeft from 'lucide-static/icons/arrow-left.svg';
import gauge from 'lucide-static/icons/gauge.svg';
import { StreamsApi } from '../../api/streams-api';
import { Icon } from '../../ui/icon';
import {
  readNeed,
  SIZING_GROUPS,
  type SizingEntry,
  type SizingField,
  sizingFault,
  USUAL_ENTRY,
  withMeasured,
} from './sizing-entry';
import { amountText, BASIS_WORDS, machineText, shownResources } from './sizing-text';

/** What machine an installation needs, for its operator: typed, or measured where it runs. */
@Component({
  selector: 'ppf-sizing-page',
  imports: [FormField, Icon, MatCheckbox, MatFormField, MatInputModule, RouterLink],
  templateUrl: './sizing-page.html',
  styleUrl: './sizing-page.scss',
})
export class SizingPage {
  private readonly live = inject(StreamsApi).live();
  private readonly entry = signal<SizingEntry>(USUAL_ENTRY);

  protected readonly form = form(this.entry, (path) => {
    for (const { fields } of SIZING_GROUPS)
      for (const { key } of fields)
        validate(path[key], ({ value }) => {
          const message = sizingFault(key, value());
          return message === null ? null : { kind: 'number', message };
        });
  });

  /** What runs now; null while nothing does, or it is not known. */
  protected readonly measured = computed(() => {
    if (!this.live.hasValue()) return null;
    const need = measuredNeed(
      this.live.value().items.map(({ stream }) => ({
        stream: 'main',
        bitsPerSecond: stream.bits_per_second,
        viewers: stream.readers,
      })),
    );
    return need.mainMbits === undefined ? null : need;
  });

  /** Of the last numbers that were all right: half a number must not empty the page. */
  protected readonly plan = linkedSignal<SizePlan | null, SizePlan>({
    source: () => {
      const need = readNeed(this.entry());
      return need && planSize(need);
    },
    computation: (plan, before) => plan ?? before?.value ?? planSize(readNeed(USUAL_ENTRY) as never),
  });
  protected readonly resources = computed(() => shownResources(this.plan()));

  protected readonly groups = SIZING_GROUPS;
  protected readonly amountText = amountText;
  protected readonly machineText = machineText;
  protected readonly basisWords = BASIS_WORDS;
  protected readonly arrowLeft = arrowLeft;
  protected readonly gauge = gauge;

  protected fieldOf(key: SizingField) {
    return this.form[key];
  }

  protected useMeasured(): void {
    const measured = this.measured();
    if (measured) this.entry.update((entry) => withMeasured(entry, measured));
  }
}
