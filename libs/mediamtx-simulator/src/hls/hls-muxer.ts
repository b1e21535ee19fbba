import { randomBytes } from 'node:crypto';
import { milliseconds } from '../config/duration';
import type { Settings } from '../config/setting';
import { AccessUnitReader } from '../h264/access-unit-reader';
import { parseSps } from '../h264/sps';
import { prefixed, type Log } from '../log';
import type { Path } from '../paths/path';
import type { Reader } from '../paths/participants';
import type { Stream } from '../paths/stream';
import { writeInit } from './fmp4';
import { writeIndex, writeMedia } from './playlist';
import { Segmenter, type Part, type Segment } from './segmenter';

/** A file of a muxer; a number is the status of a failed request. */
export type HlsFile = { type: string; body: Buffer | string } | number;

const PLAYLIST = 'application/vnd.apple.mpegurl';
const MP4 = 'video/mp4';

/** Converts one path's stream to HLS, from the next key frame on. */
export class HlsMuxer implements Reader {
  readonly created = new Date();
  lastRequest = new Date();
  bytesSent = 0;
  private readonly log: Log;
  private readonly prefix = randomBytes(6).toString('hex');
  private readonly lowLatency: boolean;
  private readonly segmentCount: number;
  private readonly segmenter: Segmenter;
  private segments: Segment[] = [];
  private waiting: (() => void)[] = [];
  private stopListening: () => void = () => undefined;
  private path: Path | null = null;
  private stream: Stream | null = null;
  private over = false;

  constructor(
    readonly pathName: string,
    private readonly settings: Settings,
    log: Log,
    private readonly closed: (muxer: HlsMuxer) => void,
  ) {
    this.log = prefixed(log, `[muxer ${pathName}]`);
    this.lowLatency = settings.hlsVariant === 'lowLatency';
    this.segmentCount = settings.hlsSegmentCount as number;
    this.segmenter = new Segmenter(
      {
        segmentDuration: milliseconds(settings.hlsSegmentDuration as string) / 1000,
        partDuration: this.partDuration,
        firstSegmentId: this.lowLatency ? this.segmentCount : 0,
      },
      {
        part: () => this.wake(),
        segment: (segment) => {
          this.segments = [...this.segments, segment].slice(-this.segmentCount);
          this.wake();
        },
      },
    );
  }

  /** Starts the muxer. Throws if the stream has no supported codec. */
  start(path: Path, stream: Stream, requestedBy: string | null): void {
    this.log('info', `created ${requestedBy ? `(requested by ${requestedBy})` : 'automatically'}`);
    if (stream.videoTrack < 0) {
      path.removeReader(this);
      throw new Error(
        "the stream doesn't contain any supported codec, which are currently AV1, VP9, H265, H264, Opus, MPEG-4 Audio, KLV",
      );
    }
    this.path = path;
    this.stream = stream;
    const pictures = new AccessUnitReader();
    this.stopListening = stream.listen((track, packet) => {
      const picture = track === stream.videoTrack ? pictures.read(packet) : null;
      if (picture) this.segmenter.push(picture);
    });
    this.log('info', 'is converting into HLS, 1 track (H264)');
  }

  describe(): null {
    return null;
  }

  close(): void {
    this.finish('terminated');
  }

  /** Closes the muxer and its sessions. */
  finish(reason: string): void {
    if (this.over) return;
    this.over = true;
    this.stopListening();
    this.path?.removeReader(this);
    this.wake();
    this.closed(this);
    this.log('info', `destroyed: ${reason}`);
  }

  /** Returns a file by its name; waits for an announced one (MediaMTX contract §6). */
  async file(name: string, query: URLSearchParams): Promise<HlsFile> {
    if (name === 'index.m3u8') return this.index(query);
    if (name === 'video1_stream.m3u8') return this.media(query);
    if (name === `${this.prefix}_video1_init.mp4`) return this.init();
    const [, kind, number] = new RegExp(`^${this.prefix}_video1_(seg|part)(\\d+)\\.mp4$`).exec(name) ?? [];
    if (kind === 'seg') return this.segment(Number(number));
    if (kind === 'part' && this.lowLatency) return this.part(Number(number));
    return 404;
  }

