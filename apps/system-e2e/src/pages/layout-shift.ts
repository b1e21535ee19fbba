import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** Layout shifts without user input, and the observer that records them. */
    layoutShifts: { value: number; sources: string[]; observer: PerformanceObserver };
  }
}

/** Records layout shifts (W3C Layout Instability). Runs in the page before its scripts, so it uses nothing from outside. */
export function observeLayoutShifts(): void {
  const record = { value: 0, sources: [] as string[] };
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  const add = (entries: PerformanceEntryList): void => {
    for (const entry of entries as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node?: Element }[];
    })[]) {
      if (entry.hadRecentInput) continue;
      record.value += entry.value;
      record.sources.push(...entry.sources.map(({ node }) => node?.nodeName ?? 'removed'));
    }
  };
  observer.observe({ type: 'layout-shift', buffered: true });
  window.layoutShifts = Object.assign(record, { observer });
}

/** The cumulative layout shift of the current page up to the next frame. @throws Error that names the moved elements */
export async function layoutShift(page: Page): Promise<number> {
  const { value, sources } = await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    // Entries of the last frame are delivered in a task after it.
    await new Promise((resolve) => setTimeout(resolve));
    const { value: sum, sources: nodes } = window.layoutShifts;
    return { value: sum, sources: nodes };
  });
  if (value > 0) throw new Error(`The layout shifted by ${value}: ${[...new Set(sources)].join(', ')}.`);
  return value;
}
