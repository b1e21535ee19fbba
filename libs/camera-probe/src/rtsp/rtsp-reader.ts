import type { RtspClientRules } from '@ppf/mediamtx';
import { parseGoUint } from '../media-server/go-text';
import { ProbeFailure } from '../probe/probe-fault';
import { type HeaderBlock, parseHeaders, parseStartLine, type RtspResponse } from './rtsp-message';

/** What comes out of an RTSP connection. */
export type RtspItem =
  | { readonly kind: 'response'; readonly response: RtspResponse }
  /** The camera asks something. */
  | { readonly kind: 'request'; readonly method: string; readonly cseq: string | null }
  /** RTP or RTCP inside the connection (RFC 2326 §10.12). */
  | { readonly kind: 'packet'; readonly channel: number; readonly payload: Buffer };

/** How much a camera may make us keep. */
export interface ReaderLimits {
  /** Start line and headers of one answer, bytes. */
  readonly headerBytes: number;
  /** Body of one answer, bytes. */
  readonly bodyBytes: number;
}

const DOLLAR = 0x24;
const LONGEST_FIRST_LINE = 512;
/** How a response and every method that gortsplib knows begin (`pkg/conn`). */
const BEGINNINGS = ['RT', 'AN', 'DE', 'GE', 'OP', 'PA', 'PL', 'RE', 'SE', 'TE'];

/**
 * Cuts what a camera sends into answers, requests and packets, as strictly as the media server does.
 * @throws ProbeFailure for what is no RTSP, too much of it, or RTSP that the media server cannot read.
 */
export class RtspReader {
  private kept: Buffer = Buffer.alloc(0);
  private hasSpokenRtsp = false;

  constructor(
    private readonly limits: ReaderLimits,
    private readonly rules: RtspClientRules,
  ) {}

  /** Whether an answer has begun and not ended. */
  get isInsideAnswer(): boolean {
    return this.kept.length > 0 && this.kept[0] !== DOLLAR;
  }

  /** Takes what came, and gives what is complete by it. */
  read(chunk: Buffer): RtspItem[] {
    this.kept = this.kept.length === 0 ? chunk : Buffer.concat([this.kept, chunk]);
    const items: RtspItem[] = [];
    for (;;) {
      const used = this.kept[0] === DOLLAR ? this.readPacket(items) : this.readMessage(items);
      if (used === 0) return items;
      this.kept = this.kept.subarray(used);
    }
  }

  private readPacket(items: RtspItem[]): number {
    if (this.kept.length < 4) return 0;
    const end = 4 + this.kept.readUInt16BE(2);
    if (this.kept.length < end) return 0;
    items.push({ kind: 'packet', channel: this.kept[1] ?? 0, payload: this.kept.subarray(4, end) });
    return end;
  }

  private readMessage(items: RtspItem[]): number {
    if (this.kept.length === 0) return 0;
    const between = this.bytesBetween();
    if (between !== null) return between;
    this.refuseForeign();
    const block = parseHeaders(this.kept, this.limits.headerBytes);
    if (block === 'incomplete') return 0;
    const start = block === 'invalid' ? null : parseStartLine(block.startLine, this.rules);
    if (block === 'invalid' || start === null) throw new ProbeFailure('unexpected-answer');
    const end = block.length + this.bodyLength(block);
    if (this.kept.length < end) return 0;
    this.hasSpokenRtsp = true;
    if (start.kind === 'request') {
      const cseq = block.headers.get('cseq')?.[0] ?? null;
      items.push({ kind: 'request', method: start.method, cseq });
    } else {
      const body = this.kept.toString('latin1', block.length, end);
      items.push({ kind: 'response', response: { status: start.status, headers: block.headers, body } });
    }
    return end;
  }

  /** How many bytes belong to no message; null: one begins here. 0: it cannot be said yet. */
  private bytesBetween(): number | null {
    if (BEGINNINGS.includes(this.kept.toString('latin1', 0, 2))) return null;
    const isLineBreak = this.kept[0] === 0x0d || this.kept[0] === 0x0a;
    if (!isLineBreak && !this.hasSpokenRtsp) return null;
    if (!this.rules.skipsBytesBetweenMessages) throw new ProbeFailure('unexpected-answer');
    return this.kept.length < 2 ? 0 : 1;
  }

  private bodyLength({ headers }: HeaderBlock): number {
    const values = headers.get('content-length') ?? [];
    const length = values.length === 1 ? parseGoUint(values[0] ?? '', 53) : 0;
    if (length === null || length > this.limits.bodyBytes) throw new ProbeFailure('unexpected-answer');
    return length;
  }

  // As early as the first line is there, since what is no RTSP need not end its headers either.
  private refuseForeign(): void {
    const newline = this.kept.indexOf(0x0a);
    if (newline === -1 ? this.kept.length <= LONGEST_FIRST_LINE : newline <= LONGEST_FIRST_LINE) {
      if (newline === -1) return;
      if (/^RTSP\/\d| RTSP\/\d/.test(this.kept.toString('latin1', 0, newline))) return;
    }
    throw new ProbeFailure('not-rtsp');
  }
}
