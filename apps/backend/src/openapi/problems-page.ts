import { PROBLEM_CODES, PROBLEM_STATUSES } from '@ppf/contracts';
import { message } from '../platform/problems/messages';

/** The page that the `type` of every problem links to: one section per code. */
export function problemsPage(): string {
  const sections = PROBLEM_CODES.map((code) => {
    const [title, advice] = [message(`${code}.title`).text(), message(`${code}.advice`).text()];
    return `<section id="${code}"><h2>${code} <small>${PROBLEM_STATUSES[code]}</small></h2><p><strong>${title}</strong></p><p>${toHtml(advice)}</p></section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Problems · PPF Monitoring</title>
<style>
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
section { padding: .25rem 1rem; border-left: 3px solid transparent }
section:target { border-color: currentColor }
h2 { font-size: 1.1rem; font-family: ui-monospace, monospace }
small { font-weight: 400; opacity: .7 }
</style></head><body><h1>Problems</h1>
<p>Every failure is sent as <code>application/problem+json</code> (RFC 9457). Switch on <code>code</code>: it is stable.</p>
${sections.join('\n')}
</body></html>
`;
}

function toHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return escaped.replace(/`([^`]+)`/g, '<code>$1</code>');
}
