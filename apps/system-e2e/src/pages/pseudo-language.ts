import type { Page } from 'playwright-core';

declare global {
  /** The dashboard passes every text of its catalogs through it (apps/frontend/src/app/texts/pseudo-text.ts). */
  var ppfPseudoText: ((text: string) => string) | undefined;
}

/** Runs in the page, before the dashboard: every text of a catalog gets accents, 40 % more length and brackets. */
export function usePseudoLanguage(): void {
  const accents: Readonly<Record<string, string>> = {
    a: 'á',
    e: 'ê',
    i: 'ï',
    o: 'ø',
    u: 'ü',
    c: 'ç',
    n: 'ñ',
    s: 'š',
  };
  const filler = ' lørêm ïpšüm dølør šït ámêt çøñšêçtêtür ádïpïšçïñg êlït šêd dø êïüšmød têmpør ïñçïdïdüñt';
  globalThis.ppfPseudoText = (text) => {
    const accented = text.replace(/[aeioucns]/g, (letter) => accents[letter] ?? letter);
    const more = Math.ceil(text.replace(/[[\]]/g, '').length * 0.4);
    return `[${accented}${filler
      .repeat(Math.ceil(more / filler.length))
      .slice(0, more)
      .trimEnd()}]`;
  };
}

/**
 * Texts of the page that no catalog has: those outside of brackets, in text nodes and in attributes that users read.
 * Elements with `translate="no"` hold data, such as names and addresses.
 */
export function textsWithoutCatalog(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const attributes = ['alt', 'aria-label', 'placeholder', 'title'];
    // Numbers, signs and versions.
    const data = /^([\s\d.,:;·–×%+/()…-]*|v[\d.]+)$/;
    const outside = (text: string): string => {
      let rest = text;
      for (let before = ''; before !== rest; rest = rest.replace(/\[[^[\]]*\]/g, '')) before = rest;
      return rest.trim();
    };
    const found = new Set<string>();
    const check = (text: string, element: Element): void => {
      const rest = outside(text);
      if (!data.test(rest)) found.add(`<${element.tagName.toLowerCase()}> ${rest.slice(0, 80)}`);
    };
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('[translate="no"], code, script, style, noscript') || !element.checkVisibility())
        continue;
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) check(node.textContent ?? '', element);
      for (const name of attributes) check(element.getAttribute(name) ?? '', element);
    }
    return [...found];
  });
}

/** Text that is cut off, and elements that are wider than the window. */
export function brokenLayout(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const excess = document.documentElement.scrollWidth - window.innerWidth;
    if (excess > 0) found.push(`the page is ${excess} px wider than the window`);
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
      const { overflowX, overflowY, clipPath, textOverflow } = getComputedStyle(element);
      // Texts for screen readers are clipped on purpose; an ellipsis shows that there is more.
      const isOnPurpose = clipPath !== 'none' || textOverflow === 'ellipsis' || element.offsetWidth <= 1;
      if (!hasText || isOnPurpose || !element.checkVisibility()) continue;
      const isCut =
        (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
      if (isCut) found.push(`<${element.tagName.toLowerCase()}> cuts off ${element.innerText.slice(0, 60)}`);
    }
    return found;
  });
}
