import { readFileSync } from 'node:fs';
import path from 'node:path';
import { workspaceRoot } from '../world/workspace-root';

/** A fenced block of a page. */
export interface CodeBlock {
  /** Its language: `sh`, `ts` … */
  readonly language: string;
  /** Text after the language; for a module its file name. Empty: none. */
  readonly name: string;
  readonly code: string;
}

const FENCED = /^ *```(\w+)(?: (\S+))?\n([^]*?)^ *```$/gm;

/** Programs whose names with arguments are commands; the last few also without arguments. */
const COMMAND = new RegExp(
  String.raw`^(?:sudo |[A-Z][A-Z_]*=\S+ )*(?:` +
    String.raw`(?:npm|npx|node|curl|wget|openssl|age|age-keygen|ffmpeg|ffprobe|vlc|promtool|nginx|apt-get|certbot|` +
    String.raw`systemctl|systemd-analyze|journalctl|docker|kubectl|ppf-monitoring|install\.sh|prepare\.sh) .+` +
    String.raw`|pg_isready|timedatectl)$`,
);

const textOf = (page: string): string => readFileSync(path.join(workspaceRoot, page), 'utf8');

/** The fenced blocks of a page, in order. @param page Path relative to the workspace's root. */
export function codeBlocks(page: string): CodeBlock[] {
  return [...textOf(page).matchAll(FENCED)].map(([, language = '', name = '', code = '']) => ({
    language,
    name,
    code,
  }));
}

/** The commands in a page's sentences, each once. */
export function commandsInText(page: string): string[] {
  const spans = textOf(page)
    .replace(FENCED, '')
    .matchAll(/`([^`\n]+)`/g);
  return [...new Set([...spans].map(([, span = '']) => span).filter((span) => COMMAND.test(span)))];
}
