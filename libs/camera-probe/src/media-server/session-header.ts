import { parseGoUint } from './go-text';
import { parseKeyValues } from './key-values';

/** The session of the `Session` headers (RFC 2326 §12.37); null: the media server does not accept them. */
export function parseSession(values: readonly string[]): string | null {
  const [value, second] = values;
  if (value === undefined || second !== undefined) return null;
  const semicolon = value.indexOf(';');
  if (semicolon === -1) return value;
  const pairs = parseKeyValues(value.slice(semicolon + 1).replace(/^ +/, ''), ';');
  const timeout = pairs?.get('timeout');
  const isValid = pairs !== null && (timeout === undefined || parseGoUint(timeout, 32) !== null);
  return isValid ? value.slice(0, semicolon) : null;
}
