import { createHash } from 'node:crypto';
import type { HashSource } from '../passwords/hash-queue';
import { AttemptCounter } from './attempt-counter';
import { networkOf } from '../../platform/http/network-of';

/**
 * Failed attempts per window: of one account from one network, of one network in total, and of one known device (or
 * signed-in user) for one account.
 */
export const ATTEMPT_LIMITS = { account: 10, network: 100, device: 10, windowSeconds: 300 } as const;
/** Counted keys, of known devices and of others each: 10 MB. */
export const MAX_COUNTED_KEYS = 50_000;
/** Pairs of account and network with an earlier sign-in. */
const MAX_KNOWN_PLACES = 10_000;
/** Seconds to wait when no further key can be counted. */
const OVERLOADED_WAIT_SECONDS = 30;

/** An attempt to sign in. */
export interface Attempt {
  /** The email, in lower case. */
  readonly account: string;
  readonly address: string;
  /** The device, if it is known for this account. */
  readonly device: string | null;
}

/** An attempt that was counted, as a failed one until its result is known. */
export interface AdmittedAttempt {
  readonly source: HashSource;
  /** Removes the attempt: the password was not verified, or it was correct. */
  undo(now: Date): void;
  /** Records that the password was correct. */
  succeed(now: Date): void;
}

/** An attempt past a limit; it was not counted. */
export interface RefusedAttempt {
  readonly waitSeconds: number;
}

interface Limit {
  readonly key: string;
  readonly max: number;
}

/**
 * Limits sign-in attempts, so that passwords cannot be guessed. A device that has signed in to the account before has its
 * own count: failed attempts from the same address do not lock its user out. An account that has signed in from a network
 * is not subject to that network's limit. Counted per process: with N replicas the limits are N times as high. A
 * successful attempt is not counted, so a team behind one address does not lock itself out.
 */
export class SignInAttempts {
  private readonly unknown = new AttemptCounter(ATTEMPT_LIMITS.windowSeconds, MAX_COUNTED_KEYS);
  private readonly known = new AttemptCounter(ATTEMPT_LIMITS.windowSeconds, MAX_COUNTED_KEYS);
  /** Oldest first. */
  private readonly places = new Set<string>();

  /** Number of counted keys. */
  get size(): number {
    return this.unknown.size + this.known.size;
  }

  /** Counts an attempt to sign in, unless a limit is reached. */
  begin({ account, address, device }: Attempt, now: Date): AdmittedAttempt | RefusedAttempt {
    const network = networkOf(address);
    const place = keyOf(network, account);
    if (device !== null) {
      const key = keyOf(device, account);
      return this.count(
        this.known,
        [{ key, max: ATTEMPT_LIMITS.device }],
        { key, isKnown: true },
        place,
        now,
      );
    }
    const isKnown = this.places.has(place);
    const limits: Limit[] = [{ key: place, max: ATTEMPT_LIMITS.account }];
    if (!isKnown) limits.push({ key: network, max: ATTEMPT_LIMITS.network });
    return this.count(this.unknown, limits, { key: isKnown ? place : network, isKnown }, place, now);
  }

  /**
   * Whether one of several accounts of an email may be tried: its password must not be guessed by signing in to another
   * account of the same email, which is not a failed attempt.
   */
  mayTry(userId: number, from: Attempt, now: Date): boolean {
    return this.unknown.secondsBlocked(triedKey(userId, from), ATTEMPT_LIMITS.account, now) === null;
  }

  /** Counts that the password did not match this account, whether or not it matches another one of the same email. */
  addMismatch(userId: number, from: Attempt, now: Date): void {
    this.unknown.add(triedKey(userId, from), now);
  }

  /** Counts an attempt of a signed-in user to enter their own password. */
  beginOfUser(userId: number, now: Date): AdmittedAttempt | RefusedAttempt {
    const key = `user ${userId}`;
    return this.count(this.known, [{ key, max: ATTEMPT_LIMITS.device }], { key, isKnown: true }, null, now);
  }

  private count(
    counter: AttemptCounter,
    limits: readonly Limit[],
    source: HashSource,
    place: string | null,
    now: Date,
  ): AdmittedAttempt | RefusedAttempt {
    for (const { key, max } of limits) {
      const waitSeconds = counter.secondsBlocked(key, max, now);
      if (waitSeconds !== null) return { waitSeconds };
    }
    const counted: string[] = [];
    const undo = (at: Date) => {
      for (const key of counted.splice(0)) counter.remove(key, at);
    };
    for (const { key } of limits) {
      if (counter.add(key, now)) counted.push(key);
      else {
        undo(now);
        return { waitSeconds: OVERLOADED_WAIT_SECONDS };
      }
    }
    return {
      source,
      undo,
      succeed: (at) => {
        undo(at);
        if (place !== null) this.remember(place);
      },
    };
  }

  private remember(place: string): void {
    this.places.delete(place);
    const [oldest] = this.places.size >= MAX_KNOWN_PLACES ? this.places : [];
    if (oldest !== undefined) this.places.delete(oldest);
    this.places.add(place);
  }
}

function triedKey(userId: number, { address, device }: Attempt): string {
  return keyOf(device ?? networkOf(address), `user ${userId}`);
}

/** A hash, so that the key's length does not depend on the email's. */
function keyOf(where: string, account: string): string {
  return createHash('sha256').update(`${where} ${account}`).digest('base64url');
}
