/** Reads the bits of a NAL unit (H.264 §7.2, H.265 §7.2). */
export class BitReader {
  private at = 0;
  private readonly bytes: Buffer;

  /** @param unit A NAL unit without its header. Emulation prevention bytes (§7.4.1) are removed. */
  constructor(unit: Buffer) {
    const kept: number[] = [];
    let zeros = 0;
    for (const byte of unit) {
      if (zeros >= 2 && byte === 3) {
        zeros = 0;
        continue;
      }
      zeros = byte === 0 ? zeros + 1 : 0;
      kept.push(byte);
    }
    this.bytes = Buffer.from(kept);
  }

  /** Reads up to 32 bits as a number. @throws RangeError past the end of the unit. */
  bits(count: number): number {
    let value = 0;
    for (let read = 0; read < count; read += 1) {
      const byte = this.bytes[this.at >> 3];
      if (byte === undefined) throw new RangeError('The unit is too short.');
      value = value * 2 + ((byte >> (7 - (this.at & 7))) & 1);
      this.at += 1;
    }
    return value;
  }

  /** Reads one bit as a flag. */
  flag(): boolean {
    return this.bits(1) === 1;
  }

  /** Reads an unsigned Exp-Golomb number, ue(v) (§9.1). @throws RangeError when it is not valid. */
  unsigned(): number {
    let zeros = 0;
    while (!this.flag()) {
      zeros += 1;
      if (zeros > 31) throw new RangeError('The unit is not valid.');
    }
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** Reads a signed Exp-Golomb number, se(v) (§9.1.1). @throws RangeError when it is not valid. */
  signed(): number {
    const code = this.unsigned();
    return code % 2 === 0 ? -(code / 2) : (code + 1) / 2;
  }

  /** Skips bits. */
  skip(count: number): void {
    this.at += count;
  }
}
