import { networks } from './networks.setting';
import { concern, setting, SettingFault } from './setting';

/** How alerts are sent. */
export class AlertsConfig extends concern('Alerts', {
  webhookNetworks: networks('WEBHOOK_NETWORKS', {
    default: 'public',
    about:
      'Networks where receivers of webhooks may be, as ranges separated by commas; the word `public` stands for every public address. If you add a private range, such as `192.168.10.0/24`, owners of all workshops can make this service connect to it.',
  }),
  smtpUrl: setting<string>('SMTP_URL', {
    optional: true,
    secret: true,
    about:
      'Mail server for alerts: `smtps://user:password@mail.example.org` (TLS, port 465), or `smtp://…` (port 587, with STARTTLS if the server offers it). Special characters in user and password are percent-encoded. Absent: no email.',
    parse: parseSmtpUrl,
  }),
  from: setting<string>('ALERT_FROM', {
    optional: true,
    about: 'Sender of alert emails, such as `PPF Monitoring <alerts@example.org>`. Required with SMTP_URL.',
    parse: parseSender,
  }),
}) {}

function parseSmtpUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || !url.hostname)
    throw new SettingFault('must be a URL beginning with smtp:// or smtps://');
  return value;
}

function parseSender(value: string): string {
  if (/[\r\n]/.test(value) || !/^(?:[^<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(value))
    throw new SettingFault('must be an address, or a name with an address in angle brackets');
  return value;
}
