import type { Page } from 'playwright-core';

/**
 * Ids of the WHEP sessions that a page has opened, oldest first: the `ID` header of each 201 is the session's id in the
 * control API (MediaMTX contract §5).
 */
export function whepSessions(page: Page): readonly string[] {
  const ids: string[] = [];
  page.on('response', (response) => {
    const opened = response.request().method() === 'POST' && response.status() === 201;
    if (opened && response.url().split('?')[0]?.endsWith('/whep')) ids.push(response.headers()['id'] ?? '');
  });
  return ids;
}
