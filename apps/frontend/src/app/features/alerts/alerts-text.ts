import type {
  AlertAttempt,
  AlertChannel,
  AlertDelivery,
  AlertEvent,
  AlertFault,
  MaintenanceWindow,
} from '@ppf/contracts';
import { formatAge, formatExactDuration, formatRecent, formatWeekday } from '../../texts';
import type { ChipTone } from '../../ui/chip';
import { text } from './texts/text';

/** Pit numbers by pit id. */
export type PitNumbers = ReadonlyMap<number, number>;

type TextKey = Parameters<typeof text>[0];

/** Delivery state for a chip. */
export function deliveryState({ state, attempts }: AlertDelivery): { tone: ChipTone; word: string } {
  if (state === 'delivered') return { tone: 'live', word: text('messages.state.delivered') };
  if (state === 'failed') return { tone: 'failed', word: text('messages.state.failed') };
  return attempts.length === 0
    ? { tone: 'waiting', word: text('messages.state.sending') }
    : { tone: 'stalled', word: text('messages.state.retrying') };
}

/** One-line summary of a message. */
export function eventsText(events: readonly AlertEvent[]): string {
  const [first] = events;
  if (!first || first.type === 'alert.test') return text('event.test');
  if (events.length === 1)
    return text('event.ofPit', { pit: first.data.pit_number ?? '?', state: eventState(first) });
  const pits = events.map(({ data }) => data.pit_number ?? 0).sort((one, other) => one - other);
  const isUniform = events.every(({ type }) => type === first.type);
  return text('event.ofPits', { pits: pits.join(', '), state: isUniform ? eventState(first) : 'changes' });
}

/** The state as the message catalog names it. */
function eventState({ type, data }: AlertEvent): string {
  if (type === 'camera.back') return 'back';
  if (type === 'camera.unstable') return 'unstable';
  if (type === 'camera.stable') return 'stable';
  return data.outage === 'stalled' ? 'stalled' : 'offline';
}

const FAULTS: Readonly<Record<AlertFault, TextKey>> = {
  'address-refused': 'fault.addressRefused',
  'name-not-found': 'fault.nameNotFound',
  'not-https': 'fault.notHttps',
  unreachable: 'fault.unreachable',
  'timed-out': 'fault.timedOut',
  'tls-failed': 'fault.tlsFailed',
  redirected: 'fault.redirected',
  'refused-status': 'fault.refusedStatus',
  gone: 'fault.gone',
  'no-mail-server': 'fault.noMailServer',
  'sign-in-failed': 'fault.signInFailed',
  'recipient-unconfirmed': 'fault.recipientUnconfirmed',
  'recipient-refused': 'fault.recipientRefused',
  failed: 'fault.failed',
};

/** Why the last attempt failed and what to do; null if it did not fail or there was none. */
export function faultText({ attempts }: AlertDelivery): string | null {
  const last = attempts.at(-1);
  if (!last?.fault) return null;
  const reason = text(FAULTS[last.fault]);
  return last.status === null ? reason : text(statusKey(last), { reason, status: last.status });
}

function statusKey({ fault }: AlertAttempt): TextKey {
  return fault === 'recipient-refused' || fault === 'sign-in-failed' ? 'fault.withSmtp' : 'fault.withHttp';
}

/** Number of attempts and time of the next one; empty without a repeated attempt. */
export function attemptsText({ state, attempts, next_attempt_at: next }: AlertDelivery, now: number): string {
  const count = attempts.at(-1)?.number ?? 0;
  const tried = count < 2 ? [] : [text('messages.tried', { count })];
  if (state !== 'waiting' || next === null || count === 0) return tried.join(' ');
  const waitMs = Date.parse(next) - now;
  const upcoming = waitMs > 0 ? text('messages.next', { duration: formatAge(waitMs) }) : text('messages.now');
  return [...tried, upcoming].join(' ');
}

/** Recipients, or the host of a webhook: its path can contain a secret. */
export function targetText({ kind, url, recipients }: AlertChannel): string {
  if (kind === 'email') return recipients.join(', ');
  return url !== null && URL.canParse(url) ? new URL(url).host : text('channel.noAddress');
}

/** Pits and delay of a channel. */
export function audienceText({ pit_ids: ids, delay_seconds: delay }: AlertChannel, pits: PitNumbers): string {
  return text('channel.audience', { pits: pitsText(ids, pits), delay: delayText(delay) });
}

/** Pits by their numbers. @param ids null for all pits */
export function pitsText(ids: readonly number[] | null, pits: PitNumbers): string {
  if (ids === null) return text('pits.all');
  const numbers = ids.flatMap((id) => pits.get(id) ?? []).sort((one, other) => one - other);
  if (numbers.length === 0) return text('pits.none');
  return text('pits.some', { count: numbers.length, numbers: numbers.join(', ') });
}

/** A delay of a channel. */
export function delayText(seconds: number): string {
  return formatExactDuration(seconds * 1000);
}

/** Result of a test; empty while it is unknown. */
export function testText(delivery: AlertDelivery | undefined): string {
  if (!delivery) return text('test.sending');
  if (delivery.state === 'delivered') return text('test.delivered');
  const reason = faultText(delivery);
  if (reason === null) return text('test.sending');
  return text(delivery.state === 'failed' ? 'test.failed' : 'test.waiting', { reason });
}

/** Recipients that have not confirmed their address; null without any. */
export function unconfirmedText({ unconfirmed_recipients: addresses }: AlertChannel): string | null {
  if (addresses.length === 0) return null;
  return text('channel.unconfirmed', { addresses: addresses.join(', '), count: addresses.length });
}

/** Times of a maintenance window. */
export function windowText(window: MaintenanceWindow, now: number): string {
  if (window.kind === 'once') {
    const { begins_at: from, ends_at: to } = window;
    return text('maintenance.once', { from: recent(from, now), to: recent(to, now) });
  }
  const from = window.from_time ?? '';
  const to = window.to_time ?? '';
  const times =
    from === to
      ? text('maintenance.allDay')
      : text(to < from ? 'maintenance.nextDay' : 'maintenance.sameDay', { from, to });
  return text('maintenance.weekly', { days: daysText(window.days ?? []), times });
}

function recent(at: string | null, now: number): string {
  return at === null ? '' : formatRecent(at, now);
}

function daysText(days: readonly number[]): string {
  if (days.length === 7) return text('maintenance.everyDay');
  if (days.join() === '1,2,3,4,5')
    return text('maintenance.workDays', { first: formatWeekday(1), last: formatWeekday(5) });
  return days.map(formatWeekday).join(', ');
}

/** State of a maintenance window for a chip; null before it starts. */
export function windowState({ active, kind, ends_at: end }: MaintenanceWindow, now: number): string | null {
  if (active) return text('maintenance.active');
  return kind === 'once' && Date.parse(end ?? '') <= now ? text('maintenance.over') : null;
}
