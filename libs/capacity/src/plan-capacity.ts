import { COSTS, HEADROOM } from './costs';
import { selectMachine, type Machine } from './select-machine';
import { planNotes } from './plan-notes';
import { type Workload } from './workload';

/** What a figure rests on: `measured` with real servers, `computed` from what was typed or measured, or a `rule` of thumb. */
export type Basis = 'measured' | 'computed' | 'rule';

/** One thing that takes some of a resource. */
export interface Part {
  readonly of: string;
  readonly amount: number;
  readonly basis: Basis;
  /** How it comes about, for people. */
  readonly because: string;
}

/** All that takes of a resource, and how much together. */
export interface Resource {
  readonly total: number;
  readonly parts: readonly Part[];
}

/** What an installation takes. */
export interface CapacityPlan {
  /** Megabits per second from cameras to the media server. */
  readonly inMbits: Resource;
  /** Megabits per second from the media server to viewers. */
  readonly outMbits: Resource;
  /** Terabytes (10^12) a month of 30 days that leave the media server: what hosters count. */
  readonly trafficTb: Resource;
  readonly cores: Resource;
  /** Megabytes (10^6). */
  readonly memoryMb: Resource;
  /** Gigabytes (10^9). */
  readonly diskGb: Resource;
  /** The smallest usual machine with room to spare. */
  readonly machine: Machine;
  /** What to know besides. */
  readonly notes: readonly string[];
}

/** What an installation of this size takes. Pure; the same for the command and the page. */
export function planCapacity(need: Workload): CapacityPlan {
  const [inMbits, outMbits] = [received(need), sent(need)];
  const needed = {
    inMbits,
    outMbits,
    trafficTb: traffic(need, outMbits.total),
    cores: cores(need),
    memoryMb: memory(need),
    diskGb: disk(need),
  };
  const machine = selectMachine({
    cores: needed.cores.total * (1 + HEADROOM.cores),
    memoryGb: (needed.memoryMb.total / 1000) * (1 + HEADROOM.memory),
    diskGb: needed.diskGb.total * (1 + HEADROOM.disk),
    linkMbits: Math.max(inMbits.total, outMbits.total) * (1 + HEADROOM.network),
  });
  return { ...needed, machine, notes: planNotes(need, needed) };
}

const withHeaders = (mbits: number) => mbits * (1 + COSTS.packetOverhead);
const watchedMbits = (need: Workload) => need.watchedMain * need.mainMbits + need.watchedSub * need.subMbits;

function received({ pits, mainMbits, subMbits }: Workload): Resource {
  return resource([
    {
      of: 'main streams',
      amount: withHeaders(pits * mainMbits),
      basis: 'computed',
      because: `${pits} × ${mainMbits} Mbit/s and 5 % for packet headers`,
    },
    {
      of: 'second streams',
      amount: withHeaders(pits * subMbits),
      basis: 'computed',
      because: `${pits} × ${subMbits} Mbit/s and 5 % for packet headers`,
    },
  ]);
}

function sent({ watchedMain, mainMbits, watchedSub, subMbits }: Workload): Resource {
  return resource([
    {
      of: 'main streams watched',
      amount: withHeaders(watchedMain * mainMbits),
      basis: 'computed',
      because: `${watchedMain} × ${mainMbits} Mbit/s and 5 %: each viewer gets a copy`,
    },
    {
      of: 'second streams watched',
      amount: withHeaders(watchedSub * subMbits),
      basis: 'computed',
      because: `${watchedSub} × ${subMbits} Mbit/s and 5 %`,
    },
  ]);
}

function traffic({ watchedHours }: Workload, outMbits: number): Resource {
  return resource([
    {
      of: 'to viewers',
      amount: (outMbits / 8) * 3600 * watchedHours * 30 * 1e-6,
      basis: 'computed',
      because: `that for ${watchedHours} h on 30 days`,
    },
  ]);
}

