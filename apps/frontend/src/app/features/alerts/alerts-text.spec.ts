import type {
  AlertAttempt,
  AlertChannel,
  AlertDelivery,
  AlertEvent,
  MaintenanceWindow,
} from '@ppf/contracts';
import {
  attemptsText,
  audienceText,
  delayText,
  deliveryState,
  eventsText,
  faultText,
  targetText,
  windowState,
  windowText,
} from './alerts-text';

const NOW = new Date(2026, 10, 25, 12, 0).getTime();
const at = (hour: number, minute = 0) => new Date(2026, 10, 25, hour, minute).toISOString();
const PITS = new Map([
  [11, 1],
  [12, 2],
]);
const event = (type: AlertEvent['type'], number: number, outage: 'offline' | 'stalled' = 'offline') =>
  ({ type, timestamp: at(1), data: { pit_number: number, outage } }) as AlertEvent;
const attempt = (change: Partial<AlertAttempt>): AlertAttempt => ({
  number: 1,
  began_at: at(11),
  duration_ms: 5,
  fault: null,
  status: null,
  ...change,
});
const delivery = (change: Partial<AlertDelivery>) =>
  ({ state: 'waiting', attempts: [], next_attempt_at: at(12, 5), ...change }) as AlertDelivery;
const channel = (change: Partial<AlertChannel>) =>
  ({
    kind: 'webhook',
    url: null,
    recipients: [],
    pit_ids: null,
    delay_seconds: 60,
    ...change,
  }) as AlertChannel;
const weekly = (change: Partial<MaintenanceWindow>) =>
  ({
    kind: 'weekly',
    days: [1, 2, 3, 4, 5],
    from_time: '20:00',
    to_time: '07:00',
    active: false,
    ...change,
  }) as MaintenanceWindow;

describe('the texts of alerts', () => {
  it.each<[AlertEvent[], string]>([
    [[], 'Test'],
    [[event('alert.test', 0)], 'Test'],
    [[event('camera.offline', 3)], 'Pit 3 offline'],
    [[event('camera.offline', 3, 'stalled')], 'Pit 3 frozen'],
    [[event('camera.back', 3)], 'Pit 3 online again'],
    [[event('camera.unstable', 3)], 'Pit 3 unstable'],
    [[event('camera.stable', 3)], 'Pit 3 stable again'],
    [[event('camera.offline', 10), event('camera.offline', 2)], 'Pits 2, 10: offline'],
    [[event('camera.offline', 1), event('camera.back', 2)], 'Pits 1, 2: changes'],
  ])('summarize a message: %#', (events, text) => {
    expect(eventsText(events)).toBe(text);
  });

  it.each<[string, Partial<AlertDelivery>, string, string | null, string]>([
    ['being sent', {}, 'Sending', null, ''],
    ['delivered', { state: 'delivered', attempts: [attempt({})] }, 'Delivered', null, ''],
    [
      'being retried',
      { attempts: [attempt({ number: 3, fault: 'timed-out' })] },
      'Retrying',
      'did not respond in time',
      'Tried 3 times. Next attempt in 5 min.',
    ],
    [
      'due now',
      { attempts: [attempt({ fault: 'unreachable' })], next_attempt_at: at(11) },
      'Retrying',
      'does not respond',
      'Trying now.',
    ],
    [
      'failed over HTTP',
      {
        state: 'failed',
        next_attempt_at: null,
        attempts: [attempt({ number: 13, fault: 'refused-status', status: 500 })],
      },
      'Failed',
      '(HTTP 500)',
      'Tried 13 times.',
    ],
    [
      'failed over SMTP',
      {
        state: 'failed',
        next_attempt_at: null,
        attempts: [attempt({ fault: 'recipient-refused', status: 550 })],
      },
      'Failed',
      '(SMTP 550)',
      '',
    ],
  ])('describe a delivery %s', (_name, change, word, fault, tries) => {
    const it = delivery(change);
    expect(deliveryState(it).word).toBe(word);
    if (fault === null) expect(faultText(it)).toBeNull();
    else expect(faultText(it)).toContain(fault);
    expect(attemptsText(it, NOW)).toBe(tries);
  });

  it.each<[Partial<AlertChannel>, string, string]>([
    [{ url: 'https://h.example:8443/a?key=secret' }, 'h.example:8443', 'All pits, after 1 min'],
    [{ kind: 'email', recipients: ['a@b.co', 'c@d.co'] }, 'a@b.co, c@d.co', 'All pits, after 1 min'],
    [{ pit_ids: [12, 11], delay_seconds: 90 }, 'no address', 'Pits 1, 2, after 90 sec'],
    [{ pit_ids: [12], delay_seconds: 3600 }, 'no address', 'Pit 2, after 1 hr'],
    [{ pit_ids: [99] }, 'no address', 'No existing pit, after 1 min'],
  ])('describe a channel %#', (change, target, audience) => {
    expect(targetText(channel(change))).toBe(target);
    expect(audienceText(channel(change), PITS)).toBe(audience);
  });

  it.each<[Partial<MaintenanceWindow>, string, string | null]>([
    [{}, 'Mon to Fri, 20:00 to 07:00 the next day', null],
    [{ days: [6, 7], from_time: '00:00', to_time: '00:00' }, 'Sat, Sun, all day', null],
    [
      { days: [1, 2, 3, 4, 5, 6, 7], from_time: '12:00', to_time: '13:00', active: true },
      'Every day, 12:00 to 13:00',
      'On now',
    ],
    [{ kind: 'once', begins_at: at(9), ends_at: at(10) }, '09:00 to 10:00', 'Over'],
    [{ kind: 'once', begins_at: at(13), ends_at: at(14) }, '13:00 to 14:00', null],
  ])('describe maintenance %#', (change, text, state) => {
    expect(windowText(weekly(change), NOW)).toBe(text);
    expect(windowState(weekly(change), NOW)).toBe(state);
  });

  it('describe delays exactly', () => {
    expect([10, 60, 90, 600, 3600].map(delayText)).toEqual(['10 sec', '1 min', '90 sec', '10 min', '1 hr']);
  });
});
