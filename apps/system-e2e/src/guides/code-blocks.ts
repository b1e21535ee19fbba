import { readFileSync } from 'node:fs';
import path from 'node:path';
import { workspaceRoot } from '../world/workspace-root';

/** A fenced block of a page of ours. */
export interface CodeBlock {
  /** What it is written in: `bash`, `ts` … */
  readonly language: string;
  /** What stands behind the language: the name of the file that it is; empty: none. */
  readonly name: string;
  readonly code: string;
}

/** The fenced blocks of a page, in their order. @param page Below the workspace's root. */
export function codeBlocks(page: string): CodeBlock[] {
  const text = readFileSync(path.join(workspaceRoot, page), 'utf8');
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)].map(
    ([, language = '', name = '', code = '']) => ({ language, name, code }),
  );
}

/** A named block. */
export function codeOf(blocks: readonly CodeBlock[], name: string): string {
  const found = blocks.find((block) => block.name === name);
  if (!found) throw new Error(`The page has no block ${name}.`);
  return found.code;
}
