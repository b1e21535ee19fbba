import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';
import { appConfig } from './app.config';
import { loadPitPage } from './app.routes';

/** Bootstraps the application. After an early session, the code of the pit page is loaded in parallel. */
export async function startApplication(): Promise<void> {
  if (globalThis.ppfEarlySession) loadPitPage();
  await bootstrapApplication(App, appConfig);
}
