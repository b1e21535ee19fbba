declare global {
  /** Set by tests before the page loads: turns each text of a catalog into a pseudo-language. */
  var ppfPseudoText: ((text: string) => string) | undefined;
}

/** The text, or its pseudo-language in a test that looks for text that is in no catalog. */
export function pseudoText(text: string): string {
  return globalThis.ppfPseudoText?.(text) ?? text;
}
