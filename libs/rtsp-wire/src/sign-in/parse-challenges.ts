/** One challenge of a `WWW-Authenticate` header (RFC 7235 §2.1). */
export interface RtspChallenge {
  /** `basic`, `digest`, …, in lower case. */
  readonly scheme: string;
  /** Unquoted values by lower-case name. */
  readonly params: ReadonlyMap<string, string>;
}

const TOKEN = /[A-Za-z0-9!#$%&'*+.^_`|~-]+/y;
const PARAM = /([A-Za-z0-9!#$%&'*+.^_`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/y;

/** Parses the values of `WWW-Authenticate`. One value may hold several challenges. Skips text that it cannot parse. */
export function parseChallenges(values: readonly string[]): RtspChallenge[] {
  return values.flatMap(parseValue);
}

function parseValue(value: string): RtspChallenge[] {
  const challenges: { scheme: string; params: Map<string, string> }[] = [];
  let at = 0;
  while (at < value.length) {
    const param = matchAt(PARAM, value, at);
    if (param?.[1] !== undefined && challenges.length > 0) {
      const text = param[2]?.replace(/\\(.)/g, '$1') ?? param[3] ?? '';
      challenges.at(-1)?.params.set(param[1].toLowerCase(), text);
      at += param[0].length;
      continue;
    }
    const scheme = matchAt(TOKEN, value, at);
    if (scheme !== null) challenges.push({ scheme: scheme[0].toLowerCase(), params: new Map() });
    at += scheme?.[0].length ?? 1;
  }
  return challenges;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
