import { createHash } from 'node:crypto';
import type { HashSource } from '../passwords/hash-queue';
import { AttemptCounter } from './attempt-counter';
import { networkOf } from '../../platform/http/network-of';

/**
 * Wrong attempts within a window: of one account from one network, of one network altogether, and of one known device (or
 * signed-in user) for one account.
 */
export const ATTEMPT_LIMITS = { account: 10, network: 100, device: 10, windowSeconds: 300 } as const;
/** Keys counted at most, of known devices and of others each: 10 MB. */
export const MOST_ENTRIES = 50_000;
/** Accounts that are remembered to have signed in from a network. */
const MOST_PLACES = 10_000;
/** Seconds to wait where nothing more can be counted. */
const NO_PLACE_SECONDS = 30;

/** Who tries to sign in. */
export interface Attempt {
  /** The email, in lower case. */
  readonly account: string;
  readonly address: string;
  /** The device, if it is known for this account. */
  readonly device: string | null;
}

/** An attempt that was counted, as a wrong one until the opposite is known. */
export interface Admitted {
  readonly source: HashSource;
  /** It was no wrong guess: not checked at all, or right. */
  takeBack(now: Date): void;
  /** The password was right. */
  succeed(now: Date): void;
}

/** One attempt too many; nothing was counted. */
export interface Refused {
  readonly waitSeconds: number;
}

interface Limit {
  readonly key: string;
  readonly most: number;
}

/**
 * Limits sign-in attempts, so that passwords cannot be guessed. A device that has signed in to the account before has a
 * count of its own: wrong attempts from the same address do not lock its user out. An account that has signed in from a
 * network is not held to what others do there. Held by this process: with N replicas the limits are N times as high.
 * Success gives the attempt back: a team behind one address is not locked out by its own mornings.
 */
export class SignInAttempts {
  private readonly unknown = new AttemptCounter(ATTEMPT_LIMITS.windowSeconds, MOST_ENTRIES);
  private readonly known = new AttemptCounter(ATTEMPT_LIMITS.windowSeconds, MOST_ENTRIES);
  /** Oldest first. */
  private readonly places = new Set<string>();

  /** How many keys are counted. */
  get size(): number {
    return this.unknown.size + this.known.size;
  }

  /** Counts an attempt to sign in, unless it is one too many. */
  begin({ account, address, device }: Attempt, now: Date): Admitted | Refused {
    const network = networkOf(address);
    const place = keyOf(network, account);
    if (device !== null) {
      const key = keyOf(device, account);
      return this.count(
        this.known,
        [{ key, most: ATTEMPT_LIMITS.device }],
        { key, isKnown: true },
        place,
        now,
      );
    }
    const isKnown = this.places.has(place);
    const limits: Limit[] = [{ key: place, most: ATTEMPT_LIMITS.account }];
    if (!isKnown) limits.push({ key: network, most: ATTEMPT_LIMITS.network });
    return this.count(this.unknown, limits, { key: isKnown ? place : network, isKnown }, place, now);
  }

  /**
   * Of several accounts of one email, those that may be tried: the password of one must not be guessed by signing in to
   * another, which counts as no wrong attempt.
   */
  mayTry(userId: number, from: Attempt, now: Date): boolean {
    return this.unknown.secondsBlocked(triedKey(userId, from), ATTEMPT_LIMITS.account, now) === null;
  }

  /** Counts that a password was not that of an account, though perhaps of another one of the same email. */
  mismatched(userId: number, from: Attempt, now: Date): void {
    this.unknown.add(triedKey(userId, from), now);
  }

  /** Counts an attempt of a signed-in user to give their own password. */
  beginOfUser(userId: number, now: Date): Admitted | Refused {
    const key = `user ${userId}`;
    return this.count(this.known, [{ key, most: ATTEMPT_LIMITS.device }], { key, isKnown: true }, null, now);
  }

  private count(
    counter: AttemptCounter,
    limits: readonly Limit[],
    source: HashSource,
    place: string | null,
    now: Date,
  ): Admitted | Refused {
    for (const { key, most } of limits) {
      const waitSeconds = counter.secondsBlocked(key, most, now);
      if (waitSeconds !== null) return { waitSeconds };
    }
    const counted: string[] = [];
    const takeBack = (at: Date) => {
      for (const key of counted.splice(0)) counter.takeBack(key, at);
    };
    for (const { key } of limits) {
      if (counter.add(key, now)) counted.push(key);
      else {
        takeBack(now);
        return { waitSeconds: NO_PLACE_SECONDS };
      }
    }
    return {
      source,
      takeBack,
      succeed: (at) => {
        takeBack(at);
        if (place !== null) this.remember(place);
      },
    };
  }

  private remember(place: string): void {
    this.places.delete(place);
    const [oldest] = this.places.size >= MOST_PLACES ? this.places : [];
    if (oldest !== undefined) this.places.delete(oldest);
    this.places.add(place);
  }
}

function triedKey(userId: number, { address, device }: Attempt): string {
  return keyOf(device ?? networkOf(address), `user ${userId}`);
}

/** Of one length, however long an invented email is. */
function keyOf(where: string, account: string): string {
  return createHash('sha256').update(`${where} ${account}`).digest('base64url');
}
