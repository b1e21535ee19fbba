import { SystemResolver } from './system-resolver';

/**
 * Looks up the addresses of a name. Empty when the name does not exist, or the signal is aborted before a result. Tests
 * supply their own.
 */
export type ResolveHost = (name: string, signal?: AbortSignal) => Promise<readonly string[]>;

const system = new SystemResolver();

/** Looks names up as other programs on this machine do (the hosts file, then DNS), so that the same addresses are validated. */
export const resolveBySystem: ResolveHost = (name, signal) => system.resolve(name, signal);
