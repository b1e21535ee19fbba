/** A device's scope of a kind (ONVIF Core §7.3.2.2: `onvif://www.onvif.org/name/Garden`), as it may be shown; null: none. */
export function scopeOf(scopes: string, kind: string): string | null {
  const found = new RegExp(`(?:^|\\s)onvif://www\\.onvif\\.org/${kind}/(\\S+)`, 'i').exec(scopes)?.[1];
  return found === undefined ? null : shortText(decoded(found));
}

/** A text of a device as it may be shown: one line of no more than 80 characters; null: nothing is left. */
export function shortText(text: string): string | null {
  return (
    text
      .replace(/[\p{C}\s_]+/gu, ' ')
      .trim()
      .slice(0, 80) || null
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
