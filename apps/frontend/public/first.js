/* global document, localStorage, location, navigator, window */
// Runs while the page's head is read, before the application has been loaded. Two things cannot wait for it:
// the chosen theme (else the page flashes), and the first renewal of the sign-in, which everything else waits for.
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

  if (kept('ppf-signed-in') !== 'yes' || location.pathname.startsWith('/sign-in')) return;
  const renew = () => fetch('/api/v1/auth/refresh', { method: 'POST', credentials: 'same-origin' });
  // The refresh token rotates: two tabs must not spend the same one at once. `locks` needs a secure context.
  const answer = navigator.locks ? navigator.locks.request('ppf-refresh', renew) : renew();
  answer.catch(() => undefined);
  window.ppfFirstRenewal = answer;
})();
