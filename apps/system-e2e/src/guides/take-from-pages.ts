import path from 'node:path';
import { workspaceRoot } from '../world/workspace-root';
import { codeBlocks } from './code-blocks';
import { RUN_BY } from './run-by';

/** Pieces of the pages that one file runs. */
export interface TakenPieces {
  /** The text of a code block that RUN_BY assigns to this file. @throws Error for any other block. */
  take(page: string, piece: string): string;
  /** Pieces that were not taken yet. Must be empty at the end. */
  left(): string[];
}

/** @param file The one that runs them: `__filename`. */
export function takeFromPages(file: string): TakenPieces {
  const name = path.relative(workspaceRoot, file);
  const mine = RUN_BY[name];
  if (!mine) throw new Error(`${name} is not in guides/run-by.ts.`);
  const idOf = (page: string, piece: string): string => `${page}: ${piece}`;
  const all = Object.entries(mine).flatMap(([page, pieces]) => pieces.map((piece) => idOf(page, piece)));
  const left = new Set(all);
  return {
    take: (page, piece) => {
      if (!all.includes(idOf(page, piece)))
        throw new Error(`${name} runs no ${piece} of ${page}: see guides/run-by.ts.`);
      left.delete(idOf(page, piece));
      // A command in a sentence is its own name.
      return codeBlocks(page).find((block) => block.name === piece)?.code ?? piece;
    },
    left: () => [...left],
  };
}
