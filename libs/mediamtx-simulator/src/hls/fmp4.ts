import type { ParameterSets } from '../h264/packet-flow';
import { parseSps } from '../h264/sps';

/** One picture in a fragment, with its duration in 1/90000 s. */
export interface Sample {
  units: Buffer[];
  duration: number;
  key: boolean;
}

/** Ticks per second of RTP video and of these files. */
export const TIMESCALE = 90_000;

const u16 = (n: number) => Buffer.from([(n >> 8) & 0xff, n & 0xff]);
const u32 = (n: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n >>> 0);
  return bytes;
};
const zeros = (n: number) => Buffer.alloc(n);
const box = (type: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};
/** A box with version and flags (ISO/IEC 14496-12 §4.2). */
const fullBox = (type: string, version: number, flags: number, ...parts: Buffer[]) =>
  box(type, u32(version * 0x1000000 + flags), ...parts);
const MATRIX = Buffer.concat([u32(0x10000), zeros(12), u32(0x10000), zeros(12), u32(0x40000000)]);

/** The initialization segment of one H.264 track (ISO/IEC 14496-12, -15). */
export function writeInit({ sps, pps }: ParameterSets): Buffer {
  if (!sps || !pps) return Buffer.alloc(0);
  const { width = 0, height = 0 } = parseSps(sps) ?? {};
  const avcC = box(
    'avcC',
    Buffer.from([1, sps[1]!, sps[2]!, sps[3]!, 0xff, 0xe1]),
    u16(sps.length),
    sps,
    Buffer.from([1]),
    u16(pps.length),
    pps,
  );
  const avc1 = box(
    'avc1',
    zeros(6),
    u16(1),
    zeros(16),
    u16(width),
    u16(height),
    u32(0x480000),
    u32(0x480000),
    zeros(4),
    u16(1),
    zeros(32),
    u16(24),
    u16(0xffff),
    avcC,
  );
  const sampleTable = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), avc1),
    fullBox('stts', 0, 0, u32(0)),
    fullBox('stsc', 0, 0, u32(0)),
    fullBox('stsz', 0, 0, zeros(8)),
    fullBox('stco', 0, 0, u32(0)),
  );
  const dataInformation = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  const media = box(
    'mdia',
    fullBox('mdhd', 0, 0, zeros(8), u32(TIMESCALE), u32(0), u16(0x55c4), u16(0)),
    fullBox('hdlr', 0, 0, u32(0), Buffer.from('vide'), zeros(12), Buffer.from('video\0')),
    box('minf', fullBox('vmhd', 0, 1, zeros(8)), dataInformation, sampleTable),
  );
  const trackHeader = fullBox(
    'tkhd',
    0,
    3,
    zeros(8),
    u32(1),
    zeros(4),
    u32(0),
    zeros(16),
    MATRIX,
    u16(width),
    u16(0),
    u16(height),
    u16(0),
  );
  const movieHeader = fullBox(
    'mvhd',
    0,
    0,
    zeros(8),
    u32(1000),
    u32(0),
    u32(0x10000),
    u16(0x100),
    zeros(10),
    MATRIX,
    zeros(24),
    u32(0xffffffff),
  );
  const fragments = box('mvex', fullBox('trex', 0, 0, u32(1), u32(1), zeros(12)));
  return Buffer.concat([
    box('ftyp', Buffer.from('mp42'), u32(1), Buffer.from('mp41mp42isomhlsf')),
    box('moov', movieHeader, box('trak', trackHeader, media), fragments),
  ]);
}

const KEY_FLAGS = 0x02000000;
const DELTA_FLAGS = 0x01010000;

/** A fragment: `moof` and `mdat` of some pictures, the first at `baseTime` (1/90000 s). */
export function writeFragment(samples: readonly Sample[], sequence: number, baseTime: number): Buffer {
  const bodies = samples.map(({ units }) => Buffer.concat(units.flatMap((unit) => [u32(unit.length), unit])));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(baseTime));
  const rows = samples.flatMap(({ duration, key }, index) => [
    u32(duration),
    u32(bodies[index]!.length),
    u32(key ? KEY_FLAGS : DELTA_FLAGS),
  ]);
  const head = (dataOffset: number) =>
    box(
      'moof',
      fullBox('mfhd', 0, 0, u32(sequence)),
      box(
        'traf',
        fullBox('tfhd', 0, 0x020000, u32(1)),
        fullBox('tfdt', 1, 0, time),
        fullBox('trun', 0, 0x000701, u32(samples.length), u32(dataOffset), ...rows),
      ),
    );
  return Buffer.concat([head(head(0).length + 8), box('mdat', ...bodies)]);
}
