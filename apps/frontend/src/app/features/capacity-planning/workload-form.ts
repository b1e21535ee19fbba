import { type MeasuredWorkload, TYPICAL_WORKLOAD, type Workload, WORKLOAD_LIMITS } from '@ppf/capacity';
import { formatNumber } from '../../texts';
import { text } from './texts/text';

/** Names of the number fields. */
export type WorkloadField = keyof typeof WORKLOAD_LIMITS;

/** Form values. A number can be incomplete while the user types. */
export type WorkloadInput = Readonly<Record<WorkloadField, string>> & { readonly instantPicture: boolean };

interface FieldDescription {
  readonly key: WorkloadField;
  readonly label: string;
  /** Empty without a unit. */
  readonly unit: string;
  readonly hint: string;
}

const field = (key: WorkloadField, unit = ''): FieldDescription => ({
  key,
  label: text(`field.${key}`),
  unit,
  hint: text(`hint.${key}`),
});

/** The fields in display order, by group. */
export const FIELD_GROUPS: readonly {
  readonly key: 'cameras' | 'viewers' | 'recordings';
  readonly heading: string;
  readonly fields: readonly FieldDescription[];
}[] = [
  {
    key: 'cameras',
    heading: text('group.cameras'),
    fields: [
      field('pits'),
      field('mainMbits', text('unit.mbits')),
      field('subMbits', text('unit.mbits')),
      field('keyFrameSeconds', text('unit.seconds')),
      field('reencoded'),
    ],
  },
  {
    key: 'viewers',
    heading: text('group.viewers'),
    fields: [field('watchedMain'), field('watchedSub'), field('watchedHours', text('unit.hours'))],
  },
  {
    key: 'recordings',
    heading: text('group.recordings'),
    fields: [
      field('recorded'),
      field('recordedHours', text('unit.hours')),
      field('keptDays', text('unit.days')),
    ],
  },
];

/** Initial form values. */
export const TYPICAL_INPUT: WorkloadInput = toInput(TYPICAL_WORKLOAD);

/** Replaces form values by measured ones. */
export function applyMeasured(input: WorkloadInput, measured: MeasuredWorkload): WorkloadInput {
  const values = Object.entries(measured).map(([key, value]) => [key, String(value)]);
  return { ...input, ...Object.fromEntries(values) };
}

/** Validates a number field. @returns the error message, or null */
export function validateField(key: WorkloadField, value: string): string | null {
  const [min, max] = WORKLOAD_LIMITS[key];
  const number = parseNumber(value);
  if (number >= min && number <= max) return null;
  return text('invalid', { min, max: formatNumber(max) });
}

/** Parses the form values; null while a field is invalid. */
export function parseWorkload(input: WorkloadInput): Workload | null {
  const keys = Object.keys(WORKLOAD_LIMITS) as WorkloadField[];
  if (keys.some((key) => validateField(key, input[key]) !== null)) return null;
  const numbers = Object.fromEntries(keys.map((key) => [key, parseNumber(input[key])]));
  return { ...(numbers as Record<WorkloadField, number>), instantPicture: input.instantPicture };
}

/** Accepts a decimal point or a decimal comma. */
function parseNumber(value: string): number {
  return /^\s*\d+([.,]\d+)?\s*$/.test(value) ? Number(value.replace(',', '.')) : NaN;
}

function toInput({ instantPicture, ...numbers }: Workload): WorkloadInput {
  const values = Object.entries(numbers).map(([key, value]) => [key, String(value)]);
  return { ...(Object.fromEntries(values) as Record<WorkloadField, string>), instantPicture };
}
