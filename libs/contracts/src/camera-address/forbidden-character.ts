/** Kinds of forbidden characters. Those with a known name are often pasted by accident. */
export const FORBIDDEN_CHARACTER_CODES = [
  'null',
  'tab',
  'line-break',
  'carriage-return',
  'escape',
  'delete',
  'no-break-space',
  'soft-hyphen',
  'zero-width-space',
  'byte-order-mark',
  'replacement',
  'half',
  'control',
  'invisible',
] as const;
export type ForbiddenCharacterCode = (typeof FORBIDDEN_CHARACTER_CODES)[number];

/** A character that a field must not contain. */
export interface ForbiddenCharacter {
  readonly code: ForbiddenCharacterCode;
  /** Its code point: `U+000A`. */
  readonly point: string;
}

const NAMED: ReadonlyMap<number, ForbiddenCharacterCode> = new Map([
  [0x00, 'null'],
  [0x09, 'tab'],
  [0x0a, 'line-break'],
  [0x0d, 'carriage-return'],
  [0x1b, 'escape'],
  [0x7f, 'delete'],
  [0xa0, 'no-break-space'],
  [0xad, 'soft-hyphen'],
  [0x200b, 'zero-width-space'],
  [0xfeff, 'byte-order-mark'],
  [0xfffd, 'replacement'],
]);

/** Control characters, unpaired surrogates, noncharacters, and U+FFFD. */
const ALWAYS_FORBIDDEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/u;
/** Additionally invisible characters: formats (zero-width space, bidirectional marks), separators, private use. */
const FORBIDDEN_IN_ADDRESS =
  /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd\p{Cf}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/**
 * The first forbidden character of a camera's address. Null: none. With such a
 * character, MediaMTX refuses a URL and logs it with its password (MediaMTX contract §4).
 */
export function forbiddenInAddress(text: string): ForbiddenCharacter | null {
  return toForbidden(FORBIDDEN_IN_ADDRESS.exec(text)?.[0]);
}

/** As `forbiddenInAddress`, for a user name or a password. Only control characters and invalid code points are forbidden. */
export function forbiddenInCredentials(text: string): ForbiddenCharacter | null {
  return toForbidden(ALWAYS_FORBIDDEN.exec(text)?.[0]);
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
export function forbiddenInName(text: string): ForbiddenCharacter | null {
  const shaped = text.replace(SELECTOR, '$1').replace(JOINER, '$1');
  return toForbidden(FORBIDDEN_IN_NAME.exec(shaped)?.[0]);
}

function toForbidden(character: string | undefined): ForbiddenCharacter | null {
  const point = character?.codePointAt(0);
  if (point === undefined) return null;
  const code = NAMED.get(point) ?? kindOf(point);
  return { code, point: `U+${point.toString(16).toUpperCase().padStart(4, '0')}` };
}

function kindOf(point: number): ForbiddenCharacterCode {
  if (point >= 0xd800 && point <= 0xdfff) return 'half';
  return point < 0x20 || (point >= 0x7f && point < 0xa0) ? 'control' : 'invisible';
}
