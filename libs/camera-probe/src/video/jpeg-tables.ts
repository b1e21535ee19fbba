// The tables of baseline JPEG that RTP leaves out: RFC 2435 appendices A and B, from ITU-T T.81 annex K.

/** Quantizers at quality 50, in zigzag order: of the brightness, and of the colors. */
const QUANTIZERS = [
  Buffer.from(
    '100b0c0e0c0a100e0d0e1211101318281a181616183123251d283a333d3c3933383740485c4e404457453738506d51575f626768673e4d71797064785c656763',
    'hex',
  ),
  Buffer.from(
    '1112121815182f1a1a2f634238426363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363',
    'hex',
  ),
];

/** The quantizers for a quality of RTP, 1 to 99 (RFC 2435 §4.2). */
export function quantizersFor(quality: number): Buffer {
  const factor = Math.min(99, Math.max(1, quality));
  const scale = factor < 50 ? Math.floor(5_000 / factor) : 200 - factor * 2;
  const scaled = QUANTIZERS.flatMap((table) =>
    [...table].map((value) => Math.min(255, Math.max(1, Math.floor((value * scale + 50) / 100)))),
  );
  return Buffer.from(scaled);
}

/** The Huffman tables, each with its class and number before it (T.81 §B.2.4.2). */
export const HUFFMAN_TABLES: readonly Buffer[] = [
  Buffer.from(['0000010501010101010100000000000000000102030405060708090a0b'].join(''), 'hex'),
  Buffer.from(
    [
      '100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1',
      'f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768',
      '696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4',
      'c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
    ].join(''),
    'hex',
  ),
  Buffer.from(['0100030101010101010101010000000000000102030405060708090a0b'].join(''), 'hex'),
  Buffer.from(
    [
      '1100020102040403040705040400010277000102031104052131061241510761711322328108144291a1b1c109233352',
      'f0156272d10a162434e125f11718191a262728292a35363738393a434445464748494a535455565758595a6364656667',
      '68696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2',
      'c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa',
    ].join(''),
    'hex',
  ),
];
