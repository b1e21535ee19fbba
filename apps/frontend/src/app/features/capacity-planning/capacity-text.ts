import type { CapacityPlan, Machine, PlanNote, Resource, ResourceItem } from '@ppf/capacity';
import { formatNumber } from '../../texts';
import { text } from './texts/text';

/** A resource of a plan, for display. */
export interface ResourceRow {
  readonly heading: string;
  readonly total: string;
  readonly items: Resource['items'];
}

/** The resources of a plan, in display order. */
export function resourceRows(plan: CapacityPlan): ResourceRow[] {
  const row = (heading: string, { total, items }: Resource, unit: string): ResourceRow => ({
    heading,
    total: text('resource.total', { amount: formatAmount(total), unit }),
    items,
  });
  return [
    row(text('resource.incoming'), plan.inMbits, text('unit.mbits')),
    row(text('resource.outgoing'), plan.outMbits, text('unit.mbits')),
    row(text('resource.traffic'), plan.trafficTb, text('unit.terabytes')),
    row(text('resource.cores'), plan.cores, text('unit.cores')),
    row(text('resource.memory'), plan.memoryMb, text('unit.megabytes')),
    row(text('resource.disk'), plan.diskGb, text('unit.gigabytes')),
  ];
}

/** An amount with at most three significant digits. */
export function formatAmount(value: number): string {
  if (value > 0 && value < 0.01) return text('tooSmall', { value: formatNumber(0.01, 2) });
  const digits = value >= 100 || value === 0 ? 0 : value >= 10 ? 1 : 2;
  return formatNumber(value, digits);
}

/** Label of an item. */
export function itemLabel({ code }: ResourceItem): string {
  return text(`item.${code}`);
}

/** Explanation of an item, with its basis. */
export function itemExplanation({ code, values, basis }: ResourceItem): string {
  return text('basis', { explanation: text(`explanation.${code}`, values), basis });
}

/** Text of a note. */
export function noteText({ code, values }: PlanNote): string {
  return text(`note.${code}`, values);
}

/** A machine in one line. */
export function formatMachine({ cores, memoryGb, diskGb, linkMbits }: Machine): string {
  const link =
    linkMbits >= 1000
      ? text('gbits', { value: formatNumber(linkMbits / 1000, linkMbits % 1000 === 0 ? 0 : 1) })
      : text('mbits', { value: linkMbits });
  return text('machineText', { cores, memory: memoryGb, disk: formatNumber(diskGb), link });
}
