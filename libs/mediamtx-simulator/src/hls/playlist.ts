import type { SpsInfo } from '../h264/sps';
import type { Segment } from './segmenter';

/** Input of a playlist. */
export interface PlaylistSource {
  /** Prefix of every file name of a muxer. */
  prefix: string;
  /** Complete segments, the oldest first. */
  segments: readonly Segment[];
  /** Number of gaps before the first segment (low latency only). */
  gaps: number;
  open: Segment | null;
  upcomingPartId: number;
  /** Seconds; null without low latency. */
  partDuration: number | null;
}

const seconds = (value: number) => value.toFixed(5);
const bitsOf = ({ parts }: Segment) => parts.reduce((sum, { body }) => sum + body.length * 8, 0);

/** The index: one variant (RFC 8216 §4.3.4). The query is added to the URI of the media playlist. */
export function writeIndex(segments: readonly Segment[], sps: SpsInfo, query: string): string {
  const rates = segments.map((segment) => bitsOf(segment) / segment.duration);
  const bits = segments.reduce((sum, segment) => sum + bitsOf(segment), 0);
  const length = segments.reduce((sum, { duration }) => sum + duration, 0);
  const attributes = [
    `BANDWIDTH=${Math.floor(Math.max(...rates))}`,
    `AVERAGE-BANDWIDTH=${Math.floor(bits / length)}`,
    `CODECS="${sps.codec}"`,
    `RESOLUTION=${sps.width}x${sps.height}`,
    ...(sps.frameRate === null ? [] : [`FRAME-RATE=${sps.frameRate.toFixed(3)}`]),
  ];
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:10',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '',
    `#EXT-X-STREAM-INF:${attributes.join(',')}`,
    `video1_stream.m3u8${query}`,
    '',
  ].join('\n');
}

/** The media playlist; with `skip`, a delta update (RFC 8216bis §4.4.5). */
export function writeMedia(source: PlaylistSource, query: string, skip: boolean): string {
  const { segments, gaps, partDuration, prefix } = source;
  const target = Math.max(1, Math.ceil(Math.max(...segments.map(({ duration }) => duration)) - 0.001));
  const listed = [...Array<null>(gaps).fill(null), ...segments];
  const first = (segments[0]?.id ?? 0) - gaps;
  const skipped = skip && partDuration !== null ? skippable(listed, target * 6) : 0;
  const lines = ['#EXTM3U', '#EXT-X-VERSION:10', `#EXT-X-TARGETDURATION:${target}`];
  if (partDuration !== null) {
    lines.push(
      `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${seconds(partDuration * 2.5)},CAN-SKIP-UNTIL=${seconds(target * 6)}`,
      `#EXT-X-PART-INF:PART-TARGET=${seconds(partDuration)}`,
    );
  }
  lines.push(`#EXT-X-MEDIA-SEQUENCE:${first}`);
  lines.push(
    skipped > 0
      ? `#EXT-X-SKIP:SKIPPED-SEGMENTS=${skipped}`
      : `#EXT-X-MAP:URI="${prefix}_video1_init.mp4${query}"`,
  );
  listed.slice(skipped).forEach((segment, index, shown) => {
    if (!segment) return lines.push('#EXT-X-GAP', `#EXTINF:${seconds(target)},`, 'gap.mp4');
    // Low latency: only the two newest segments are dated and come with their parts.
    const detailed = partDuration === null || index >= shown.length - 2;
    if (detailed) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${segment.started.toISOString()}`);
    if (detailed && partDuration !== null) lines.push(...partLines(segment, prefix, query));
    return lines.push(
      `#EXTINF:${seconds(segment.duration)},`,
      `${prefix}_video1_seg${segment.id}.mp4${query}`,
    );
  });
  if (partDuration !== null) {
    if (source.open) lines.push(...partLines(source.open, prefix, query));
    const hint = `${prefix}_video1_part${source.upcomingPartId}.mp4${query}`;
    lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${hint}"`);
  }
  return `${lines.join('\n')}\n`;
}

function partLines({ parts }: Segment, prefix: string, query: string): string[] {
  return parts.map(({ id, duration, independent }) => {
    const uri = `${prefix}_video1_part${id}.mp4${query}`;
    return `#EXT-X-PART:DURATION=${seconds(duration)},URI="${uri}"${independent ? ',INDEPENDENT=YES' : ''}`;
  });
}

/** Number of leading segments that a delta update skips. */
function skippable(listed: readonly (Segment | null)[], boundary: number): number {
  let length = 0;
  let shown = 0;
  for (const segment of [...listed].reverse()) {
    length += segment?.duration ?? 1;
    if (length >= boundary) break;
    shown++;
  }
  return listed.length - shown;
}
