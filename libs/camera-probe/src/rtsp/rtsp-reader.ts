import {
  type HeaderBlock,
  INTERLEAVED_MARK,
  parseHeaderBlock,
  parseInterleavedPacket,
  type RtspResponse,
} from '@ppf/rtsp-wire';
import type { RtspClientRules } from '@ppf/mediamtx';
import { parseGoUint } from '../media-server/go-text';
import { parseStartLine } from './parse-start-line';
import { ProbeFailure } from '../faults/probe-fault';

/** One message or packet of an RTSP connection. */
export type RtspItem =
  | { readonly kind: 'response'; readonly response: RtspResponse }
  /** A request of the camera. */
  | { readonly kind: 'request'; readonly method: string; readonly cseq: string | null }
  /** An interleaved RTP or RTCP packet (RFC 2326 §10.12). */
  | { readonly kind: 'packet'; readonly channel: number; readonly payload: Buffer };

/** Limits on the memory that a camera can occupy. */
export interface ReaderLimits {
  /** Start line and headers of one response, in bytes. */
  readonly headerBytes: number;
  /** Body of one response, in bytes. */
  readonly bodyBytes: number;
}

const MAX_FIRST_LINE_BYTES = 512;
/** First two characters of a response and of every method that gortsplib accepts (`pkg/conn`). */
const MESSAGE_PREFIXES = ['RT', 'AN', 'DE', 'GE', 'OP', 'PA', 'PL', 'RE', 'SE', 'TE'];

/** Splits the bytes of a camera into responses, requests and packets, as strictly as MediaMTX does. */
export class RtspReader {
  private pending: Buffer = Buffer.alloc(0);
  private hasParsedMessage = false;

  constructor(
    private readonly limits: ReaderLimits,
    private readonly rules: RtspClientRules,
  ) {}

  /** Whether an incomplete message is pending. */
  get isInsideMessage(): boolean {
    return this.pending.length > 0 && this.pending[0] !== INTERLEAVED_MARK;
  }

  /**
   * Adds received bytes and returns the items that they complete.
   * @throws ProbeFailure `not-rtsp` or `unexpected-answer` for bytes that MediaMTX would refuse or that exceed the limits
   */
  push(chunk: Buffer): RtspItem[] {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const items: RtspItem[] = [];
    for (;;) {
      const used = this.pending[0] === INTERLEAVED_MARK ? this.readPacket(items) : this.readMessage(items);
      if (used === 0) return items;
      this.pending = this.pending.subarray(used);
    }
  }

  private readPacket(items: RtspItem[]): number {
    const packet = parseInterleavedPacket(this.pending);
    if (packet === null) return 0;
    items.push({ kind: 'packet', channel: packet.channel, payload: packet.payload });
    return packet.length;
  }

  private readMessage(items: RtspItem[]): number {
    if (this.pending.length === 0) return 0;
    const skipped = this.bytesToSkip();
    if (skipped !== null) return skipped;
    this.assertRtsp();
    const block = parseHeaderBlock(this.pending, this.limits.headerBytes);
    if (block === 'incomplete') return 0;
    const start = block === 'invalid' ? null : parseStartLine(block.startLine, this.rules);
    if (block === 'invalid' || start === null) throw new ProbeFailure('unexpected-answer');
    const end = block.length + this.bodyLength(block);
    if (this.pending.length < end) return 0;
    this.hasParsedMessage = true;
    if (start.kind === 'request') {
      const cseq = block.headers.get('cseq')?.[0] ?? null;
      items.push({ kind: 'request', method: start.method, cseq });
    } else {
      const body = this.pending.toString('latin1', block.length, end);
      items.push({ kind: 'response', response: { status: start.status, headers: block.headers, body } });
    }
    return end;
  }

  /** Bytes that belong to no message. Null: a message begins here. 0: undecided until more bytes arrive. */
  private bytesToSkip(): number | null {
    if (MESSAGE_PREFIXES.includes(this.pending.toString('latin1', 0, 2))) return null;
    const isLineBreak = this.pending[0] === 0x0d || this.pending[0] === 0x0a;
    if (!isLineBreak && !this.hasParsedMessage) return null;
    if (!this.rules.skipsBytesBetweenMessages) throw new ProbeFailure('unexpected-answer');
    return this.pending.length < 2 ? 0 : 1;
  }

  private bodyLength({ headers }: HeaderBlock): number {
    const values = headers.get('content-length') ?? [];
    const length = values.length === 1 ? parseGoUint(values[0] ?? '', 53) : 0;
    if (length === null || length > this.limits.bodyBytes) throw new ProbeFailure('unexpected-answer');
    return length;
  }

  // Checked on the first line, because another protocol may never send the end of a header block.
  private assertRtsp(): void {
    const newline = this.pending.indexOf(0x0a);
    if (newline === -1 ? this.pending.length <= MAX_FIRST_LINE_BYTES : newline <= MAX_FIRST_LINE_BYTES) {
      if (newline === -1) return;
      if (/^RTSP\/\d| RTSP\/\d/.test(this.pending.toString('latin1', 0, newline))) return;
    }
    throw new ProbeFailure('not-rtsp');
  }
}
