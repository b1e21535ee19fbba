import type { Message } from '../../platform/messages/message-catalog';
import { textOf } from '../../platform/messages/text-of';

/** Result of a check; `unknown`: it could not be run. */
export type CheckState = 'ok' | 'warning' | 'fault' | 'unknown';

/** One check of an installation. Contains no secret. */
export interface InstallationCheck {
  /** Name of the check: `database`, `media server 1: hook, round trip`. */
  readonly what: string;
  readonly state: CheckState;
  /** The result in a sentence or a few words. */
  readonly found: string;
  /** What to do; null: nothing. */
  readonly fix: string | null;
}

/** Creates a check from its texts. */
export function toInstallationCheck(
  what: Message | string,
  state: CheckState,
  found: Message | string,
  fix: Message | string | null = null,
): InstallationCheck {
  return { what: textOf(what), state, found: textOf(found), fix: fix && textOf(fix) };
}

/** Whether any check failed. */
export function hasFault(checks: readonly InstallationCheck[]): boolean {
  return checks.some(({ state }) => state === 'fault');
}
