// When the pictures of a page move, in all of its frames.
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** Per tile, when its second frame was shown, ms since 1970. Set in every frame of a page by `recordMotion`. */
    movingSince?: number[];
  }
}

const ALL_MOVE_TIMEOUT_MS = 40_000;

/** Waits until so many pictures move. @returns When the last of them did, ms since 1970. */
export async function untilAllMove(page: Page, tiles: number): Promise<number> {
  for (const end = Date.now() + ALL_MOVE_TIMEOUT_MS; ;) {
    const found = await Promise.all(
      page.frames().map((frame) => frame.evaluate(() => window.movingSince ?? []).catch(() => [])),
    );
    const times = found.flat();
    if (times.length >= tiles) return Math.max(...times);
    if (Date.now() > end) throw new Error(`${times.length} of ${tiles} pictures move at ${page.url()}.`);
    await page.waitForTimeout(50);
  }
}

/** Runs in each frame of a page: records for each tile when its second frame was shown. */
export function recordMotion(): void {
  const moving = new Map<Element, number>();
  const observed = new WeakSet<HTMLVideoElement>();
  const observe = (video: HTMLVideoElement) => {
    const tile = video.closest('li') ?? document.documentElement;
    let shown = 0;
    const onFrame = () => {
      shown += 1;
      if (shown < 2) return void video.requestVideoFrameCallback(onFrame);
      if (!moving.has(tile)) moving.set(tile, performance.timeOrigin + performance.now());
      window.movingSince = [...moving.values()];
    };
    video.requestVideoFrameCallback(onFrame);
  };
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) {
      if (observed.has(video)) continue;
      observed.add(video);
      observe(video);
    }
  }).observe(document, { childList: true, subtree: true });
}
