const TOKEN = /[A-Za-z0-9!#$%&'*+.^_`|~-]+/y;
const PARAM = /([A-Za-z0-9!#$%&'*+.^_`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/y;
/** Reads `WWW-Authenticate`: several headers, or several challenges in one. What cannot be read is passed over. */
export function readChallenges(values) {
  return values.flatMap(readValue);
}
function readValue(value) {
  const found = [];
  let at = 0;
  while (at < value.length) {
    const param = matchAt(PARAM, value, at);
    if (param?.[1] !== undefined && found.length > 0) {
      const text = param[2]?.replace(/\\(.)/g, '$1') ?? param[3] ?? '';
      found.at(-1)?.params.set(param[1].toLowerCase(), text);
      at += param[0].length;
      continue;
    }
    const scheme = matchAt(TOKEN, value, at);
    if (scheme !== null) found.push({ scheme: scheme[0].toLowerCase(), params: new Map() });
    at += scheme?.[0].length ?? 1;
  }
  return found;
}
function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