function cores(need: Workload): Resource {
  const { pits, mainMbits, subMbits, watchedMain, watchedSub, instantPicture, reencoded, recorded } = need;
  const streams = subMbits > 0 ? 2 * pits : pits;
  const viewers = watchedMain + watchedSub;
  return resource([
    {
      of: 'MediaMTX, cameras',
      amount: streams * COSTS.coresAPit + pits * (mainMbits + subMbits) * COSTS.coresAnInMbit,
      basis: 'measured',
      because: '0.36 % of a core a stream and 0.09 % a Mbit/s',
    },
    {
      of: 'MediaMTX, viewers',
      amount: viewers * COSTS.coresAViewer + watchedMbits(need) * COSTS.coresAnOutMbit,
      basis: 'measured',
      because: '0.28 % of a core a viewer and 0.08 % a Mbit/s, by WebRTC; RTSP takes half as much again',
    },
    {
      of: 'MediaMTX, instant picture',
      amount: instantPicture ? pits * COSTS.coresAReadyPit : 0,
      basis: 'measured',
      because: '0.3 % of a core a pit that is kept ready by HLS',
    },
    {
      of: 'MediaMTX, recording',
      amount: recorded * (COSTS.coresARecordedPit + mainMbits * COSTS.coresARecordedMbit),
      basis: 'measured',
      because: '0.1 % of a core a pit and 0.1 % a Mbit/s: nothing is encoded anew',
    },
    {
      of: 'FFmpeg, re-encoding',
      amount: reencoded * COSTS.coresAReencoded,
      basis: 'measured',
      because: '0.55 cores a camera of 1080p25, about half of it for 720p25',
    },
    {
      of: 'backend and PostgreSQL',
      amount: COSTS.coresOfBackend + pits * COSTS.coresABackendPit + viewers * COSTS.coresABackendViewer,
      basis: 'rule',
      because: 'little but sign-ins and new viewers: a tenth of a core, and room for peaks',
    },
  ]);
}

function memory(need: Workload): Resource {
  const { pits, mainMbits, subMbits, watchedMain, watchedSub, keyFrameSeconds, reencoded } = need;
  const streams = subMbits > 0 ? 2 * pits : pits;
  const ready = need.instantPicture ? pits * mainMbits * keyFrameSeconds : 0;
  return resource([
    {
      of: 'MediaMTX, cameras',
      amount: COSTS.mbOfMediaMtx + streams * COSTS.mbAPit,
      basis: 'measured',
      because: '36 MB, and 2 MB a stream',
    },
    {
      of: 'MediaMTX, viewers',
      amount: (watchedMain + watchedSub) * COSTS.mbAViewer,
      basis: 'measured',
      because: '4.4 MB a viewer by WebRTC',
    },
    {
      of: 'MediaMTX, instant picture',
      amount: ready * COSTS.mbAReadyMbitSecond,
      basis: 'measured',
      because: `3.7 MB a pit for each Mbit/s and second between key frames (${keyFrameSeconds} s)`,
    },
    {
      of: 'FFmpeg, re-encoding',
      amount: reencoded * COSTS.mbAReencoded,
      basis: 'rule',
      because: '150 MB a camera',
    },
    {
      of: 'backend',
      amount: COSTS.mbOfBackend + pits * COSTS.mbABackendPit,
      basis: 'measured',
      because: '140 to 150 MB, a little more with thousands of pits',
    },
    {
      of: 'PostgreSQL, system and proxy',
      amount: COSTS.mbOfPostgres + COSTS.mbOfSystem,
      basis: 'rule',
      because: '200 MB and 400 MB',
    },
  ]);
}

function disk(need: Workload): Resource {
  const { recorded, mainMbits, recordedHours, keptDays, watchedMain, watchedSub, watchedHours } = need;
  const sessions = (watchedMain + watchedSub) * watchedHours * COSTS.sessionsAnHour * COSTS.keptSessionDays;
  return resource([
    {
      of: 'recordings',
      amount: (recorded * mainMbits * 3600 * recordedHours * keptDays) / 8 / 1000,
      basis: 'computed',
      because: `${recorded} × ${mainMbits} Mbit/s for ${recordedHours} h on ${keptDays} days; files are no larger than the stream`,
    },
    {
      of: 'who watched, for 400 days',
      amount: (sessions * COSTS.kbASession) / 1e6,
      basis: 'rule',
      because: 'four sessions an hour for each stream that is watched, 0.6 kB each',
    },
    {
      of: 'system, software and logs',
      amount: COSTS.gbOfSystem,
      basis: 'rule',
      because: '8 GB',
    },
  ]);
}

/** What takes nothing is not told. */
function resource(parts: readonly Part[]): Resource {
  const taking = parts.filter(({ amount }) => amount > 0);
  return { total: taking.reduce((sum, { amount }) => sum + amount, 0), parts: taking };
}
