/** Names of the characters that are pasted most often by accident. */
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

/** Control characters, halves of surrogate pairs, code points that are no characters, and U+FFFD. */
const NEVER = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/u;
/** Besides these, what cannot be seen: formats (zero-width space, bidirectional marks), separators, private use. */
const NEVER_IN_ADDRESS =
  /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd\p{Cf}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/**
 * The first character that no part of a camera's address may hold, in words: `a line break (U+000A)`; null: there is
 * none. Such a character makes MediaMTX refuse a URL and log it with its password (MediaMTX contract §4).
 */
export function forbiddenInAddress(text: string): string | null {
  return describe(NEVER_IN_ADDRESS.exec(text)?.[0]);
}

/** As `forbiddenInAddress`, for a user name or a password: it may hold any character that is one. */
export function forbiddenInCredentials(text: string): string | null {
  return describe(NEVER.exec(text)?.[0]);
}

/** Selectors of an emoji's form, and joiners between letters or emoji: they shape what stands beside them. */
const SELECTOR = /(\p{Emoji})[\ufe0e\ufe0f]/gu;
const JOINER = /([\p{L}\p{M}\p{Emoji}])[\u200c\u200d](?=[\p{L}\p{Extended_Pictographic}])/gu;
/** Letters and symbols of Unicode that show nothing (Hangul fillers, the blank of braille), besides what no address may hold. */
const NEVER_IN_NAME = new RegExp(
  `${NEVER_IN_ADDRESS.source}|[\\p{Default_Ignorable_Code_Point}\\u2800]`,
  'u',
);

/**
 * As `forbiddenInAddress`, for a name that users read: two names that look the same must be the same. It may hold any
 * character that can be seen, spaces, and the joiners of emoji and of scripts that need them.
 */
export function forbiddenInName(text: string): string | null {
  const shaped = text.replace(SELECTOR, '$1').replace(JOINER, '$1');
  return describe(NEVER_IN_NAME.exec(shaped)?.[0]);
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
