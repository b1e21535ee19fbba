void start();

/**
 * On a pit's page the picture goes first (src/early.ts): the application is loaded once its session is answered, for
 * running its modules keeps the page's one thread from the token and the offer.
 */
async function start(): Promise<void> {
  await globalThis.ppfEarlySession?.settled;
  const { startApplication } = await import('./app/start-application');
  await startApplication();
}

// A module, although nothing is imported before it is wanted.
export {};
