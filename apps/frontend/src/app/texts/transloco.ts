import { DestroyRef, Injector } from '@angular/core';
import {
  DefaultFallbackStrategy,
  DefaultInterceptor,
  TRANSLOCO_CONFIG,
  TRANSLOCO_FALLBACK_STRATEGY,
  TRANSLOCO_INTERCEPTOR,
  TRANSLOCO_MISSING_HANDLER,
  TRANSLOCO_TRANSPILER,
  translocoConfig,
  type TranslocoMissingHandler,
  TranslocoService,
} from '@jsverse/transloco';
import { IcuTranspiler } from './icu-transpiler';
import { FALLBACK_LANGUAGE, language, LANGUAGES } from './language';

/** A missing text is a defect: it fails tests and development, and shows its key in production. */
class MissingText implements TranslocoMissingHandler {
  handle(key: string): string {
    if (typeof ngDevMode === 'undefined' || ngDevMode) throw new Error(`No catalog has the text ${key}.`);
    return key;
  }
}

/**
 * The catalogs of the page. One for the page and not per injector: functions without an injection context, such as those
 * that turn a state into words, use it too.
 */
export const transloco: TranslocoService = Injector.create({
  providers: [
    TranslocoService,
    // It lives as long as the page.
    { provide: DestroyRef, useValue: { destroyed: false, onDestroy: () => () => undefined } },
    {
      provide: TRANSLOCO_CONFIG,
      useValue: translocoConfig({
        availableLangs: [...LANGUAGES],
        defaultLang: language,
        fallbackLang: FALLBACK_LANGUAGE,
        missingHandler: { useFallbackTranslation: true },
        scopes: { keepCasing: true },
      }),
    },
    { provide: TRANSLOCO_TRANSPILER, useClass: IcuTranspiler, deps: [] },
    { provide: TRANSLOCO_MISSING_HANDLER, useClass: MissingText, deps: [] },
    { provide: TRANSLOCO_INTERCEPTOR, useClass: DefaultInterceptor, deps: [] },
    { provide: TRANSLOCO_FALLBACK_STRATEGY, useClass: DefaultFallbackStrategy, deps: [TRANSLOCO_CONFIG] },
  ],
}).get(TranslocoService);
