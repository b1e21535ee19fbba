import { COSTS, HEADROOM } from './costs';
import { planNotes, type PlanNote } from './plan-notes';
import { type Machine, selectMachine } from './select-machine';
import { type Workload } from './workload';

/** Basis of a number: `measured` on real servers, `computed` from the input, or a `rule` of thumb. */
export type Basis = 'measured' | 'computed' | 'rule';

/** Codes of the parts of a resource. */
export type ResourceItemCode =
  | 'main-streams'
  | 'sub-streams'
  | 'watched-main-streams'
  | 'watched-sub-streams'
  | 'monthly-traffic'
  | 'mediamtx-cameras-cpu'
  | 'mediamtx-viewers-cpu'
  | 'mediamtx-ready-cpu'
  | 'mediamtx-recording-cpu'
  | 'ffmpeg-cpu'
  | 'backend-cpu'
  | 'mediamtx-cameras-memory'
  | 'mediamtx-viewers-memory'
  | 'mediamtx-ready-memory'
  | 'ffmpeg-memory'
  | 'backend-memory'
  | 'system-memory'
  | 'recordings'
  | 'viewing-sessions'
  | 'system-disk';

/** One part of a resource, as a code with values for its texts. */
export interface ResourceItem {
  readonly code: ResourceItemCode;
  readonly amount: number;
  readonly basis: Basis;
  readonly values: Readonly<Record<string, number>>;
}

/** A resource with its parts. */
export interface Resource {
  readonly total: number;
  readonly items: readonly ResourceItem[];
}

/** Requirements of an installation. */
export interface CapacityPlan {
  /** From cameras to the media server, Mbit/s. */
  readonly inMbits: Resource;
  /** From the media server to viewers, Mbit/s. */
  readonly outMbits: Resource;
  /** Outgoing traffic in a month of 30 days, TB (10^12 bytes), as hosters bill it. */
  readonly trafficTb: Resource;
  readonly cores: Resource;
  /** MB (10^6 bytes). */
  readonly memoryMb: Resource;
  /** GB (10^9 bytes). */
  readonly diskGb: Resource;
  /** The smallest common machine with headroom. */
  readonly machine: Machine;
  readonly notes: readonly PlanNote[];
}

/** Calculates the requirements of a workload. Used by the command line and the dashboard. */
export function planCapacity(workload: Workload): CapacityPlan {
  const [inMbits, outMbits] = [incoming(workload), outgoing(workload)];
  const required = {
    inMbits,
    outMbits,
    trafficTb: traffic(workload, outMbits.total),
    cores: cores(workload),
    memoryMb: memory(workload),
    diskGb: disk(workload),
  };
  const machine = selectMachine({
    cores: required.cores.total * (1 + HEADROOM.cores),
    memoryGb: (required.memoryMb.total / 1000) * (1 + HEADROOM.memory),
    diskGb: required.diskGb.total * (1 + HEADROOM.disk),
    linkMbits: Math.max(inMbits.total, outMbits.total) * (1 + HEADROOM.network),
  });
  return { ...required, machine, notes: planNotes(workload, required) };
}

const withHeaders = (mbits: number) => mbits * (1 + COSTS.packetOverheadRatio);
const watchedMbits = ({ watchedMain, mainMbits, watchedSub, subMbits }: Workload) =>
  watchedMain * mainMbits + watchedSub * subMbits;
const streamCount = ({ pits, subMbits }: Workload) => (subMbits > 0 ? 2 * pits : pits);

function incoming({ pits, mainMbits, subMbits }: Workload): Resource {
  return resource([
    computed('main-streams', withHeaders(pits * mainMbits), { count: pits, mbits: mainMbits }),
    computed('sub-streams', withHeaders(pits * subMbits), { count: pits, mbits: subMbits }),
  ]);
}

