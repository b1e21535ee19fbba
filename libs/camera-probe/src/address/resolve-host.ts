import { SystemResolver } from './system-resolver';

/**
 * Looks a name up: its addresses, none when there is no such name, or when the signal is aborted before it is known. Tests
 * bring their own.
 */
export type ResolveHost = (name: string, signal?: AbortSignal) => Promise<readonly string[]>;

const system = new SystemResolver();

/** Looks up as other programs on this machine do (the hosts file, then DNS), so that we validate what they would use. */
export const resolveBySystem: ResolveHost = (name, signal) => system.resolve(name, signal);
