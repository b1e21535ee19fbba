import {
  measuredNeed,
  planSize,
  type Resource,
  SIZING_LIMITS,
  type SizingNeed,
  USUAL_NEED,
} from '@ppf/sizing';
import { ConfigFaults } from '../config/read-settings';
import { MeasureMediaStreams, PlanModule } from '../media';
import type { Arguments } from './arguments';
import { withBackend } from './with-backend';

/** Milliseconds that bitrates are measured for. */
const MEASURE_MS = 5000;

type NumberOf = keyof typeof SIZING_LIMITS;

/** Options of the command line, and what each says. */
export const SIZE_OPTIONS: Readonly<Record<string, NumberOf>> = {
  pits: 'pits',
  'main-mbits': 'mainMbits',
  'sub-mbits': 'subMbits',
  'key-frame-seconds': 'keyFrameSeconds',
  'watched-main': 'watchedMain',
  'watched-sub': 'watchedSub',
  'watched-hours': 'watchedHours',
  reencoded: 'reencoded',
  recorded: 'recorded',
  'recorded-hours': 'recordedHours',
  'kept-days': 'keptDays',
};

/**
 * Tells what an installation takes: of what is typed, else of what runs now (`--measure`), else of a usual workshop.
 * @throws ConfigFaults for what is no number in its range.
 */
export async function planInstallationSize(given: Arguments): Promise<string> {
  const typed = readTyped(given);
  const { measured, failures } = given.measure ? await measure() : { measured: {}, failures: [] };
  const instantPicture = !given['no-instant-picture'];
  const need = { ...USUAL_NEED, ...measured, ...typed, instantPicture };
  return [...failures, sizeTable(need)].join('\n');
}

function readTyped(given: Arguments): Partial<SizingNeed> {
  const faults: string[] = [];
  const typed: Partial<Record<NumberOf, number>> = {};
  for (const [option, name] of Object.entries(SIZE_OPTIONS)) {
    const text = given[option as keyof Arguments];
    if (typeof text !== 'string') continue;
    const [least, most] = SIZING_LIMITS[name];
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most))
      faults.push(`--${option} must be a number from ${least} to ${most}.`);
    typed[name] = value;
  }
  if (faults.length > 0) throw new ConfigFaults(faults);
  return typed;
}

async function measure() {
  return withBackend(
    async (backend) => {
      const { streams, failures } = await backend.get(MeasureMediaStreams).measure(MEASURE_MS);
      return { measured: measuredNeed(streams), failures };
    },
    [PlanModule],
  );
}

/** The plan as text: what was asked, each resource with its parts, the machine, and what to know besides. */
export function sizeTable(need: SizingNeed): string {
  const plan = planSize(need);
  const { cores, memoryGb, diskGb, linkMbits } = plan.machine;
  return [
    `${need.pits} pits of ${need.mainMbits} + ${need.subMbits} Mbit/s, ${need.watchedMain} main and ${need.watchedSub} second streams watched, ${need.recorded} recorded`,
    '',
    ...told('Mbit/s in', plan.inMbits),
    ...told('Mbit/s out', plan.outMbits),
    ...told('TB out a month', plan.trafficTb),
    ...told('cores', plan.cores),
    ...told('MB of memory', plan.memoryMb),
    ...told('GB of disk', plan.diskGb),
    '',
    `Machine: ${cores} cores, ${memoryGb} GB of memory, ${diskGb} GB of disk, ${linkMbits} Mbit/s.`,
    ...plan.notes.map((note) => `- ${note}`),
  ].join('\n');
}

function told(unit: string, { total, parts }: Resource): string[] {
  return [
    `${amount(total)} ${unit}`,
    ...parts.map(
      ({ of, amount: each, basis, because }) =>
        `  ${amount(each).trim().padStart(8)}  ${of} (${basis}: ${because})`,
    ),
  ];
}

function amount(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits).padStart(8);
}
