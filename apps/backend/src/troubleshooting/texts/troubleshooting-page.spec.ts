import { DIAGNOSIS_FAULT_CODES } from '@ppf/contracts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findingText } from './finding-texts';
import { renderTroubleshootingPage } from './troubleshooting-page';

describe('the troubleshooting page', () => {
  it('matches the committed page', () => {
    const file = path.resolve(__dirname, '../../../../../docs/guides/troubleshooting.md');
    expect(readFileSync(file, 'utf8')).toBe(renderTroubleshootingPage());
  });

  it.each([...DIAGNOSIS_FAULT_CODES])('contains %s once, with one sentence and a fix', (code) => {
    expect(renderTroubleshootingPage().split(`### \`${code}\``)).toHaveLength(2);
    const { sentence, fix } = findingText(code);
    // One sentence: no full stop but at its end.
    expect(sentence.replace('H.265', 'H265')).toMatch(/^[A-Z][^.]*\.$/);
    expect(fix).toMatch(/^[A-Z].*\.$/);
  });
});
