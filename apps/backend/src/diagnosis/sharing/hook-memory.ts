import type { LastDenial, StrayPublish } from '../../streams';
import type { HookFacts } from '../facts/pit-facts';

/** What one hook remembers of a pit; `probedAt` is the asker's own. */
export type HookMemory = Omit<HookFacts, 'probedAt'>;

/** The newest of what several hooks remember. Pure. */
export function newestMemory(memories: readonly HookMemory[]): HookMemory {
  return {
    heardAt: latest(memories.map(({ heardAt }) => heardAt)),
    strangerCameAt: latest(memories.map(({ strangerCameAt }) => strangerCameAt)),
    refusedReading: newest(memories.map(({ refusedReading }) => refusedReading)),
    refusedPublishing: newest(memories.map(({ refusedPublishing }) => refusedPublishing)),
    refusedPublishAt: latest(memories.map(({ refusedPublishAt }) => refusedPublishAt)),
    stray: newest(memories.map(({ stray }) => stray)),
  };
}

/** As text for the other backends: instants become ISO 8601. */
export function writeMemory(memory: HookMemory): string {
  return JSON.stringify(memory);
}

/** Reads what `writeMemory` wrote, of this version or another one that runs beside it; null for anything else. */
export function readMemory(text: string): HookMemory | null {
  try {
    const told = JSON.parse(text) as Readonly<Record<keyof HookMemory, unknown>>;
    const dated = <T extends { readonly at: Date }>(value: unknown): T | null => {
      const at = instant((value as { at?: unknown } | null)?.at);
      return at ? { ...(value as T), at } : null;
    };
    return {
      heardAt: instant(told.heardAt),
      strangerCameAt: instant(told.strangerCameAt),
      refusedReading: dated<LastDenial>(told.refusedReading),
      refusedPublishing: dated<LastDenial>(told.refusedPublishing),
      refusedPublishAt: instant(told.refusedPublishAt),
      stray: dated<StrayPublish>(told.stray),
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
