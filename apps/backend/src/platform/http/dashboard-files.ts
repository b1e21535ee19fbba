import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigFaults } from '../../config/read-settings';

/** The built dashboard. */
export interface DashboardFiles {
  readonly root: string;
  /** The HTML file of the page at a URL path. The browser resolves the routes, so every path has a page. */
  readonly pageOf: (pathname: string) => string;
  /** Sources of `script-src` for the inline scripts of all pages (CSP3 §2.3.1). */
  readonly scriptSources: readonly string[];
}

const INDEX = 'index.html';
const INLINE_SCRIPT = /<script(?: type="module")?>(.*?)<\/script>/gs;

interface PageRule {
  readonly paths: readonly string[];
  readonly file: string;
}

/**
 * Reads the built dashboard. `pages.json` of the build names the pages whose HTML differs from index.html: it names the
 * scripts of the page, so that the browser loads them immediately.
 * @throws ConfigFaults when the folder has no dashboard, or an incomplete one.
 */
export function readDashboard(directory: string): DashboardFiles {
  const root = path.resolve(directory);
  if (!existsSync(path.join(root, INDEX)))
    throw new ConfigFaults([`DASHBOARD_DIR has no index.html: ${root}. Build the dashboard first.`]);
  const rules = readPageRules(root).map(({ paths, file }) => ({
    file,
    patterns: paths.map((each) => new RegExp(each)),
  }));
  const missing = rules.filter(({ file }) => !existsSync(path.join(root, file)));
  if (missing.length > 0)
    throw new ConfigFaults([
      `DASHBOARD_DIR has no ${missing.map(({ file }) => file).join(', ')}: ${root}. Build the dashboard again.`,
    ]);
  return {
    root,
    pageOf: (pathname) =>
      rules.find(({ patterns }) => patterns.some((pattern) => pattern.test(pathname)))?.file ?? INDEX,
    scriptSources: inlineScriptSources(root),
  };
}

function readPageRules(root: string): readonly PageRule[] {
  const file = path.join(root, 'pages.json');
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly pages: readonly PageRule[] }).pages;
}

function inlineScriptSources(root: string): readonly string[] {
  const pages = readdirSync(root).filter((name) => name.endsWith('.html'));
  const scripts = pages.flatMap((name) =>
    [...readFileSync(path.join(root, name), 'utf8').matchAll(INLINE_SCRIPT)].map(([, code = '']) => code),
  );
  return [...new Set(scripts)].map(
    (code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
}
