/** Parses text as Go does (strconv, encoding/hex and encoding/base64). */

/** A whole number without a sign, at most 2^bits − 1; null: Go's ParseUint refuses it. */
export function parseGoUint(text: string, bits = 31): number | null {
  if (!/^\d+$/.test(text)) return null;
  return BigInt(text) < 1n << BigInt(bits) ? Number(text) : null;
}

/** Hexadecimal bytes; null: refused. */
export function parseGoHex(text: string): Buffer | null {
  return /^(?:[0-9a-f]{2})*$/i.test(text) ? Buffer.from(text, 'hex') : null;
}

/** Base64 with its padding (RFC 4648 §4), line breaks allowed; null: refused. */
export function parseGoBase64(text: string): Buffer | null {
  const plain = text.replace(/[\r\n]/g, '');
  const isValid = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain);
  return isValid ? Buffer.from(plain, 'base64') : null;
}

/** The words of a text, separated by white space. */
export function goFields(text: string): string[] {
  return text.split(/[\t\n\v\f\r ]+/).filter((word) => word !== '');
}
