import type { LastDenial, StrayPublish } from '../../streams';
import type { HookFacts } from './pit-facts';

/** The auth hook history of a pit in one process. `probedAt` belongs to the diagnosis. */
export type HookHistory = Omit<HookFacts, 'probedAt'>;

/** Merges the histories of several processes: the newest entry of each kind. Pure. */
export function mergeHookHistories(histories: readonly HookHistory[]): HookHistory {
  return {
    lastCallAt: latest(histories.map(({ lastCallAt }) => lastCallAt)),
    lastUnauthenticatedCallAt: latest(
      histories.map(({ lastUnauthenticatedCallAt }) => lastUnauthenticatedCallAt),
    ),
    lastReadDenial: newest(histories.map(({ lastReadDenial }) => lastReadDenial)),
    lastPublishDenial: newest(histories.map(({ lastPublishDenial }) => lastPublishDenial)),
    lastPublishDeniedAt: latest(histories.map(({ lastPublishDeniedAt }) => lastPublishDeniedAt)),
    strayPublish: newest(histories.map(({ strayPublish }) => strayPublish)),
  };
}

/** Serializes a history for other backends. Instants become ISO 8601. */
export function serializeHookHistory(history: HookHistory): string {
  return JSON.stringify(history);
}

/** Parses a serialized history of this version or of another version that runs in parallel; null: invalid. */
export function parseHookHistory(text: string): HookHistory | null {
  try {
    const parsed = JSON.parse(text) as Readonly<Record<keyof HookHistory, unknown>>;
    const dated = <T extends { readonly at: Date }>(value: unknown): T | null => {
      const at = instant((value as { at?: unknown } | null)?.at);
      return at ? { ...(value as T), at } : null;
    };
    return {
      lastCallAt: instant(parsed.lastCallAt),
      lastUnauthenticatedCallAt: instant(parsed.lastUnauthenticatedCallAt),
      lastReadDenial: dated<LastDenial>(parsed.lastReadDenial),
      lastPublishDenial: dated<LastDenial>(parsed.lastPublishDenial),
      lastPublishDeniedAt: instant(parsed.lastPublishDeniedAt),
      strayPublish: dated<StrayPublish>(parsed.strayPublish),
    };
  } catch {
    return null;
  }
}

function instant(value: unknown): Date | null {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}

function latest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((last, each) => (each && (!last || each > last) ? each : last), null);
}

function newest<T extends { readonly at: Date }>(all: readonly (T | null)[]): T | null {
  return all.reduce((last, each) => (each && (!last || each.at > last.at) ? each : last), null);
}
