import type { AlertChannelKind, AlertEvent, AlertFault } from '@ppf/contracts';

/** A claimed message. */
export interface DueMessage {
  readonly id: number;
  readonly messageId: string;
  /** JSON of the events, as written with the decision. */
  readonly events: string;
  /** This attempt's number, from 1. */
  readonly attempt: number;
  readonly giveUpAt: Date;
  readonly channel: DueChannel;
}

/** The destination of a message. */
export interface DueChannel {
  readonly id: number;
  readonly uid: string;
  readonly workshopId: number;
  readonly kind: AlertChannelKind;
  readonly url: string | null;
  readonly sealedSecret: string | null;
  readonly sealedPreviousSecret: string | null;
  readonly previousSecretUntil: Date | null;
  /** email: IANA time zone of the clock times in the message; null: UTC. */
  readonly timeZone: string | null;
  /** email: recipients with a confirmed address. */
  readonly recipients: readonly string[];
}

/** The result of an attempt. */
export interface AttemptOutcome {
  /** Null: delivered. */
  readonly fault: AlertFault | null;
  /** HTTP or SMTP status; null: no response. */
  readonly status: number | null;
  /** Whether no further attempt follows. */
  readonly isFinal: boolean;
}

/** The receiver accepted the message. */
export function delivered(status: number | null): AttemptOutcome {
  return { fault: null, status, isFinal: true };
}

/** The attempt failed; a retry may succeed. */
export function failedTemporarily(fault: AlertFault, status: number | null = null): AttemptOutcome {
  return { fault, status, isFinal: false };
}

/** The attempt failed, and so would a retry. */
export function failedPermanently(fault: AlertFault, status: number | null = null): AttemptOutcome {
  return { fault, status, isFinal: true };
}

/** Parses the stored events of a message. */
export function parseEvents(events: string): AlertEvent[] {
  return JSON.parse(events) as AlertEvent[];
}
