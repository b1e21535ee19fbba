/** Patterns that no log line may contain, and their replacements. Applied to the finished JSON line, at any depth. */
const SCRUBS: readonly (readonly [RegExp, string])[] = [
  // Credentials in a URL: rtsp, http and postgres alike. A raw password may itself hold `/` and `@`.
  [/\b((?:rtsps?|rtmps?|https?|wss?|srt|postgres(?:ql)?):\/\/)[^\s"'\\]*@/gi, '$1***@'],
  // JSON Web Tokens, wherever they are.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '***'],
  // Tokens in a query or a form.
  [/\b(token|jwt|password|pass|key|secret)=[^&\s"'\\]+/gi, '$1=***'],
  // Authorization header values.
  [/\b(bearer|basic)\s+[\w.:~+/=-]{6,}/gi, '$1 ***'],
  // Fields by name.
  [
    /"([\w-]*(?:authorization|cookie|password|secret|token|sealed|publish_key)[\w-]*)":(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\])/gi,
    '"$1":"***"',
  ],
];

/** Returns the line without passwords, tokens and cookies. */
export function scrub(line: string): string {
  return SCRUBS.reduce((text, [found, instead]) => text.replace(found, instead), line);
}
