/** A mail, as people read it. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A sentence, with where it leads. */
export interface MailParagraph {
  readonly sentence: string;
  readonly link?: { readonly url: string; readonly label: string };
}

/** Both forms of a mail's body. Pure. */
export function writeParagraphs(
  paragraphs: readonly MailParagraph[],
  footer: string,
): Pick<WrittenMail, 'text' | 'html'> {
  const text = paragraphs.map(({ sentence, link }) => `${sentence}\n${link ? `${link.url}\n` : ''}`);
  const html = paragraphs.map(({ sentence, link }) => {
    const anchor = link ? `<br><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a>` : '';
    return `<p>${escapeHtml(sentence)}${anchor}</p>`;
  });
  return {
    text: `${text.join('\n')}\n-- \n${footer}\n`,
    html: `<!doctype html><html lang="en"><body>${html.join('')}<p><small>${escapeHtml(footer)}</small></p></body></html>`,
  };
}

/** A name that a user gave, on one line: none of them begins a line, or a header, of its own. */
export function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
