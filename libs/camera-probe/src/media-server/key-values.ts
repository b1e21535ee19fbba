/**
 * `key=value` pairs of a header as gortsplib reads them (`keyValParse`): names in their own case, blanks around `=` are
 * part of what they touch, no escapes inside quotes, the last of a name counts. Null: quotes are not closed.
 */
export function parseKeyValues(text: string, separator: ',' | ';'): Map<string, string> | null {
  const pairs = new Map<string, string>();
  let rest = text;
  while (rest.length > 0) {
    const keyEnd = endOf(rest, ['=', separator]);
    const key = rest.slice(0, keyEnd);
    rest = rest.slice(keyEnd);
    let value = '';
    if (rest.startsWith('="')) {
      const close = rest.indexOf('"', 2);
      if (close === -1) return null;
      value = rest.slice(2, close);
      rest = rest.slice(close + 1);
    } else if (rest.startsWith('=')) {
      const end = endOf(rest, [separator]);
      value = rest.slice(1, end);
      rest = rest.slice(end);
    }
    pairs.set(key, value);
    rest = (rest.startsWith(separator) ? rest.slice(1) : rest).replace(/^ +/, '');
  }
  return pairs;
}

function endOf(text: string, ends: readonly string[]): number {
  const found = ends.map((end) => text.indexOf(end)).filter((at) => at !== -1);
  return found.length === 0 ? text.length : Math.min(...found);
}
