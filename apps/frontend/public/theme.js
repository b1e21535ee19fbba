/* global document, localStorage */
// Runs while the page's head is read: the chosen theme cannot wait for the application, or the page flashes.
(() => {
  try {
    const theme = localStorage.getItem('ppf-theme');
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is refused in some private windows: then the system's theme it is.
  }
})();
