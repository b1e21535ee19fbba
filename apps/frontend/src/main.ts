void start();

/**
 * Starts the application. On a pit page (src/early.ts) it is loaded after the answer to the early session, because its
 * modules occupy the main thread that the token and the offer need first.
 */
async function start(): Promise<void> {
  await globalThis.ppfEarlySession?.canStartApplication;
  const { startApplication } = await import('./app/start-application');
  await startApplication();
}

// Makes this file a module, although it has no static import.
export {};
