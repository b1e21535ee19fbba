/** How an alert reaches people: a signed HTTP request to a program of theirs, or an email. */
export const ALERT_CHANNEL_KINDS = ['webhook', 'email'] as const;
export type AlertChannelKind = (typeof ALERT_CHANNEL_KINDS)[number];

/**
 * `camera.offline`: no picture for as long as the channel waits; `camera.back`: it is back to stay; `camera.unstable`: the
 * picture is lost and found again and again; `camera.stable`: it has stayed since; `alert.test`: a user tries the channel.
 */
export const ALERT_EVENT_TYPES = [
  'camera.offline',
  'camera.back',
  'camera.unstable',
  'camera.stable',
  'alert.test',
] as const;
export type AlertEventType = (typeof ALERT_EVENT_TYPES)[number];

/** `waiting`: to be sent, or to be tried again; `delivered`; `failed`: given up. */
export const ALERT_DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export type AlertDeliveryState = (typeof ALERT_DELIVERY_STATES)[number];

/** Why an attempt failed. A closed list; `refused-status` comes with the HTTP or SMTP status. */
export const ALERT_FAULTS = [
  'address-refused',
  'name-not-found',
  'not-https',
  'unreachable',
  'timed-out',
  'tls-failed',
  'redirected',
  'refused-status',
  'gone',
  'no-mail-server',
  'sign-in-failed',
  'recipient-refused',
  'recipient-unconfirmed',
  'failed',
] as const;
export type AlertFault = (typeof ALERT_FAULTS)[number];

/** `once`: from an instant to another one; `weekly`: on days of the week, by a clock on the wall. */
export const MAINTENANCE_KINDS = ['once', 'weekly'] as const;
export type MaintenanceKind = (typeof MAINTENANCE_KINDS)[number];
