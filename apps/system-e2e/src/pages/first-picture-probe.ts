/** The source of the first frames of a page, recorded in the page from before its first script. */
export interface FirstPictureProbe {
  /** The first frame of each transport, ms of the page's clock. */
  firstFrame: { preroll?: number; webrtc?: number };
  /** Where the player's box was at each frame, in order, without repetitions. */
  boxes: string[];
  /** Start of the record: the newest click, in ms of the page's clock. Earlier videos do not count. */
  since: number;
}

declare global {
  interface Window {
    firstPicture: FirstPictureProbe;
  }
}

/** Runs in the page before its scripts, so it uses nothing from outside. */
export function noteFirstPicture(): void {
  const probe: FirstPictureProbe = { firstFrame: {}, boxes: [], since: 0 };
  window.firstPicture = probe;
  const watched = new WeakSet<HTMLVideoElement>();
  const before = new WeakSet<HTMLVideoElement>();
  const begin = (): void => {
    document.querySelectorAll('video').forEach((video) => before.add(video));
    Object.assign(probe, { firstFrame: {}, boxes: [], since: performance.now() });
  };
  document.addEventListener('click', begin, { capture: true });
  const look = (): void => {
    for (const video of document.querySelectorAll('video')) {
      if (watched.has(video)) continue;
      watched.add(video);
      const shown = (now: number): void => {
        if (before.has(video)) return;
        // WebRTC's element has a stream, the preroll's has an address.
        const way = video.srcObject ? 'webrtc' : 'preroll';
        probe.firstFrame[way] ??= now;
        const player = document.querySelector('[data-state][data-transport]')?.getBoundingClientRect();
        const box = player && `${player.x},${player.y} ${player.width}×${player.height}`;
        if (box && box !== probe.boxes.at(-1)) probe.boxes.push(box);
        video.requestVideoFrameCallback(shown);
      };
      video.requestVideoFrameCallback(shown);
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

/** Runs in the page: counts the visible videos and the videos with a picture. */
export function countVideos(): { visible: number; loaded: number } {
  const videos = [...document.querySelectorAll('video')].filter(({ videoWidth }) => videoWidth > 0);
  const opaque = (element: Element | null): boolean =>
    !element || (getComputedStyle(element).opacity !== '0' && opaque(element.parentElement));
  return { visible: videos.filter(opaque).length, loaded: videos.length };
}
