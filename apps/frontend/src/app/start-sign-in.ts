import { provideBrowserGlobalErrorListeners, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideApi } from './api/provide-api';
import { AfterSignIn } from './session/after-sign-in';
import { SIGNED_IN, SignInApp } from './session/sign-in-app';

/**
 * Bootstraps the sign-in page without the rest of the application. After the sign-in, the application takes its place in
 * the same document.
 */
export async function startSignIn(): Promise<void> {
  const signInApp = await bootstrapApplication(SignInApp, {
    providers: [
      provideZonelessChangeDetection(),
      provideBrowserGlobalErrorListeners(),
      provideApi(),
      // SignInApp detects every sign-in, also one in another tab.
      { provide: AfterSignIn, useValue: { open: () => Promise.resolve() } },
      { provide: SIGNED_IN, useValue: replaceApp },
    ],
  });

  async function replaceApp(): Promise<void> {
    const { startApplication } = await import('./start-application');
    signInApp.destroy();
    document.body.prepend(document.createElement('ppf-root'));
    await startApplication();
  }
}
