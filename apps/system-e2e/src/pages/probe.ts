/** Data about the video of a page, recorded in the page from before its first script. */
export interface Probe {
  /** Peer connections that the page created. */
  readonly peers: RTCPeerConnection[];
  /** Frames that video elements showed (requestVideoFrameCallback). */
  presented: number;
  /** The player's states, with the page's clock in ms. */
  readonly history: { at: number; state: string; transport: string }[];
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Runs in the page before its scripts, so it uses nothing from outside. */
export function installProbe(): void {
  const probe: Probe = { peers: [], presented: 0, history: [] };
  window.probe = probe;

  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      probe.peers.push(this);
    }
  };

  const watched = new WeakSet<HTMLVideoElement>();
  const watch = (video: HTMLVideoElement): void => {
    if (watched.has(video)) return;
    watched.add(video);
    const shown = (): void => {
      probe.presented += 1;
      video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
  };

  const look = (): void => {
    document.querySelectorAll('video').forEach(watch);
    const player = document.querySelector('[data-state][data-transport]');
    if (!player) return;
    const state = player.getAttribute('data-state') ?? '';
    const transport = player.getAttribute('data-transport') ?? '';
    const last = probe.history.at(-1);
    if (last?.state === state && last.transport === transport) return;
    probe.history.push({ at: Math.round(performance.now()), state, transport });
  };
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['data-state', 'data-transport'],
  });
}

/** Runs in the page before its scripts: no peer connection reaches the server. */
export function makeWebRtcImpossible(): void {
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      // Relays only, and there is no relay: the browser opens no socket, so the server cannot connect to it either.
      super({ ...configuration, iceServers: [], iceTransportPolicy: 'relay' });
    }
  };
}
