import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DiagnosisFault, DiagnosisFaultCode } from '@ppf/contracts';
import { workspaceRoot } from '../../world/workspace-root';

const guide = readFileSync(path.join(workspaceRoot, 'docs/guides/troubleshooting.md'), 'utf8');

/** The text of the troubleshooting guide for a fault, as the operator gets it. */
export function wordsOf(code: DiagnosisFaultCode): Pick<DiagnosisFault, 'sentence' | 'fix'> {
  const section = new RegExp(`### \`${code}\`\\n\\n\\*\\*(.+)\\*\\*.*\\n\\n(.+)\\n`).exec(guide);
  if (!section) throw new Error(`The troubleshooting guide has no ${code}.`);
  const [, sentence = '', fix = ''] = section;
  return { sentence, fix: fix.replaceAll('\\<', '<') };
}
