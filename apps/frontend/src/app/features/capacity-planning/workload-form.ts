import { type MeasuredWorkload, WORKLOAD_LIMITS, type Workload, TYPICAL_WORKLOAD } from '@ppf/capacity';

/** The numbers that are asked for. */
export type WorkloadField = keyof typeof WORKLOAD_LIMITS;

/** What stands in the fields: a number may be half typed. */
export type WorkloadInput = Readonly<Record<WorkloadField, string>> & { readonly instantPicture: boolean };

/** The fields in the order in which they are asked for, by what they are about. */
export const FIELD_GROUPS: readonly {
  readonly heading: string;
  readonly fields: readonly {
    readonly key: WorkloadField;
    readonly label: string;
    readonly unit: string;
    readonly hint: string;
  }[];
}[] = [
  {
    heading: 'Cameras',
    fields: [
      { key: 'pits', label: 'Pits with a camera', unit: '', hint: 'All that send at the same time' },
      { key: 'mainMbits', label: 'Main stream', unit: 'Mbit/s', hint: '1080p: 2 to 8, 720p: 1 to 4' },
      { key: 'subMbits', label: 'Second stream', unit: 'Mbit/s', hint: '0: the cameras have none' },
      { key: 'keyFrameSeconds', label: 'Key frames each', unit: 's', hint: 'GOP or I-frame interval' },
      { key: 'reencoded', label: 'Re-encoded cameras', unit: '', hint: 'MJPEG, H.265 or B-frames' },
    ],
  },
  {
    heading: 'Viewers at the same time',
    fields: [
      { key: 'watchedMain', label: 'Main streams watched', unit: '', hint: 'Pits that somebody has open' },
      { key: 'watchedSub', label: 'Second streams watched', unit: '', hint: 'A wall of 12 pits is 12' },
      { key: 'watchedHours', label: 'Hours a day', unit: 'h', hint: 'In which so many watch' },
    ],
  },
  {
    heading: 'Recordings',
    fields: [
      { key: 'recorded', label: 'Recorded pits', unit: '', hint: 'Their main streams' },
      { key: 'recordedHours', label: 'Hours a day', unit: 'h', hint: '24: day and night' },
      { key: 'keptDays', label: 'Days kept', unit: '', hint: 'Older ones are deleted' },
    ],
  },
];

/** A usual workshop, to begin with. */
export const TYPICAL_INPUT: WorkloadInput = toInput(TYPICAL_WORKLOAD);

/** The fields with what was measured in place of what stands there. */
export function applyMeasured(entry: WorkloadInput, measured: MeasuredWorkload): WorkloadInput {
  const texts = Object.entries(measured).map(([key, value]) => [key, String(value)]);
  return { ...entry, ...Object.fromEntries(texts) };
}

/** Why a field is no number that can be planned with; null: it is one. */
export function validateField(field: WorkloadField, text: string): string | null {
  const [least, most] = WORKLOAD_LIMITS[field];
  const value = parseNumber(text);
  return value >= least && value <= most ? null : `A number from ${least} to ${most.toLocaleString('en')}.`;
}

/** What is asked for; null while a field is wrong. */
export function parseWorkload(entry: WorkloadInput): Workload | null {
  const keys = Object.keys(WORKLOAD_LIMITS) as WorkloadField[];
  if (keys.some((key) => validateField(key, entry[key]) !== null)) return null;
  const numbers = Object.fromEntries(keys.map((key) => [key, parseNumber(entry[key])]));
  return { ...(numbers as Record<WorkloadField, number>), instantPicture: entry.instantPicture };
}

/** A comma is a point in much of the world. */
function parseNumber(text: string): number {
  return /^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : NaN;
}

function toInput({ instantPicture, ...numbers }: Workload): WorkloadInput {
  const texts = Object.entries(numbers).map(([key, value]) => [key, String(value)]);
  return { ...(Object.fromEntries(texts) as Record<WorkloadField, string>), instantPicture };
}
