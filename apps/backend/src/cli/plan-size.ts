import {
  describeItem,
  describeNote,
  measureWorkload,
  planCapacity,
  type Resource,
  type ResourceItem,
  WORKLOAD_LIMITS,
  type Workload,
  TYPICAL_WORKLOAD,
} from '@ppf/capacity';
import { ConfigFaults } from '../config/read-settings';
import { CapacityModule, MeasureMediaStreams } from '../media-servers';
import { toOptionName } from './option-name';
import { withBackend } from './with-backend';

/** Duration of the bitrate measurement. */
const MEASUREMENT_MS = 5000;

type CapacityNumber = keyof typeof WORKLOAD_LIMITS;

/** Numbers as typed on the command line; absent numbers are measured or typical. */
export interface PlanSizeOptions extends Readonly<Partial<Record<CapacityNumber, string | undefined>>> {
  readonly measure?: boolean | undefined;
  /** Whether viewers get the HLS preroll; the default is true. */
  readonly instantPicture?: boolean | undefined;
}

/**
 * Calculates the machine that an installation needs, from the typed numbers, else from measured numbers (`--measure`),
 * else from typical numbers of a workshop.
 * @throws ConfigFaults for a value that is not a number in its range.
 */
export async function planInstallationSize(options: PlanSizeOptions): Promise<string> {
  const typed = parseNumbers(options);
  const { measured, failures } = options.measure ? await measure() : { measured: {}, failures: [] };
  const need = { ...TYPICAL_WORKLOAD, ...measured, ...typed, instantPicture: options.instantPicture ?? true };
  return [...failures, toCapacityTable(need)].join('\n');
}

function parseNumbers(options: PlanSizeOptions): Partial<Workload> {
  const faults: string[] = [];
  const numbers: Partial<Record<CapacityNumber, number>> = {};
  for (const [name, [minimum, maximum]] of Object.entries(WORKLOAD_LIMITS) as [
    CapacityNumber,
    readonly [number, number],
  ][]) {
    const text = options[name];
    if (text === undefined) continue;
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (!(value >= minimum && value <= maximum))
      faults.push(`--${toOptionName(name)} must be a number from ${minimum} to ${maximum}.`);
    numbers[name] = value;
  }
  if (faults.length > 0) throw new ConfigFaults(faults);
  return numbers;
}

async function measure() {
  return withBackend(
    async (backend) => {
      const { streams, failures } = await backend.get(MeasureMediaStreams).measure(MEASUREMENT_MS);
      return { measured: measureWorkload(streams), failures };
    },
    [CapacityModule],
  );
}

/** Formats the plan as text: the input, each resource with its parts, the machine, and notes. */
export function toCapacityTable(need: Workload): string {
  const plan = planCapacity(need);
  const { cores, memoryGb, diskGb, linkMbits } = plan.machine;
  return [
    `${need.pits} pits of ${need.mainMbits} + ${need.subMbits} Mbit/s, ${need.watchedMain} main and ${need.watchedSub} second streams watched, ${need.recorded} recorded`,
    '',
    ...resourceLines('Mbit/s in', plan.inMbits),
    ...resourceLines('Mbit/s out', plan.outMbits),
    ...resourceLines('TB out a month', plan.trafficTb),
    ...resourceLines('cores', plan.cores),
    ...resourceLines('MB of memory', plan.memoryMb),
    ...resourceLines('GB of disk', plan.diskGb),
    '',
    `Machine: ${cores} cores, ${memoryGb} GB of memory, ${diskGb} GB of disk, ${linkMbits} Mbit/s.`,
    ...plan.notes.map((note) => `- ${describeNote(note)}`),
  ].join('\n');
}

function resourceLines(unit: string, { total, items }: Resource): string[] {
  return [`${formatAmount(total)} ${unit}`, ...items.map(itemLine)];
}

function itemLine(item: ResourceItem): string {
  const { label, explanation } = describeItem(item);
  return `  ${formatAmount(item.amount).trim().padStart(8)}  ${label} (${item.basis}: ${explanation})`;
}

function formatAmount(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits).padStart(8);
}
