/** Kind of an alert channel: signed HTTP requests, or email. */
export const ALERT_CHANNEL_KINDS = ['webhook', 'email'] as const;
export type AlertChannelKind = (typeof ALERT_CHANNEL_KINDS)[number];

/**
 * `camera.offline`: no video for longer than the channel's delay; `camera.back`: the video is back; `camera.unstable`: repeated
 * outages; `camera.stable`: no outage since then; `alert.test`: a user tests the channel.
 */
export const ALERT_EVENT_TYPES = [
  'camera.offline',
  'camera.back',
  'camera.unstable',
  'camera.stable',
  'alert.test',
] as const;
export type AlertEventType = (typeof ALERT_EVENT_TYPES)[number];

/** `waiting`: to be sent or retried; `delivered`; `failed`: no further attempts. */
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

/** `once`: between two instants; `weekly`: on days of the week, in local time. */
export const MAINTENANCE_KINDS = ['once', 'weekly'] as const;
export type MaintenanceKind = (typeof MAINTENANCE_KINDS)[number];