  private get partDuration(): number | null {
    return this.lowLatency ? milliseconds(this.settings.hlsPartDuration as string) / 1000 : null;
  }

  private get sets() {
    return this.stream?.tracks[this.stream.videoTrack]?.sets ?? { sps: null, pps: null };
  }

  private async index(query: URLSearchParams): Promise<HlsFile> {
    await this.content();
    const sps = this.sets.sps ? parseSps(this.sets.sps) : null;
    if (this.over || !sps) return 500;
    return { type: PLAYLIST, body: writeIndex(this.segments, sps, queryOf(query)) };
  }

  private async media(query: URLSearchParams): Promise<HlsFile> {
    const fault = await this.blockingReload(query);
    if (fault) return fault;
    await this.content();
    if (this.over) return 500;
    const skip = ['YES', 'v2'].includes(query.get('_HLS_skip') ?? '');
    const source = {
      prefix: this.prefix,
      segments: this.segments,
      gaps: this.lowLatency ? this.segmentCount - this.segments.length : 0,
      open: this.segmenter.open,
      upcomingPartId: this.segmenter.upcomingPartId,
      partDuration: this.partDuration,
    };
    return { type: PLAYLIST, body: writeMedia(source, queryOf(query), skip) };
  }

  /** Delays a playlist until it contains the requested segment or part (RFC 8216bis §6.2.5.2). */
  private async blockingReload(query: URLSearchParams): Promise<number | null> {
    const [msn, part] = [query.get('_HLS_msn'), query.get('_HLS_part')];
    if (!this.lowLatency || (msn === null && part === null)) return null;
    if (msn === null || !/^\d+$/.test(msn) || !/^\d*$/.test(part ?? '')) return 400;
    await this.content();
    const next = this.segmenter.open?.id ?? this.segmentCount;
    const wanted = Number(msn);
    if (wanted > next + 1 || wanted < next - (this.segmentCount - 1)) return 400;
    await this.until(() => {
      const open = this.segmenter.open;
      if (!open || wanted > open.id) return false;
      // Without a part number, the first part is requested.
      return wanted < open.id || Number(part ?? 0) < open.parts.length;
    });
    return null;
  }

  private init(): HlsFile {
    return { type: MP4, body: writeInit(this.sets) };
  }

  private segment(id: number): HlsFile {
    const segment = this.segments.find((each) => each.id === id);
    return segment ? { type: MP4, body: Buffer.concat(segment.parts.map(({ body }) => body)) } : 404;
  }

  private async part(id: number): Promise<HlsFile> {
    if (id === this.segmenter.upcomingPartId) await this.until(() => this.segmenter.upcomingPartId > id);
    if (this.over) return 500;
    const find = (segment: Segment | null): Part | undefined => segment?.parts.find((each) => each.id === id);
    const part = find(this.segmenter.open) ?? this.segments.map(find).find((each) => each !== undefined);
    return part ? { type: MP4, body: part.body } : 404;
  }

  /** Resolves when there is enough to play: two segments, or one with parts. */
  private content(): Promise<void> {
    return this.until(() => this.segments.length >= (this.lowLatency ? 1 : 2));
  }

  private async until(met: () => boolean): Promise<void> {
    while (!this.over && !met()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** In the format of the Control API (MediaMTX contract §4.2). */
  item() {
    return {
      path: this.pathName,
      created: this.created.toISOString(),
      lastRequest: this.lastRequest.toISOString(),
      outboundBytes: this.bytesSent,
      outboundFramesDiscarded: 0,
      bytesSent: this.bytesSent,
    };
  }
}

/** The query that child addresses carry: all parameters except HLS directives. */
function queryOf(query: URLSearchParams): string {
  const kept = new URLSearchParams([...query].filter(([key]) => !key.startsWith('_HLS_')));
  kept.sort();
  return kept.size === 0 ? '' : `?${kept.toString()}`;
}
