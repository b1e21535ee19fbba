/** Names of characters that are often pasted by accident. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00, 'a null character'],
  [0x09, 'a tab'],
  [0x0a, 'a line break'],
  [0x0d, 'a carriage return'],
  [0x1b, 'an escape character'],
  [0x7f, 'a delete character'],
  [0xa0, 'a no-break space'],
  [0xad, 'a soft hyphen'],
  [0x200b, 'a zero-width space'],
  [0xfeff, 'a byte order mark'],
  [0xfffd, 'a replacement character, which stands for text in another encoding'],
]);

/** Control characters, unpaired surrogates, noncharacters, and U+FFFD. */
const ALWAYS_FORBIDDEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/u;
/** Additionally invisible characters: formats (zero-width space, bidirectional marks), separators, private use. */
const FORBIDDEN_IN_ADDRESS =
  /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd\p{Cf}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/**
 * The first forbidden character of a camera's address, with its name: `a line break (U+000A)`. Null: none. With such a
 * character, MediaMTX refuses a URL and logs it with its password (MediaMTX contract §4).
 */
export function forbiddenInAddress(text: string): string | null {
  return describe(FORBIDDEN_IN_ADDRESS.exec(text)?.[0]);
}

/** As `forbiddenInAddress`, for a user name or a password. Only control characters and invalid code points are forbidden. */
export function forbiddenInCredentials(text: string): string | null {
  return describe(ALWAYS_FORBIDDEN.exec(text)?.[0]);
}

/** Variation selectors of emoji, and joiners between letters or emoji, are allowed in their place. */
const SELECTOR = /(\p{Emoji})[\ufe0e\ufe0f]/gu;
const JOINER = /([\p{L}\p{M}\p{Emoji}])[\u200c\u200d](?=[\p{L}\p{Extended_Pictographic}])/gu;
/** Additionally letters and symbols without a glyph (Hangul fillers, the braille blank). */
const FORBIDDEN_IN_NAME = new RegExp(
  `${FORBIDDEN_IN_ADDRESS.source}|[\\p{Default_Ignorable_Code_Point}\\u2800]`,
  'u',
);

/**
 * As `forbiddenInAddress`, for a name: two names that look the same must be equal. Allowed are visible characters, spaces,
 * and the joiners of emoji and of scripts that need them.
 */
export function forbiddenInName(text: string): string | null {
  const shaped = text.replace(SELECTOR, '$1').replace(JOINER, '$1');
  return describe(FORBIDDEN_IN_NAME.exec(shaped)?.[0]);
}

function describe(character: string | undefined): string | null {
  const code = character?.codePointAt(0);
  if (code === undefined) return null;
  const name = NAMES.get(code) ?? kindOf(code);
  return `${name} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
}

function kindOf(code: number): string {
  if (code >= 0xd800 && code <= 0xdfff) return 'half of a character';
  return code < 0x20 || (code >= 0x7f && code < 0xa0) ? 'a control character' : 'an invisible character';
}
