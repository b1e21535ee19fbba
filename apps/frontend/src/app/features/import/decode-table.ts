import { DOS_CHARACTERS } from './dos-characters';

/** Supported encodings, those that spreadsheets write first. */
export const TABLE_ENCODINGS = [
  'utf-8',
  'windows-1252',
  'ibm850',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'utf-16le',
  'utf-16be',
] as const;
export type TableEncoding = (typeof TABLE_ENCODINGS)[number];

/** The text of a file, and how it was decoded. */
export interface DecodedTable {
  readonly text: string;
  readonly encoding: TableEncoding;
  /** False: the encoding was guessed from the characters of the file. */
  readonly isCertain: boolean;
  /** Non-ASCII characters, each once, in the order of the file, at most `MAX_LETTERS`. */
  readonly letters: readonly string[];
}

const MAX_LETTERS = 24;
/** Characters that are common in Western Europe; others count against an encoding. */
const LIKELY = /[äöüÄÖÜßàâáåæçèéêëìíîïñòóôøœùúûýÿÀÂÁÅÆÇÈÉÊËÍÎÑÓÔØÚ€£§°·´“”„‘’–—…«»\u00a0]/u;
const GUESSES = ['windows-1252', 'ibm850', 'macintosh'] as const;

/** Decodes a file in the encoding that it specifies or is likely to have. Pure. */
export function decodeTable(bytes: Uint8Array): DecodedTable {
  const [encoding, isCertain] = encodingOf(bytes);
  return { ...decodeTableAs(bytes, encoding), isCertain };
}

/** Decodes a file in the encoding that the user chose. Invalid bytes become U+FFFD, which the import refuses. */
export function decodeTableAs(bytes: Uint8Array, encoding: TableEncoding): DecodedTable {
  const text = textOf(bytes, encoding).replace(/^\ufeff/, '');
  const letters = [...new Set(text.match(/\P{ASCII}/gu) ?? [])].slice(0, MAX_LETTERS);
  return { text, encoding, isCertain: true, letters };
}

/** The encoding of a file, and whether it is certain. */
function encodingOf(bytes: Uint8Array): readonly [TableEncoding, boolean] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return ['utf-16le', true];
  if (first === 0xfe && second === 0xff) return ['utf-16be', true];
  const wide = wideEncodingOf(bytes);
  if (wide) return [wide, true];
  if (isUtf8(bytes)) return ['utf-8', true];
  const scores = GUESSES.map((each) => likelihoodOf(textOf(bytes, each)));
  const best = scores.indexOf(Math.max(...scores));
  return [GUESSES[best] ?? 'windows-1252', false];
}

// UTF-16 without a byte order mark: every second byte of ASCII characters is null, which no other encoding has.
function wideEncodingOf(bytes: Uint8Array): TableEncoding | null {
  const nulls = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) nulls[at % 2] = (nulls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nulls;
  if (even + odd < bytes.length / 8) return null;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function likelihoodOf(text: string): number {
  const letters = text.match(/\P{ASCII}/gu) ?? [];
  return letters.reduce((score, letter) => score + (LIKELY.test(letter) ? 1 : -1), 0);
}

function textOf(bytes: Uint8Array, encoding: TableEncoding): string {
  if (encoding !== 'ibm850') return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  // Browsers don't decode it (Encoding Standard §4.2), and Excel writes it as “CSV (MS-DOS)”.
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : (DOS_CHARACTERS[byte - 0x80] ?? ''),
  ).join('');
}
