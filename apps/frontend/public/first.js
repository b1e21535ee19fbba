/* global document, localStorage, location, window */
// Runs while the page's head is read. Two things cannot wait even for the smallest script of the build: the chosen theme
// (else the page flashes), and the renewal of the sign-in, which everything else waits for (src/early goes on from it).
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // Storage is refused in some private windows.
    }
  };
  const theme = kept('ppf-theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;

  const labels = kept('ppf-labels');
  if (labels === 'right' || labels === 'fade') document.documentElement.dataset.labels = labels;

  if (kept('ppf-signed-in') !== 'yes' || location.pathname.startsWith('/sign-in')) return;
  // Without the lock that the application takes: it would come a turn late, and the API forgives a token spent twice.
  window.ppfEarlyRefresh = fetch('/api/v1/auth/refresh', { method: 'POST', credentials: 'same-origin' });
  window.ppfEarlyRefresh.catch(() => undefined);
})();
