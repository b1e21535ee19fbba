import { ProbeFailure } from '../probe/probe-fault';
import { header, readHeaders, readStartLine } from './rtsp-message';
const DOLLAR = 0x24;
const LONGEST_FIRST_LINE = 512;
/** Cuts what a camera sends into answers and packets. @throws ProbeFailure for what is no RTSP or too much of it. */
export class RtspReader {
  limits;
  kept = Buffer.alloc(0);
  constructor(limits) {
    this.limits = limits;
  }
  /** Whether an answer has begun and not ended. */
  get isInsideAnswer() {
    return this.kept.length > 0 && this.kept[0] !== DOLLAR;
  }
  /** Takes what came, and gives what is complete by it. */
  read(chunk) {
    this.kept = this.kept.length === 0 ? chunk : Buffer.concat([this.kept, chunk]);
    const items = [];
    for (;;) {
      const used = this.kept[0] === DOLLAR ? this.readPacket(items) : this.readMessage(items);
      if (used === 0) return items;
      this.kept = this.kept.subarray(used);
    }
  }
  readPacket(items) {
    if (this.kept.length < 4) return 0;
    const end = 4 + this.kept.readUInt16BE(2);
    if (this.kept.length < end) return 0;
    items.push({ kind: 'packet', channel: this.kept[1] ?? 0, payload: this.kept.subarray(4, end) });
    return end;
  }
  readMessage(items) {
    if (this.kept.length === 0) return 0;
    // Some cameras put an empty line between messages.
    if (this.kept[0] === 0x0d || this.kept[0] === 0x0a) return 1;
    this.refuseForeign();
    const end = endOfHeaders(this.kept);
    if (end === null || end > this.limits.headerBytes) {
      if (this.kept.length > this.limits.headerBytes) throw new ProbeFailure('unexpected-answer');
      return 0;
    }
    const [startLine = '', ...lines] = this.kept.toString('latin1', 0, end).trimEnd().split(/\r?\n/);
    const headers = readHeaders(lines);
    const length = this.bodyLength(header({ headers }, 'content-length') ?? '0');
    if (this.kept.length < end + length) return 0;
    const start = readStartLine(startLine);
    if (start !== null && start !== 'request') {
      const body = this.kept.toString('utf8', end, end + length);
      items.push({ kind: 'response', response: { status: start.status, headers, body } });
    }
    return end + length;
  }
  bodyLength(text) {
    const length = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    if (length < 0 || length > this.limits.bodyBytes) throw new ProbeFailure('unexpected-answer');
    return length;
  }
  // As early as the first line is there, since what is no RTSP need not end its headers either.
  refuseForeign() {
    const newline = this.kept.indexOf(0x0a);
    if (newline === -1 ? this.kept.length <= LONGEST_FIRST_LINE : newline <= LONGEST_FIRST_LINE) {
      if (newline === -1) return;
      if (readStartLine(this.kept.toString('latin1', 0, newline).trimEnd()) !== null) return;
    }
    throw new ProbeFailure('not-rtsp');
  }
}
function endOfHeaders(bytes) {
  const strict = bytes.indexOf('\r\n\r\n');
  const loose = bytes.indexOf('\n\n');
  if (strict === -1 && loose === -1) return null;
  return loose === -1 || (strict !== -1 && strict < loose) ? strict + 4 : loose + 2;
}
