import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';
import { appConfig } from './app.config';
import { loadPitPage } from './app.routes';

/** Shows the application. On a pit's page that was begun early, its code is loaded at once. */
export async function startApplication(): Promise<void> {
  if (globalThis.ppfEarlySession) loadPitPage();
  await bootstrapApplication(App, appConfig);
}
