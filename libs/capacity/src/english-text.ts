import { type ResourceItem, type ResourceItemCode } from './plan-capacity';
import { type NoteCode, type PlanNote } from './plan-notes';

type Values = Readonly<Record<string, number>>;

const ITEMS: Readonly<
  Record<ResourceItemCode, readonly [label: string, explain: (values: Values) => string]>
> = {
  'main-streams': ['main streams', streams],
  'sub-streams': ['second streams', streams],
  'watched-main-streams': [
    'main streams watched',
    ({ count, mbits }) => `${count} × ${mbits} Mbit/s and 5 %: each viewer gets a copy`,
  ],
  'watched-sub-streams': [
    'second streams watched',
    ({ count, mbits }) => `${count} × ${mbits} Mbit/s and 5 %`,
  ],
  'monthly-traffic': ['to viewers', ({ hours }) => `for ${hours} h on 30 days`],
  'mediamtx-cameras-cpu': ['MediaMTX, cameras', () => '0.36 % of a core per stream and 0.09 % per Mbit/s'],
  'mediamtx-viewers-cpu': [
    'MediaMTX, viewers',
    () => '0.28 % of a core per viewer and 0.08 % per Mbit/s over WebRTC; RTSP takes 1.5 times as much',
  ],
  'mediamtx-ready-cpu': ['MediaMTX, instant picture', () => '0.3 % of a core per pit that HLS keeps ready'],
  'mediamtx-recording-cpu': [
    'MediaMTX, recording',
    () => '0.1 % of a core per pit and 0.1 % per Mbit/s, without transcoding',
  ],
  'ffmpeg-cpu': ['FFmpeg, re-encoding', () => '0.55 cores per 1080p25 camera, about half of it for 720p25'],
  'backend-cpu': ['backend and PostgreSQL', () => 'a tenth of a core, and headroom for peaks'],
  'mediamtx-cameras-memory': ['MediaMTX, cameras', () => '36 MB, and 2 MB per stream'],
  'mediamtx-viewers-memory': ['MediaMTX, viewers', () => '4.4 MB per viewer over WebRTC'],
  'mediamtx-ready-memory': [
    'MediaMTX, instant picture',
    ({ seconds }) => `3.7 MB per pit, Mbit/s and second of the key frame interval (${seconds} s)`,
  ],
  'ffmpeg-memory': ['FFmpeg, re-encoding', () => '150 MB per camera'],
  'backend-memory': ['backend', () => '140 to 150 MB, slightly more with thousands of pits'],
  'system-memory': ['PostgreSQL, system and proxy', () => '200 MB and 400 MB'],
  recordings: [
    'recordings',
    ({ count, mbits, hours, days }) =>
      `${count} × ${mbits} Mbit/s for ${hours} h on ${days} days; files are as large as the stream`,
  ],
  'viewing-sessions': [
    'viewing sessions, for 400 days',
    () => 'four sessions per hour and watched stream, 0.6 kB each',
  ],
  'system-disk': ['system, software and logs', () => '8 GB'],
};

const NOTES: Readonly<Record<NoteCode, (values: Values) => string>> = {
  'workshop-uplink': ({ mbits }) =>
    `The workshop's own line must send ${mbits} Mbit/s continuously if its cameras are pulled or publish over the internet. On-demand cameras send only while there are viewers.`,
  'wall-without-sub-streams': () =>
    'Without second streams, a wall is expensive: all viewers get the main streams.',
  'no-sub-streams': () =>
    'Second streams are watched, but the cameras have none. Enter their bitrate, or count them as main streams.',
  'too-many-paths': ({ streams: count, limit, servers }) =>
    `${count} streams exceed what one MediaMTX restores within ten seconds after a restart (about ${limit}): plan ${servers} media servers.`,
  'link-saturated': () =>
    'One link of 1 Gbit/s is not enough with headroom. Distribute workshops over several media servers, or viewers over edges.',
  transcoding: () =>
    'Re-encoding uses by far the most CPU. Cameras that send H.264 without B-frames need none of it.',
  'long-key-frame-interval': () =>
    'Key frame intervals above 4 s use memory and delay the first picture: set the cameras to 1 or 2 s.',
  'many-cores': () => 'For this many cores, several media servers are the better choice.',
};

function streams({ count, mbits }: Values): string {
  return `${count} × ${mbits} Mbit/s and 5 % for packet headers`;
}

/** English label and explanation of an item, for the command line. */
export function describeItem({ code, values }: ResourceItem): { label: string; explanation: string } {
  const [label, explain] = ITEMS[code];
  return { label, explanation: explain(values) };
}

/** English text of a note, for the command line. */
export function describeNote({ code, values }: PlanNote): string {
  return NOTES[code](values);
}
