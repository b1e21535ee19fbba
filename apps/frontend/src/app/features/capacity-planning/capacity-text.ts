import { type Basis, type Machine, type Resource, type CapacityPlan } from '@ppf/capacity';

/** A resource as the page shows it. */
export interface ResourceRow {
  readonly heading: string;
  readonly unit: string;
  readonly resource: Resource;
}

/** The resources of a plan, in the order in which somebody who buys a machine asks. */
export function resourceRows(plan: CapacityPlan): ResourceRow[] {
  return [
    { heading: 'From cameras', unit: 'Mbit/s', resource: plan.inMbits },
    { heading: 'To viewers', unit: 'Mbit/s', resource: plan.outMbits },
    { heading: 'Traffic a month', unit: 'TB', resource: plan.trafficTb },
    { heading: 'Processor', unit: 'cores', resource: plan.cores },
    { heading: 'Memory', unit: 'MB', resource: plan.memoryMb },
    { heading: 'Disk', unit: 'GB', resource: plan.diskGb },
  ];
}

/** A number with as many digits as mean something. */
export function formatAmount(value: number): string {
  if (value > 0 && value < 0.01) return '< 0.01';
  const digits = value >= 100 || value === 0 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The machine in a sentence's words. */
export function formatMachine({ cores, memoryGb, diskGb, linkMbits }: Machine): string {
  const link = linkMbits >= 1000 ? `${linkMbits / 1000} Gbit/s` : `${linkMbits} Mbit/s`;
  return `${cores} cores, ${memoryGb} GB of memory, ${diskGb.toLocaleString('en')} GB of disk, ${link}`;
}

/** What a figure rests on, in a word. */
export const BASIS_LABELS: Readonly<Record<Basis, string>> = {
  measured: 'measured with real servers',
  computed: 'computed',
  rule: 'rule of thumb',
};
