import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Budget, HEADER_BYTES } from './pages.ts';

/** What a page transfers before its first request to the API. */
export interface FirstLoad extends Budget {
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** Measures the files that the HTML of a page names, as they are served with Brotli. */
export function measureFirstLoad(folder: string, htmlFile: string): FirstLoad {
  const html = readFileSync(path.join(folder, htmlFile), 'utf8');
  const named = [...html.matchAll(/(?:href|src)="(?!\/)([^"]+)"/g)].map(([, name = '']) => name);
  const files = [htmlFile, ...new Set(named)].map((name) => ({ name, bytes: servedBytes(folder, name) }));
  const bytes = files.reduce((sum, file) => sum + file.bytes + HEADER_BYTES, 0);
  return { files, bytes, requests: files.length };
}

function servedBytes(folder: string, name: string): number {
  const compressed = path.join(folder, `${name}.br`);
  return statSync(existsSync(compressed) ? compressed : path.join(folder, name)).size;
}

/** What exceeds a budget, as sentences. */
export function budgetFaults(page: string, load: Budget, budget: Budget): string[] {
  return (['bytes', 'requests'] as const)
    .filter((key) => load[key] > budget[key])
    .map((key) => `The page “${page}” loads ${load[key]} ${key}; the budget is ${budget[key]}.`);
}
