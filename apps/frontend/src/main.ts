import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { loadPitPage } from './app/app.routes';

void start();

/** On a pit's page the picture goes first (src/early.ts). */
async function start(): Promise<void> {
  const first = globalThis.ppfFirstSession;
  if (first) {
    loadPitPage();
    await first.settled;
  }
  await bootstrapApplication(App, appConfig);
}
