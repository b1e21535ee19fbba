import type { AlertEvent, AlertEventData } from '@ppf/contracts';
import { renderAlertMail } from './render-alert-mail';

const event = (type: AlertEvent['type'], data: Partial<AlertEventData> = {}): AlertEvent => ({
  type,
  timestamp: '2026-01-10T10:06:00.000Z',
  data: {
    workshop_id: 1,
    workshop_name: 'Rangier Street',
    pit_id: 7,
    pit_number: 3,
    pit_name: null,
    outage: 'offline',
    began_at: '2026-01-10T10:05:00.000Z',
    ended_at: type === 'camera.back' ? '2026-01-10T11:05:00.000Z' : null,
    interruptions: null,
    dashboard_url: 'https://ppf.example/pits/7',
    ...data,
  },
});

describe('an alert email', () => {
  it.each<[string, AlertEvent[], string, string]>([
    [
      'about an offline camera',
      [event('camera.offline')],
      'The camera of pit 3 is offline – Rangier Street',
      'The camera of pit 3 has been offline since 2026-01-10 10:05 UTC.',
    ],
    [
      'about a stalled stream',
      [event('camera.offline', { outage: 'stalled', pit_name: 'Lift' })],
      'The camera of pit 3 (Lift) is frozen – Rangier Street',
      'The camera of pit 3 (Lift) has been frozen since 2026-01-10 10:05 UTC.',
    ],
    [
      'about a camera that is back',
      [event('camera.back')],
      'The camera of pit 3 is back – Rangier Street',
      'The camera of pit 3 has been back since 2026-01-10 11:05 UTC. There was no picture from 2026-01-10 10:05 UTC.',
    ],
    [
      'about several cameras',
      [event('camera.offline'), event('camera.offline'), event('camera.back')],
      'Cameras: 2 offline, 1 back – Rangier Street',
      'The camera of pit 3 has been back since',
    ],
    [
      'about an unstable camera',
      [event('camera.unstable', { interruptions: 6 })],
      'The camera of pit 3 is unstable – Rangier Street',
      'The camera of pit 3 is unstable: 6 interruptions within 30 minutes, the first at 2026-01-10 10:05 UTC.',
    ],
    [
      'about a camera that is stable again',
      [event('camera.stable', { ended_at: '2026-01-10T12:00:00.000Z' })],
      'The camera of pit 3 is stable again – Rangier Street',
      'The camera of pit 3 is stable again: there has been a picture since 2026-01-10 12:00 UTC.',
    ],
    [
      'about events of several kinds',
      [event('camera.stable'), event('camera.unstable'), event('camera.unstable'), event('camera.offline')],
      'Cameras: 1 offline, 2 unstable, 1 stable – Rangier Street',
      'is unstable',
    ],
    [
      'as a test',
      [event('alert.test', { pit_id: null, pit_number: null, outage: null, began_at: null })],
      'Test alert – Rangier Street',
      'This is a test. Alerts of Rangier Street arrive at this address.',
    ],
  ])('%s has a subject and a text', (_what, events, subject, sentence) => {
    const mail = renderAlertMail(events);
    expect(mail.subject).toBe(subject);
    for (const text of [mail.text, mail.html]) {
      expect(text).toContain(sentence);
      expect(text).toContain('https://ppf.example/pits/7');
    }
  });

  it.each([
    ['Europe/Berlin', '2026-01-10T10:05:00.000Z', 'since 2026-01-10 11:05 (Europe/Berlin).'],
    ['Europe/Berlin', '2026-07-10T22:05:00.000Z', 'since 2026-07-11 00:05 (Europe/Berlin).'],
    ['Asia/Kathmandu', '2026-01-10T10:05:00.000Z', 'since 2026-01-10 15:50 (Asia/Kathmandu).'],
    [null, '2026-01-10T10:05:00.000Z', 'since 2026-01-10 10:05 UTC.'],
    ['Gone/Zone', '2026-01-10T10:05:00.000Z', 'since 2026-01-10 10:05 UTC.'],
  ])('shows times in the zone %s', (timeZone, began_at, sentence) => {
    const { text, html } = renderAlertMail([event('camera.offline', { began_at })], timeZone);
    for (const body of [text, html]) expect(body).toContain(sentence);
  });

  it('escapes names', () => {
    const name = '"><img src=x>\r\nBcc: all@example.org\u2028';
    const { subject, text, html } = renderAlertMail([
      event('camera.offline', { pit_name: name, workshop_name: name }),
    ]);
    expect(subject).not.toMatch(/[\r\n\u2028]/);
    expect(text).not.toMatch(/^Bcc/m);
    expect(html).not.toContain('<img');
  });
});
