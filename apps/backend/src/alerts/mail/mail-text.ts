/** Subject and body of a message, as plain text and as HTML. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A paragraph with an optional link. */
export interface MailParagraph {
  readonly sentence: string;
  readonly link?: { readonly url: string; readonly label: string };
}

/** Renders a body as plain text and as HTML. Pure. */
export function renderParagraphs(
  paragraphs: readonly MailParagraph[],
  footer: string,
): Pick<MailContent, 'text' | 'html'> {
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

/** Removes line breaks and control characters from a user's text, so that it cannot start a new line or header. */
export function toSingleLine(name: string): string {
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
