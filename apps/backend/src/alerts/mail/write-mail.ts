import type { AlertEvent } from '@ppf/contracts';

/** A mail, as people read it. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Puts events into a mail. Pure. Times are told in UTC, since a workshop's clock is not known. */
export function writeMail(events: readonly AlertEvent[]): WrittenMail {
  const lines = events.map((event) => ({ sentence: sentenceOf(event), url: event.data.dashboard_url }));
  const workshop = oneLine(events[0]?.data.workshop_name ?? '');
  return {
    subject: `${subjectOf(events)} – ${workshop}`,
    text: `${lines.map(({ sentence, url }) => `${sentence}\n${url}\n`).join('\n')}\n-- \n${FOOTER}\n`,
    html: `<!doctype html><html lang="en"><body>${lines
      .map(
        ({ sentence, url }) =>
          `<p>${escapeHtml(sentence)}<br><a href="${escapeHtml(url)}">Open the dashboard</a></p>`,
      )
      .join('')}<p><small>${FOOTER}</small></p></body></html>`,
  };
}

const FOOTER = 'Sent by PPF Monitoring. Who gets this is set on the page Alerts of the dashboard.';

function subjectOf(events: readonly AlertEvent[]): string {
  const [first] = events;
  if (!first || first.type === 'alert.test') return 'Test alert';
  const away = events.filter(({ type }) => type === 'camera.offline').length;
  const back = events.length - away;
  if (events.length === 1) return `${nameOf(first)} ${away === 1 ? verbOf(first) : 'is back'}`;
  const told = [away > 0 ? `${away} offline` : '', back > 0 ? `${back} back` : ''];
  return `Cameras: ${told.filter(Boolean).join(', ')}`;
}

function sentenceOf(event: AlertEvent): string {
  const { began_at: beganAt, ended_at: endedAt } = event.data;
  switch (event.type) {
    case 'alert.test':
      return `This is a test. Alerts of ${oneLine(event.data.workshop_name)} arrive here.`;
    case 'camera.offline':
      return `${nameOf(event)} ${verbOf(event)} since ${timeText(beganAt)}.`;
    case 'camera.back':
      return `${nameOf(event)} is back since ${timeText(endedAt)}. Its picture was away since ${timeText(beganAt)}.`;
  }
}

function verbOf({ data }: AlertEvent): string {
  return data.outage === 'stalled' ? 'stands still' : 'is offline';
}

function nameOf({ data }: AlertEvent): string {
  const name = `The camera of pit ${data.pit_number ?? '?'}`;
  return data.pit_name === null ? name : `${name} (${oneLine(data.pit_name)})`;
}

/** Names that people gave: none of them begins a line, or a head, of its own. */
function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function timeText(iso: string | null): string {
  return iso === null ? 'an unknown time' : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
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
