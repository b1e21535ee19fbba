import type { AlertChannelKind, AlertEvent, AlertFault } from '@ppf/contracts';

/** A message that is to be delivered now. */
export interface DueMessage {
  readonly id: number;
  readonly messageId: string;
  /** JSON of the events, as it was written with the decision. */
  readonly events: string;
  /** This attempt's number, from 1. */
  readonly attempt: number;
  readonly giveUpAt: Date;
  readonly channel: DueChannel;
}

/** Where a message goes. */
export interface DueChannel {
  readonly id: number;
  readonly uid: string;
  readonly kind: AlertChannelKind;
  readonly url: string | null;
  readonly sealedSecret: string | null;
  readonly sealedPreviousSecret: string | null;
  readonly previousSecretUntil: Date | null;
  /** email: by which clock times are written, an IANA name; null: UTC. */
  readonly timeZone: string | null;
  /** email: those who have confirmed their address. */
  readonly recipients: readonly string[];
}

/** How an attempt went. */
export interface AttemptOutcome {
  /** Null: it was delivered. */
  readonly fault: AlertFault | null;
  /** What the other side answered, HTTP or SMTP. */
  readonly status: number | null;
  /** Whether another attempt could go better. */
  readonly isFinal: boolean;
}

/** The other side took it. */
export function delivered(status: number | null): AttemptOutcome {
  return { fault: null, status, isFinal: true };
}

/** It was not delivered; another attempt may be. */
export function failedTemporarily(fault: AlertFault, status: number | null = null): AttemptOutcome {
  return { fault, status, isFinal: false };
}

/** It was not delivered, and will not be. */
export function failedPermanently(fault: AlertFault, status: number | null = null): AttemptOutcome {
  return { fault, status, isFinal: true };
}

/** The events of a message. */
export function parseEvents(events: string): AlertEvent[] {
  return JSON.parse(events) as AlertEvent[];
}
