import type { AlertEvent } from '@ppf/contracts';
import { isTimeZone } from '../maintenance/zone-clock';
import { toSingleLine, renderParagraphs, type MailContent } from './mail-text';

/** Puts events into a mail. Pure. @param timeZone by which clock times are written; null: UTC */
export function renderAlertMail(events: readonly AlertEvent[], timeZone: string | null = null): MailContent {
  const workshop = toSingleLine(events[0]?.data.workshop_name ?? '');
  return {
    subject: `${subjectOf(events)} – ${workshop}`,
    ...renderParagraphs(
      events.map((event) => ({
        sentence: sentenceOf(event, clockIn(timeZone)),
        link: { url: event.data.dashboard_url, label: 'Open the dashboard' },
      })),
      FOOTER,
    ),
  };
}

const FOOTER = 'Sent by PPF Monitoring. Who gets this is set on the page Alerts of the dashboard.';

/** Writes an instant, as `2026-01-10 11:05 (Europe/Berlin)`. */
type WriteTime = (iso: string | null) => string;

/** What a subject says of several events, in this order. */
const COUNTED = [
  ['camera.offline', 'offline'],
  ['camera.unstable', 'unstable'],
  ['camera.back', 'back'],
  ['camera.stable', 'stable'],
] as const satisfies readonly (readonly [AlertEvent['type'], string])[];

function subjectOf(events: readonly AlertEvent[]): string {
  const [first] = events;
  if (!first || first.type === 'alert.test') return 'Test alert';
  if (events.length === 1) return `${nameOf(first)} ${verbOf(first)}`;
  const counts = COUNTED.map(([type, word]) => ({
    count: events.filter((each) => each.type === type).length,
    word,
  }));
  return `Cameras: ${counts
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${count} ${word}`)
    .join(', ')}`;
}

function sentenceOf(event: AlertEvent, time: WriteTime): string {
  const { began_at: beganAt, ended_at: endedAt, interruptions } = event.data;
  const is = `${nameOf(event)} ${verbOf(event)}`;
  switch (event.type) {
    case 'alert.test':
      return `This is a test. Alerts of ${toSingleLine(event.data.workshop_name)} arrive here.`;
    case 'camera.offline':
      return `${is} since ${time(beganAt)}.`;
    case 'camera.back':
      return `${is} since ${time(endedAt)}. Its picture was away since ${time(beganAt)}.`;
    case 'camera.unstable':
      return `${is}: its picture was lost ${interruptions ?? 0} times within 30 minutes, first at ${time(beganAt)}. You get the next message when it is stable again.`;
    case 'camera.stable':
      return `${is}: its picture has stayed since ${time(endedAt)}.`;
  }
}

function verbOf({ type, data }: AlertEvent): string {
  switch (type) {
    case 'camera.back':
      return 'is back';
    case 'camera.unstable':
      return 'is unstable';
    case 'camera.stable':
      return 'is stable again';
    default:
      return data.outage === 'stalled' ? 'stands still' : 'is offline';
  }
}

function nameOf({ data }: AlertEvent): string {
  const name = `The camera of pit ${data.pit_number ?? '?'}`;
  return data.pit_name === null ? name : `${name} (${toSingleLine(data.pit_name)})`;
}

/** The clock of a zone; that of UTC where this machine does not know the zone. */
function clockIn(timeZone: string | null): WriteTime {
  const zone = timeZone !== null && isTimeZone(timeZone) ? timeZone : 'UTC';
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (iso) => {
    if (iso === null) return 'an unknown time';
    const written = clock.format(Date.parse(iso));
    return zone === 'UTC' ? `${written} UTC` : `${written} (${zone})`;
  };
}
