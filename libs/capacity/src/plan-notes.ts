import { MAX_PATHS_PER_SERVER, TYPICAL_LINK_MBITS } from './costs';
import { type Workload } from './workload';

/** As much of a plan as notes are made of. */
interface Needed {
  readonly inMbits: { readonly total: number };
  readonly outMbits: { readonly total: number };
  readonly cores: { readonly total: number };
}

const round = (value: number) => (value < 10 ? Number(value.toFixed(1)) : Math.round(value));

/** What somebody who plans would not think of, as sentences: what is tight, and what to do about it. */
export function planNotes(need: Workload, { inMbits, outMbits, cores }: Needed): string[] {
  const notes = [
    `The workshop's own line must send ${round(inMbits.total)} Mbit/s all the time, where its cameras are fetched or push over the internet. Cameras on demand send only while somebody watches.`,
  ];
  if (need.subMbits === 0 && need.watchedSub === 0 && need.pits > 4)
    notes.push(
      'Cameras without a second stream make a wall of pits expensive: everybody gets the main streams.',
    );
  if (need.subMbits === 0 && need.watchedSub > 0)
    notes.push(
      'Second streams are watched here, and the cameras have none: give their bitrate, or count them as main streams.',
    );
  const streams = need.subMbits > 0 ? 2 * need.pits : need.pits;
  if (streams > MAX_PATHS_PER_SERVER)
    notes.push(
      `${streams} streams are more than one MediaMTX takes up again within ten seconds of its restart (about ${MAX_PATHS_PER_SERVER}): plan ${Math.ceil(streams / MAX_PATHS_PER_SERVER)} media servers.`,
    );
  if (Math.max(inMbits.total, outMbits.total) > TYPICAL_LINK_MBITS * 0.7)
    notes.push(
      'One link of 1 Gbit/s is not enough with room to spare: spread workshops over several media servers, or viewers over edges.',
    );
  if (need.reencoded > 0)
    notes.push(
      'Re-encoding takes by far the most processor: a camera that sends H.264 without B-frames by itself needs none of it.',
    );
  if (need.keyFrameSeconds > 4 && need.instantPicture)
    notes.push(
      'Key frames further apart than 4 s cost memory and make the first picture wait: set the cameras to 1 or 2 s.',
    );
  if (cores.total > 16) notes.push('So many cores are better had as several media servers.');
  return notes;
}
