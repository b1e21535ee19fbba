/** Languages that every catalog has, the fallback first. */
export const LANGUAGES = ['en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of the catalogs that is used where another one has no text. */
export const FALLBACK_LANGUAGE: Language = 'en';

/** The first language of the browser that there are catalogs of; the fallback where there is none. */
export function chooseLanguage(wanted: readonly string[]): Language {
  const found = wanted.map(baseOf).find((base) => LANGUAGES.some((language) => language === base));
  return (found as Language | undefined) ?? FALLBACK_LANGUAGE;
}

/** The language of the page. A browser in another language loads the page again to change it. */
export const language: Language = chooseLanguage(navigator.languages);

/** The locale for dates, numbers and plurals: the browser's own one of the page's language, such as `en-GB`. */
export function locale(): string {
  return navigator.languages.find((each) => baseOf(each) === language) ?? language;
}

function baseOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}
