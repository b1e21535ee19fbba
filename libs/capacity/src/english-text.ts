import type { ResourceItem } from './plan-capacity';
import type { PlanNote } from './plan-notes';
import { CAPACITY_TEXTS_EN as TEXTS } from './texts.en';

/** English label and explanation of an item, for the command line. */
export function describeItem({ code, values }: ResourceItem): { label: string; explanation: string } {
  return { label: TEXTS.item[code], explanation: fillIn(TEXTS.explanation[code], values) };
}

/** English text of a note, for the command line. */
export function describeNote({ code, values }: PlanNote): string {
  return fillIn(TEXTS.note[code], values);
}

function fillIn(text: string, values: Readonly<Record<string, number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
