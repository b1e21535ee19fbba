/** Reads bits as mediacommon's `pkg/bits` does. @throws RangeError past the end. */
export class BitCursor {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Number of bytes read, including a partly read one. */
  get bytesRead(): number {
    return Math.ceil(this.at / 8);
  }

  /** Reads the next bits, at most 32, as a number. */
  bits(count: number): number {
    this.need(count);
    let value = 0;
    for (let read = 0; read < count; read += 1) {
      value = value * 2 + (((this.bytes[this.at >> 3] ?? 0) >> (7 - (this.at & 7))) & 1);
      this.at += 1;
    }
    return value;
  }

  /** The next bit. */
  flag(): boolean {
    return this.bits(1) === 1;
  }

  /** ue(v) (H.264 §9.1). */
  golomb(): number {
    let zeros = 0;
    while (!this.flag()) {
      zeros += 1;
      if (zeros > 32) throw new RangeError('The number is too large.');
    }
    return (2 ** zeros - 1 + this.bits(zeros)) % 2 ** 32;
  }

  /** @throws RangeError when fewer bits are left. */
  need(count: number): void {
    if (count > this.bytes.length * 8 - this.at) throw new RangeError('The bits end too early.');
  }
}
