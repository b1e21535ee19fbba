import type {
  AlertAttempt,
  AlertChannel,
  AlertDelivery,
  AlertEvent,
  AlertFault,
  MaintenanceWindow,
} from '@ppf/contracts';
import type { ChipTone } from '../../ui/chip';
import { clockText, spanText } from '../../ui/time-text';

/** Numbers of pits, by id. */
export type PitNumbers = ReadonlyMap<number, number>;

/** How a delivery does, in a word. */
export function deliveryState({ state, attempts }: AlertDelivery): { tone: ChipTone; word: string } {
  if (state === 'delivered') return { tone: 'live', word: 'Delivered' };
  if (state === 'failed') return { tone: 'failed', word: 'Given up' };
  return attempts.length === 0 ? { tone: 'waiting', word: 'Sending' } : { tone: 'stalled', word: 'Trying' };
}

/** What a message tells, in one line. */
export function eventsText(events: readonly AlertEvent[]): string {
  const [first] = events;
  if (!first || first.type === 'alert.test') return 'Test';
  if (events.length > 1) {
    const pits = events.map(({ data }) => data.pit_number ?? 0).sort((one, other) => one - other);
    return `Pits ${pits.join(', ')}: ${events.every(({ type }) => type === first.type) ? stateOf(first) : 'changes'}`;
  }
  return `Pit ${first.data.pit_number ?? '?'} ${stateOf(first)}`;
}

function stateOf({ type, data }: AlertEvent): string {
  if (type === 'camera.back') return 'back again';
  if (type === 'camera.unstable') return 'unstable';
  if (type === 'camera.stable') return 'stable again';
  return data.outage === 'stalled' ? 'frozen' : 'offline';
}

/** Why an attempt failed, and what to do. Exhaustive: a new fault without words does not compile. */
const FAULTS: Readonly<Record<AlertFault, string>> = {
  'address-refused': 'This service may not go to this address. Enter another one, or ask the operator.',
  'name-not-found': 'There is no server by this name. Check the address.',
  'not-https': 'The address must begin with https://. Enter another one.',
  unreachable: 'Nothing answers at this address. Check that the receiver runs.',
  'timed-out': 'The receiver did not answer in time. Check that it runs, and answers before it works.',
  'tls-failed': 'The certificate is not valid for this address, or there is no TLS. Renew it.',
  redirected: 'The receiver sends us on to another address. Enter that address here.',
  'refused-status': 'The receiver refused it. Its own log tells why.',
  gone: 'The receiver said that it is gone for good, so the channel was switched off.',
  'no-mail-server': 'This installation cannot send email. Ask the operator to set a mail server.',
  'sign-in-failed': 'The mail server refused the sign-in. Ask the operator to check user and password.',
  'recipient-unconfirmed': 'No recipient has confirmed their address yet. Each has a link in their mail.',
  'recipient-refused': 'The mail server knows no such recipient. Check the addresses.',
  failed: 'It failed, and the server has logged why. Tell the operator if it stays.',
};

/** Why the last attempt failed; null when it did not, or there was none. */
export function faultText({ attempts }: AlertDelivery): string | null {
  const last = attempts.at(-1);
  if (!last?.fault) return null;
  return last.status === null ? FAULTS[last.fault] : `${FAULTS[last.fault]} (${statusText(last)})`;
}

function statusText({ fault, status }: AlertAttempt): string {
  const isMail = fault === 'recipient-refused' || fault === 'sign-in-failed';
  return isMail ? `SMTP ${status}` : `answer ${status}`;
}

/** When it is tried again, and how often it was. */
export function attemptsText({ state, attempts, next_attempt_at: next }: AlertDelivery, now: number): string {
  const tries = attempts.at(-1)?.number ?? 0;
  const tried = tries < 2 ? '' : `Tried ${tries} times. `;
  if (state !== 'waiting' || next === null || tries === 0) return tried.trim();
  const wait = Date.parse(next) - now;
  return `${tried}${wait > 0 ? `Again in ${spanText(wait)}.` : 'Trying now.'}`;
}

/** Where a channel goes. A webhook's path may be a secret, so its host stands for it. */
export function targetText({ kind, url, recipients }: AlertChannel): string {
  if (kind === 'email') return recipients.join(', ');
  return url !== null && URL.canParse(url) ? new URL(url).host : 'no address';
}

/** What a channel is told of. */
export function audienceText({ pit_ids: ids, delay_seconds: delay }: AlertChannel, pits: PitNumbers): string {
  return `${pitsText(ids, pits)}, after ${delayText(delay)}`;
}

/** Pits by their numbers. */
export function pitsText(ids: readonly number[] | null, pits: PitNumbers): string {
  if (ids === null) return 'All pits';
  const numbers = ids.flatMap((id) => pits.get(id) ?? []).sort((one, other) => one - other);
  if (numbers.length === 0) return 'No pit that is left';
  return numbers.length === 1 ? `Pit ${numbers[0]}` : `Pits ${numbers.join(', ')}`;
}

/** A delay as people say it. */
export function delayText(seconds: number): string {
  if (seconds % 60 !== 0) return `${seconds} s`;
  return seconds === 3600 ? '1 hour' : `${seconds / 60} min`;
}

const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** How the test of a channel does; empty while nothing is known of it. */
export function testText(delivery: AlertDelivery | undefined): string {
  if (!delivery) return 'A test is on its way.';
  if (delivery.state === 'delivered') return 'The test was delivered.';
  const why = faultText(delivery);
  if (why === null) return 'A test is on its way.';
  return delivery.state === 'failed'
    ? `The test was given up. ${why}`
    : `The test did not arrive yet. ${why}`;
}

/** Recipients who get nothing yet; null: there are none. */
export function unconfirmedText({ unconfirmed_recipients: addresses }: AlertChannel): string | null {
  if (addresses.length === 0) return null;
  const has = addresses.length === 1 ? 'has' : 'have';
  return `${addresses.join(', ')} ${has} not confirmed yet, and get${addresses.length === 1 ? 's' : ''} no alerts until then.`;
}

/** When a window is. */
export function windowText(window: MaintenanceWindow, now: number): string {
  if (window.kind === 'once')
    return `${clockText(window.begins_at ?? '', now)} to ${clockText(window.ends_at ?? '', now)}`;
  const { from_time: from, to_time: to } = window;
  const times =
    from === to ? 'all day' : `${from} to ${to}${(to ?? '') < (from ?? '') ? ' the next day' : ''}`;
  return `${daysText(window.days ?? [])}, ${times}`;
}

function daysText(days: readonly number[]): string {
  if (days.length === 7) return 'Every day';
  if (days.join() === '1,2,3,4,5') return 'Mon to Fri';
  return days.map((day) => DAY_NAMES[day - 1]).join(', ');
}

/** Where a window is in time. */
export function windowState({ active, kind, ends_at: end }: MaintenanceWindow, now: number): string | null {
  if (active) return 'On now';
  return kind === 'once' && Date.parse(end ?? '') <= now ? 'Over' : null;
}
