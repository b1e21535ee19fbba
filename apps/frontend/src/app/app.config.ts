import {
  type ApplicationConfig,
  ErrorHandler,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  provideRouter,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withPreloading,
} from '@angular/router';
import { provideApi } from './api/provide-api';
import { routes } from './app.routes';
import { IdlePreloading } from './idle-preloading';
import { PageTitle } from './page-title';
import { AfterSignIn } from './session/after-sign-in';
import { SessionStore } from './session/session-store';
import { UnhandledErrorHandler } from './shell/page-code';

/** Providers of the application. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideBrowserGlobalErrorListeners(),
    provideApi(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withPreloading(IdlePreloading),
    ),
    {
      provide: AfterSignIn,
      useFactory: (router = inject(Router)): AfterSignIn => ({ open: (url) => router.navigateByUrl(url) }),
    },
    { provide: ErrorHandler, useClass: UnhandledErrorHandler },
    { provide: TitleStrategy, useClass: PageTitle },
    // Not awaited: the guards of the pages wait for it while their code loads.
    provideAppInitializer(() => void inject(SessionStore).restore()),
  ],
};
