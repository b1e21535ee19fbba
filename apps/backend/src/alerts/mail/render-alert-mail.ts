import type { AlertEvent } from '@ppf/contracts';
import type { Message } from '../../platform/messages/message-catalog';
import { isTimeZone } from '../maintenance/zone-clock';
import { message } from '../messages';
import { type MailContent, renderParagraphs, toSingleLine } from './mail-text';

/** Renders events as an email. Pure. @param timeZone IANA time zone of the clock times; null: UTC. */
export function renderAlertMail(events: readonly AlertEvent[], timeZone: string | null = null): MailContent {
  const workshop = toSingleLine(events[0]?.data.workshop_name ?? '');
  const formatTime = timeFormat(timeZone);
  const label = message('mail.link').text();
  return {
    subject: message('mail.subject', { title: titleOf(events).text(), workshop }).text(),
    ...renderParagraphs(
      events.map((event) => ({
        sentence: sentenceOf(event, formatTime).text(),
        link: { url: event.data.dashboard_url, label },
      })),
      message('mail.footer').text(),
    ),
  };
}

/** Formats an instant as `2026-01-10 11:05 (Europe/Berlin)`. */
type FormatTime = (iso: string | null) => string;

/** The counts in the title of several events, in this order. */
const COUNTS = [
  ['camera.offline', 'mail.count.offline'],
  ['camera.unstable', 'mail.count.unstable'],
  ['camera.back', 'mail.count.back'],
  ['camera.stable', 'mail.count.stable'],
] as const satisfies readonly (readonly [AlertEvent['type'], string])[];

function titleOf(events: readonly AlertEvent[]): Message {
  const [first] = events;
  if (!first || first.type === 'alert.test') return message('mail.subject.test');
  if (events.length === 1) return message(titleCodeOf(first), { camera: cameraOf(first) });
  const counts = COUNTS.flatMap(([type, code]) => {
    const count = events.filter((each) => each.type === type).length;
    return count > 0 ? message(code, { count }).text() : [];
  });
  return message('mail.subject.several', { counts: counts.join(', ') });
}

function titleCodeOf({ type, data }: AlertEvent) {
  switch (type) {
    case 'camera.back':
      return 'mail.title.back';
    case 'camera.unstable':
      return 'mail.title.unstable';
    case 'camera.stable':
      return 'mail.title.stable';
    default:
      return data.outage === 'stalled' ? 'mail.title.stalled' : 'mail.title.offline';
  }
}

function sentenceOf(event: AlertEvent, formatTime: FormatTime): Message {
  const { data } = event;
  const camera = cameraOf(event);
  const [began, ended] = [formatTime(data.began_at), formatTime(data.ended_at)];
  switch (event.type) {
    case 'alert.test':
      return message('mail.test', { workshop: toSingleLine(data.workshop_name) });
    case 'camera.offline':
      return message(data.outage === 'stalled' ? 'mail.stalled' : 'mail.offline', { camera, began });
    case 'camera.back':
      return message('mail.back', { camera, began, ended });
    case 'camera.unstable':
      return message('mail.unstable', { camera, began, interruptions: data.interruptions ?? 0 });
    case 'camera.stable':
      return message('mail.stable', { camera, ended });
  }
}

function cameraOf({ data }: AlertEvent): string {
  const number = String(data.pit_number ?? '?');
  if (data.pit_name === null) return message('mail.camera', { number }).text();
  return message('mail.named-camera', { number, name: toSingleLine(data.pit_name) }).text();
}

/** Returns the format of a zone, or of UTC if this machine does not support the zone. */
function timeFormat(timeZone: string | null): FormatTime {
  const zone = timeZone !== null && isTimeZone(timeZone) ? timeZone : 'UTC';
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (iso) => {
    if (iso === null) return message('mail.unknown-time').text();
    const time = format.format(Date.parse(iso));
    return zone === 'UTC' ? `${time} UTC` : `${time} (${zone})`;
  };
}
