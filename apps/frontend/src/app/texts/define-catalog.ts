import { signal } from '@angular/core';
import { FALLBACK_LANGUAGE, language, type Language } from './language';
import { pseudoText } from './pseudo-text';
import { transloco } from './transloco';

/** Texts by key, nested as one likes. */
export interface CatalogTexts {
  readonly [key: string]: string | CatalogTexts;
}

/** The keys of a catalog: `empty.heading`. */
export type TextKey<C> = {
  [K in keyof C & string]: C[K] extends string ? K : `${K}.${TextKey<C[K]>}`;
}[keyof C & string];

/** Values of the arguments of an ICU message. */
export type TextArguments = Readonly<Record<string, string | number>>;

/** A text of a catalog, its arguments filled in. */
export type TextOf<C> = (key: TextKey<C>, values?: TextArguments) => string;

/** Loads a catalog in another language. */
type CatalogLoaders = Partial<
  Readonly<Record<Exclude<Language, typeof FALLBACK_LANGUAGE>, () => Promise<{ default: CatalogTexts }>>>
>;

/** Changes when a catalog was loaded: what is computed from texts is computed again. */
const revision = signal(0);

/**
 * Adds a feature's catalog and gives the function that returns its texts. English comes with the code of the feature, so
 * that it needs no separate request; any other language is loaded when the feature is.
 *
 * @param scope The feature's name, in kebab case.
 */
export function defineCatalog<const C extends CatalogTexts>(
  scope: string,
  english: C,
  loaders: CatalogLoaders = {},
): TextOf<C> {
  transloco.setTranslation(english, `${scope}/${FALLBACK_LANGUAGE}`, { emitChange: false });
  void loadCatalog(scope, loaders);
  return (key, values = {}) => {
    revision();
    return pseudoText(transloco.translate(`${scope}.${key}`, values));
  };
}

async function loadCatalog(scope: string, loaders: CatalogLoaders): Promise<void> {
  const load = (loaders as Record<string, (() => Promise<{ default: CatalogTexts }>) | undefined>)[language];
  if (!load) return;
  const { default: texts } = await load();
  transloco.setTranslation(texts, `${scope}/${language}`, { emitChange: false });
  revision.update((count) => count + 1);
}
