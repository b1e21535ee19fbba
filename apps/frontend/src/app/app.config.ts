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
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import { provideApi } from './api/provide-api';
import { routes } from './app.routes';
import { PageTitle } from './page-title';
import { SessionStore } from './session/session-store';
import { UnhandledFaults } from './shell/page-code';

/** What the application is made of. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideBrowserGlobalErrorListeners(),
    provideApi(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    { provide: ErrorHandler, useClass: UnhandledFaults },
    { provide: TitleStrategy, useClass: PageTitle },
    // Begun and not waited for: pages wait in their guard, while their code is being loaded.
    provideAppInitializer(() => void inject(SessionStore).restore()),
  ],
};
