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

describe('a mail', () => {
  it.each<[string, AlertEvent[], string, string]>([
    [
      'of a camera that is away',
      [event('camera.offline')],
      'The camera of pit 3 is offline – Rangier Street',
      'The camera of pit 3 is offline since 2026-01-10 10:05 UTC.',
    ],
    [
      'of a camera that stands still',
      [event('camera.offline', { outage: 'stalled', pit_name: 'Lift' })],
      'The camera of pit 3 (Lift) stands still – Rangier Street',
      'The camera of pit 3 (Lift) stands still since 2026-01-10 10:05 UTC.',
    ],
    [
      'of one that is back',
      [event('camera.back')],
      'The camera of pit 3 is back – Rangier Street',
      'The camera of pit 3 is back since 2026-01-10 11:05 UTC. Its picture was away since 2026-01-10 10:05 UTC.',
    ],
    [
      'of several',
      [event('camera.offline'), event('camera.offline'), event('camera.back')],
      'Cameras: 2 offline, 1 back – Rangier Street',
      'The camera of pit 3 is back since',
    ],
    [
      'of one that comes and goes',
      [event('camera.unstable', { interruptions: 6 })],
      'The camera of pit 3 is unstable – Rangier Street',
      'The camera of pit 3 is unstable: its picture was lost 6 times within 30 minutes, first at 2026-01-10 10:05 UTC.',
    ],
    [
      'of one that is stable again',
      [event('camera.stable', { ended_at: '2026-01-10T12:00:00.000Z' })],
      'The camera of pit 3 is stable again – Rangier Street',
      'The camera of pit 3 is stable again: its picture has stayed since 2026-01-10 12:00 UTC.',
    ],
    [
      'of all kinds at once',
      [event('camera.stable'), event('camera.unstable'), event('camera.unstable'), event('camera.offline')],
      'Cameras: 1 offline, 2 unstable, 1 stable – Rangier Street',
      'is unstable',
    ],
    [
      'that is a test',
      [event('alert.test', { pit_id: null, pit_number: null, outage: null, began_at: null })],
      'Test alert – Rangier Street',
      'This is a test. Alerts of Rangier Street arrive here.',
    ],
  ])('%s says so in its subject and its text', (_what, events, subject, sentence) => {
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
  ])('tells times by the clock of %s', (timeZone, began_at, sentence) => {
    const { text, html } = renderAlertMail([event('camera.offline', { began_at })], timeZone);
    for (const body of [text, html]) expect(body).toContain(sentence);
  });

  it('takes names for text, whatever is in them', () => {
    const name = '"><img src=x>\r\nBcc: all@example.org\u2028';
    const { subject, text, html } = renderAlertMail([
      event('camera.offline', { pit_name: name, workshop_name: name }),
    ]);
    expect(subject).not.toMatch(/[\r\n\u2028]/);
    expect(text).not.toMatch(/^Bcc/m);
    expect(html).not.toContain('<img');
  });
});
