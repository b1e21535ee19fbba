import { type MeasuredNeed, SIZING_LIMITS, type SizingNeed, USUAL_NEED } from '@ppf/sizing';

/** The numbers that are asked for. */
export type SizingField = keyof typeof SIZING_LIMITS;

/** What stands in the fields: a number may be half typed. */
export type SizingEntry = Readonly<Record<SizingField, string>> & { readonly instantPicture: boolean };

/** The fields in the order in which they are asked for, by what they are about. */
export const SIZING_GROUPS: readonly {
  readonly heading: string;
  readonly fields: readonly {
    readonly key: SizingField;
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
export const USUAL_ENTRY: SizingEntry = entryOf(USUAL_NEED);

/** The fields with what was measured in place of what stands there. */
export function withMeasured(entry: SizingEntry, measured: MeasuredNeed): SizingEntry {
  const texts = Object.entries(measured).map(([key, value]) => [key, String(value)]);
  return { ...entry, ...Object.fromEntries(texts) };
}

/** Why a field is no number that can be planned with; null: it is one. */
export function sizingFault(field: SizingField, text: string): string | null {
  const [least, most] = SIZING_LIMITS[field];
  const value = numberIn(text);
  return value >= least && value <= most ? null : `A number from ${least} to ${most.toLocaleString('en')}.`;
}

/** What is asked for; null while a field is wrong. */
export function readNeed(entry: SizingEntry): SizingNeed | null {
  const keys = Object.keys(SIZING_LIMITS) as SizingField[];
  if (keys.some((key) => sizingFault(key, entry[key]) !== null)) return null;
  const numbers = Object.fromEntries(keys.map((key) => [key, numberIn(entry[key])]));
  return { ...(numbers as Record<SizingField, number>), instantPicture: entry.instantPicture };
}

/** A comma is a point in much of the world. */
function numberIn(text: string): number {
  return /^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : NaN;
}

function entryOf({ instantPicture, ...numbers }: SizingNeed): SizingEntry {
  const texts = Object.entries(numbers).map(([key, value]) => [key, String(value)]);
  return { ...(Object.fromEntries(texts) as Record<SizingField, string>), instantPicture };
}
