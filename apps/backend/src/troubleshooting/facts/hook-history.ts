import type { LastDenial, StrayPublish } from '../../streams';
import type { HookFacts } from './pit-facts';

/** What one hook remembers of a pit; `probedAt` is the asker's own. */
export type HookHistory = Omit<HookFacts, 'probedAt'>;

/** The newest of what several hooks remember. Pure. */
export function mergeHookHistories(memories: readonly HookHistory[]): HookHistory {
  return {
    lastCallAt: latest(memories.map(({ lastCallAt }) => lastCallAt)),
    lastUnauthenticatedCallAt: latest(
      memories.map(({ lastUnauthenticatedCallAt }) => lastUnauthenticatedCallAt),
    ),
    lastReadDenial: newest(memories.map(({ lastReadDenial }) => lastReadDenial)),
    lastPublishDenial: newest(memories.map(({ lastPublishDenial }) => lastPublishDenial)),
    lastPublishDeniedAt: latest(memories.map(({ lastPublishDeniedAt }) => lastPublishDeniedAt)),
    strayPublish: newest(memories.map(({ strayPublish }) => strayPublish)),
  };
}

/** As text for the other backends: instants become ISO 8601. */
export function serializeHookHistory(memory: HookHistory): string {
  return JSON.stringify(memory);
}

/** Reads what `serializeHookHistory` wrote, of this version or another one that runs beside it; null for anything else. */
export function parseHookHistory(text: string): HookHistory | null {
  try {
    const told = JSON.parse(text) as Readonly<Record<keyof HookHistory, unknown>>;
    const dated = <T extends { readonly at: Date }>(value: unknown): T | null => {
      const at = instant((value as { at?: unknown } | null)?.at);
      return at ? { ...(value as T), at } : null;
    };
    return {
      lastCallAt: instant(told.lastCallAt),
      lastUnauthenticatedCallAt: instant(told.lastUnauthenticatedCallAt),
      lastReadDenial: dated<LastDenial>(told.lastReadDenial),
      lastPublishDenial: dated<LastDenial>(told.lastPublishDenial),
      lastPublishDeniedAt: instant(told.lastPublishDeniedAt),
      strayPublish: dated<StrayPublish>(told.strayPublish),
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
