import { MAX_PATHS_PER_SERVER, TYPICAL_LINK_MBITS } from './costs';
import { type Workload } from './workload';

/** Requirements that the notes depend on. */
interface Requirements {
  readonly inMbits: { readonly total: number };
  readonly outMbits: { readonly total: number };
  readonly cores: { readonly total: number };
}

/** Codes of the notes. */
export type NoteCode =
  | 'workshop-uplink'
  | 'wall-without-sub-streams'
  | 'no-sub-streams'
  | 'too-many-paths'
  | 'link-saturated'
  | 'transcoding'
  | 'long-key-frame-interval'
  | 'many-cores';

/** A recommendation, as a code with values for its text. */
export interface PlanNote {
  readonly code: NoteCode;
  readonly values: Readonly<Record<string, number>>;
}

const round = (value: number) => (value < 10 ? Number(value.toFixed(1)) : Math.round(value));

/** Recommends what a plan should consider: bottlenecks and how to avoid them. */
export function planNotes(workload: Workload, { inMbits, outMbits, cores }: Requirements): PlanNote[] {
  const { pits, subMbits, watchedSub, reencoded, keyFrameSeconds, instantPicture } = workload;
  const streams = subMbits > 0 ? 2 * pits : pits;
  const usesMostOfLink = Math.max(inMbits.total, outMbits.total) > TYPICAL_LINK_MBITS * 0.7;
  return [
    note('workshop-uplink', { mbits: round(inMbits.total) }),
    ...when(subMbits === 0 && watchedSub === 0 && pits > 4, note('wall-without-sub-streams')),
    ...when(subMbits === 0 && watchedSub > 0, note('no-sub-streams')),
    ...when(
      streams > MAX_PATHS_PER_SERVER,
      note('too-many-paths', {
        streams,
        limit: MAX_PATHS_PER_SERVER,
        servers: Math.ceil(streams / MAX_PATHS_PER_SERVER),
      }),
    ),
    ...when(usesMostOfLink, note('link-saturated')),
    ...when(reencoded > 0, note('transcoding')),
    ...when(keyFrameSeconds > 4 && instantPicture, note('long-key-frame-interval')),
    ...when(cores.total > 16, note('many-cores')),
  ];
}

function note(code: NoteCode, values: PlanNote['values'] = {}): PlanNote {
  return { code, values };
}

function when(condition: boolean, each: PlanNote): PlanNote[] {
  return condition ? [each] : [];
}
