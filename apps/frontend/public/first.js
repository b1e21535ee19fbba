/* global document, localStorage, location, window */
// Part of every page (tools/src/dashboard/page-html.ts). It runs while the head of the page is parsed: without the selected
// theme the page would flash, and everything else waits for the token refresh (src/early).
(() => {
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // Some private windows have no storage.
    }
  };
  const theme = stored('ppf-theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;

  const labels = stored('ppf-labels');
  if (labels === 'right' || labels === 'fade') document.documentElement.dataset.labels = labels;

  if (stored('ppf-signed-in') !== 'yes' || location.pathname.startsWith('/sign-in')) return;
  // Without the lock of the application, which would cost a round trip. The API accepts a refresh token twice.
  window.ppfEarlyRefresh = fetch('/api/v1/auth/refresh', { method: 'POST', credentials: 'same-origin' });
  window.ppfEarlyRefresh.catch(() => undefined);
})();
