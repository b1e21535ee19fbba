/* global document, localStorage, location, navigator, window, RTCPeerConnection */
// Runs while the page's head is read, before the application has been loaded. What cannot wait for it: the chosen theme
// (else the page flashes), and what everything else waits for: the renewal of the sign-in, and on a pit's page its
// stream token and the browser's own start of WebRTC.
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
  const renewal = navigator.locks ? navigator.locks.request('ppf-refresh', renew) : renew();
  renewal.catch(() => undefined);
  window.ppfFirstRenewal = renewal;

  if (!location.pathname.startsWith('/pits')) return;
  warmWebRtc().catch(() => undefined); // Only a head start is lost.
  const pitId = Number(/^\/pits\/([1-9]\d{0,9})$/.exec(location.pathname)?.[1]);
  if (pitId) {
    const token = streamToken(pitId, renewal);
    token.catch(() => undefined);
    window.ppfFirstStreamToken = { pitId, begunAt: Date.now(), answer: token };
  }

  async function streamToken(id, answer) {
    const renewed = await answer;
    if (!renewed.ok) return null;
    const { access_token: token } = await renewed.clone().json();
    return fetch('/api/v1/streams/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ pit_id: id }),
    });
  }

  /** The first offer of a page costs some 70 ms more than the next. */
  async function warmWebRtc() {
    const connection = new RTCPeerConnection();
    connection.addTransceiver('video', { direction: 'recvonly' });
    await connection.createOffer().finally(() => connection.close());
  }
})();
