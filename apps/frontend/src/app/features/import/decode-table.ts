import { DOS_CHARACTERS } from './dos-characters';

/** Encodings that tables are stored in, the ones that spreadsheets write first. */
export const TABLE_ENCODINGS = [
  { id: 'utf-8', name: 'UTF-8' },
  { id: 'windows-1252', name: 'Western European (Windows-1252)' },
  { id: 'ibm850', name: 'Western European (DOS)' },
  { id: 'macintosh', name: 'Western European (Mac)' },
  { id: 'windows-1250', name: 'Central European (Windows-1250)' },
  { id: 'windows-1251', name: 'Cyrillic (Windows-1251)' },
  { id: 'windows-1253', name: 'Greek (Windows-1253)' },
  { id: 'windows-1254', name: 'Turkish (Windows-1254)' },
  { id: 'windows-1257', name: 'Baltic (Windows-1257)' },
  { id: 'utf-16le', name: 'UTF-16' },
  { id: 'utf-16be', name: 'UTF-16, big-endian' },
] as const;
export type TableEncoding = (typeof TABLE_ENCODINGS)[number]['id'];

/** A table's text, and how it was read. */
export interface DecodedTable {
  readonly text: string;
  readonly encoding: TableEncoding;
  /** False: the file does not say its encoding, and it was guessed from its letters. */
  readonly isCertain: boolean;
  /** Letters beyond ASCII, each once, in the order of the file, at most `MAX_LETTERS`. */
  readonly letters: readonly string[];
}

const MAX_LETTERS = 24;
/** Letters and marks that tables in Western Europe have; what is not among them speaks against an encoding. */
const LIKELY = /[äöüÄÖÜßàâáåæçèéêëìíîïñòóôøœùúûýÿÀÂÁÅÆÇÈÉÊËÍÎÑÓÔØÚ€£§°·´“”„‘’–—…«»\u00a0]/u;
const GUESSES = ['windows-1252', 'ibm850', 'macintosh'] as const;

/** Reads a table in the encoding that it says or is likely to have. Pure. */
export function decodeTable(bytes: Uint8Array): DecodedTable {
  const [encoding, isCertain] = encodingOf(bytes);
  return { ...decodeTableAs(bytes, encoding), isCertain };
}

/** Reads a table in an encoding that the user chose. What is no text in it becomes U+FFFD, which the import refuses. */
export function decodeTableAs(bytes: Uint8Array, encoding: TableEncoding): DecodedTable {
  const text = textOf(bytes, encoding).replace(/^\ufeff/, '');
  const letters = [...new Set(text.match(/\P{ASCII}/gu) ?? [])].slice(0, MAX_LETTERS);
  return { text, encoding, isCertain: true, letters };
}

/** An encoding, and whether it is certain. */
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

// UTF-16 without a byte order mark: every second byte of its ASCII letters is null, and no other encoding has such bytes.
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
  // No browser reads this one (Encoding Standard §4.2), and “CSV (MS-DOS)” of Excel writes it.
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : (DOS_CHARACTERS[byte - 0x80] ?? ''),
  ).join('');
}