function outgoing({ watchedMain, mainMbits, watchedSub, subMbits }: Workload): Resource {
  return resource([
    computed('watched-main-streams', withHeaders(watchedMain * mainMbits), {
      count: watchedMain,
      mbits: mainMbits,
    }),
    computed('watched-sub-streams', withHeaders(watchedSub * subMbits), {
      count: watchedSub,
      mbits: subMbits,
    }),
  ]);
}

function traffic({ watchedHours }: Workload, outMbits: number): Resource {
  const terabytes = (outMbits / 8) * 3600 * watchedHours * 30 * 1e-6;
  return resource([computed('monthly-traffic', terabytes, { hours: watchedHours })]);
}

function cores(workload: Workload): Resource {
  const { pits, mainMbits, subMbits, watchedMain, watchedSub, instantPicture, reencoded, recorded } =
    workload;
  const viewers = watchedMain + watchedSub;
  return resource([
    measured(
      'mediamtx-cameras-cpu',
      streamCount(workload) * COSTS.coresPerStream + pits * (mainMbits + subMbits) * COSTS.coresPerInMbit,
    ),
    measured(
      'mediamtx-viewers-cpu',
      viewers * COSTS.coresPerViewer + watchedMbits(workload) * COSTS.coresPerOutMbit,
    ),
    measured('mediamtx-ready-cpu', instantPicture ? pits * COSTS.coresPerReadyPit : 0),
    measured(
      'mediamtx-recording-cpu',
      recorded * (COSTS.coresPerRecordedPit + mainMbits * COSTS.coresPerRecordedMbit),
    ),
    measured('ffmpeg-cpu', reencoded * COSTS.coresPerTranscode),
    rule(
      'backend-cpu',
      COSTS.coresOfBackend + pits * COSTS.coresPerBackendPit + viewers * COSTS.coresPerBackendViewer,
    ),
  ]);
}

function memory(workload: Workload): Resource {
  const { pits, mainMbits, watchedMain, watchedSub, keyFrameSeconds, instantPicture, reencoded } = workload;
  const ready = instantPicture ? pits * mainMbits * keyFrameSeconds : 0;
  return resource([
    measured('mediamtx-cameras-memory', COSTS.mbOfMediaMtx + streamCount(workload) * COSTS.mbPerStream),
    measured('mediamtx-viewers-memory', (watchedMain + watchedSub) * COSTS.mbPerViewer),
    measured('mediamtx-ready-memory', ready * COSTS.mbPerReadyMbitSecond, { seconds: keyFrameSeconds }),
    rule('ffmpeg-memory', reencoded * COSTS.mbPerTranscode),
    measured('backend-memory', COSTS.mbOfBackend + pits * COSTS.mbPerBackendPit),
    rule('system-memory', COSTS.mbOfPostgres + COSTS.mbOfSystem),
  ]);
}

function disk(workload: Workload): Resource {
  const { recorded, mainMbits, recordedHours, keptDays, watchedMain, watchedSub, watchedHours } = workload;
  const sessionsPerDay = (watchedMain + watchedSub) * watchedHours * COSTS.sessionsPerHour;
  const sessions = sessionsPerDay * COSTS.sessionRetentionDays;
  const recordingsGb = (recorded * mainMbits * 3600 * recordedHours * keptDays) / 8 / 1000;
  return resource([
    computed('recordings', recordingsGb, {
      count: recorded,
      mbits: mainMbits,
      hours: recordedHours,
      days: keptDays,
    }),
    rule('viewing-sessions', (sessions * COSTS.kbPerSession) / 1e6),
    rule('system-disk', COSTS.gbOfSystem),
  ]);
}

type ItemValues = ResourceItem['values'];

const item =
  (basis: Basis) =>
  (code: ResourceItemCode, amount: number, values: ItemValues = {}): ResourceItem => ({
    code,
    amount,
    basis,
    values,
  });
const computed = item('computed');
const measured = item('measured');
const rule = item('rule');

/** Omits items with an amount of 0. */
function resource(all: readonly ResourceItem[]): Resource {
  const items = all.filter(({ amount }) => amount > 0);
  return { total: items.reduce((sum, { amount }) => sum + amount, 0), items };
}
