/** What every page contains. */
export interface PageParts {
  /** index.html of the bundle. */
  readonly index: string;
  /** File name of the bundle's main script. */
  readonly bundledMain: string;
  /** The merged main script. */
  readonly main: string;
  /** public/first.js. */
  readonly first: string;
  /** URL of the font. */
  readonly font: string;
}

const FIRST_TAG = '<script src="first.js"></script>';

/**
 * The HTML of a page. It contains the small scripts themselves, so that the token refresh starts with the first response,
 * and it names the other scripts of the page, so that the browser does not discover them one after the other. The backend
 * allows the inline scripts by their hashes (Content Security Policy).
 */
export function pageHtml(parts: PageParts, scripts: readonly string[]): string {
  const mainTag = `<script src="${parts.bundledMain}" type="module"></script>`;
  for (const tag of [FIRST_TAG, mainTag, '</head>'])
    if (!parts.index.includes(tag)) throw new Error(`index.html has no ${tag}.`);
  const links = [
    `<link rel="preload" href="${parts.font}" as="font" type="font/woff2" crossorigin>`,
    ...scripts.map((script) => `<link rel="modulepreload" href="${script}">`),
  ];
  return parts.index
    .replace(FIRST_TAG, () => inlineScript('', parts.first))
    .replace(mainTag, () => inlineScript(' type="module"', parts.main))
    .replace('</head>', () => `${links.join('')}</head>`);
}

function inlineScript(attributes: string, code: string): string {
  if (/<\/script|<!--/i.test(code)) throw new Error('An inline script contains a tag.');
  return `<script${attributes}>${code}</script>`;
}
