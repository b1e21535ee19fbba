import type { ForbiddenCharacter, ForbiddenCharacterCode } from './forbidden-character';

/** English names by code. */
const NAMES: Readonly<Record<ForbiddenCharacterCode, string>> = {
  null: 'a null character',
  tab: 'a tab',
  'line-break': 'a line break',
  'carriage-return': 'a carriage return',
  escape: 'an escape character',
  delete: 'a delete character',
  'no-break-space': 'a no-break space',
  'soft-hyphen': 'a soft hyphen',
  'zero-width-space': 'a zero-width space',
  'byte-order-mark': 'a byte order mark',
  replacement: 'a replacement character, which stands for text in another encoding',
  half: 'half of a character',
  control: 'a control character',
  invisible: 'an invisible character',
};

/** English name of a character, for messages of the API: `a line break (U+000A)`. The dashboard has its own catalog. */
export function forbiddenCharacterName({ code, point }: ForbiddenCharacter): string {
  return `${NAMES[code]} (${point})`;
}
