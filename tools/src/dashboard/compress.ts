import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const COMPRESSIBLE = /\.(?:css|html|js|json|svg|txt)$/;

/** Brotli at its highest level. The same input has the same output. */
export function brotli(content: Buffer): Buffer {
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}

/** Writes `<file>.br` and `<file>.gz` beside every text file for which they are smaller. */
export function compressFiles(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!COMPRESSIBLE.test(name)) continue;
    const file = path.join(folder, name);
    const content = readFileSync(file);
    const encodings = { br: brotli(content), gz: gzipSync(content, { level: 9 }) };
    for (const [extension, compressed] of Object.entries(encodings))
      if (compressed.length < content.length) writeFileSync(`${file}.${extension}`, compressed);
  }
}
