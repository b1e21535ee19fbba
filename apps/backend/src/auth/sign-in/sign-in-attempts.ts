/** Attempts within a window, for one account from one network, and for one network altogether. */
export const ATTEMPT_LIMITS = { account: 10, network: 100, windowSeconds: 300 } as const;
/** Entries kept at most; past it the oldest are forgotten first. */
const MOST_ENTRIES = 20_000;

interface Entry {
  count: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * Counts sign-in attempts, so that passwords cannot be guessed. Held by this process: with N replicas the limits are
 * N times as high. Success gives the attempt back: a team behind one address is not locked out by its own mornings.
 */
export class SignInAttempts {
  private readonly entries = new Map<string, Entry>();

  /**
   * Counts an attempt.
   * @returns seconds to wait when it is one too many (it is then not counted), else null.
   */
  begin(account: string, address: string, now: Date): number | null {
    const network = networkOf(address);
    const limits: readonly (readonly [string, number])[] = [
      [accountKey(account, network), ATTEMPT_LIMITS.account],
      [network, ATTEMPT_LIMITS.network],
    ];
    for (const [key, limit] of limits) {
      const entry = this.at(key, now);
      if (entry.count >= limit) return Math.max(1, Math.ceil((entry.until - now.getTime()) / 1000));
    }
    for (const [key] of limits) this.at(key, now).count += 1;
    return null;
  }

  /** Takes back an attempt that was no wrong guess. */
  takeBack(account: string, address: string, now: Date): void {
    const network = networkOf(address);
    for (const key of [accountKey(account, network), network]) {
      const entry = this.at(key, now);
      entry.count = Math.max(0, entry.count - 1);
    }
  }

  private at(key: string, now: Date): Entry {
    const known = this.entries.get(key);
    const left = known ? known.until - now.getTime() : 0;
    // More than a window: the clock was set back, and nobody is to be shut out for longer because of it.
    if (known && left > 0 && left <= ATTEMPT_LIMITS.windowSeconds * 1000) return known;
    this.entries.delete(key);
    if (this.entries.size >= MOST_ENTRIES) {
      const [oldest] = this.entries.keys();
      if (oldest !== undefined) this.entries.delete(oldest);
    }
    const fresh = { count: 0, until: now.getTime() + ATTEMPT_LIMITS.windowSeconds * 1000 };
    this.entries.set(key, fresh);
    return fresh;
  }
}

function accountKey(account: string, network: string): string {
  return `${network} ${account}`;
}

/** The address, or for IPv6 its /64: that much belongs to one subscriber (RFC 6177). */
export function networkOf(address: string): string {
  if (address.startsWith('::ffff:') && address.includes('.')) return address.slice(7);
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after].slice(0, 4).join(':');
}
