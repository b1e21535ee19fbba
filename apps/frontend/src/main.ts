import { isPitUrl, isWallUrl, mayNeedSignIn } from './early/page-of-url';

void start();

/**
 * Loads the code of the requested page. Without a sign-in, that is the sign-in page alone. On a pit page, the application
 * is loaded after the response to the early session, because its modules occupy the main thread that the token and the
 * offer need first. The page of all pits does not wait: its sessions start beside the application.
 */
async function start(): Promise<void> {
  if (mayNeedSignIn(location.pathname)) {
    const { startSignIn } = await import('./app/start-sign-in');
    return startSignIn();
  }
  const isEarlyPage = isPitUrl(location.pathname) || isWallUrl(location.pathname);
  if (isEarlyPage && globalThis.ppfEarlyRefresh) {
    const { startEarly } = await import('./early/start-early');
    startEarly();
    await globalThis.ppfEarlySession?.canStartApplication;
  }
  const { startApplication } = await import('./app/start-application');
  await startApplication();
}
