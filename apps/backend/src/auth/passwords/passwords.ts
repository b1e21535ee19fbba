import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { randomSecret } from '../../platform/crypto/secrets';
import { DomainError } from '../../platform/problems/domain-error';
import { saltedPrefix, saltOf } from './password-salt';
import { HashQueue, type HashSource, QueueFull } from './hash-queue';

/** argon2id with OWASP's parameters: 19 MiB, two passes, one lane; 20–25 ms of one core. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashes that may wait, of known sources and of others each: about a second of work on two cores. */
const MOST_WAITING = 32;

/** For whom work is done that a signed-in user asked for. */
const SIGNED_IN: HashSource = { key: 'signed in', isKnown: true };

/** Hashes and checks passwords, a bounded number at a time. */
@Injectable()
export class Passwords {
  /** What is being hashed, and what waits for it. */
  readonly queue = new HashQueue(Math.max(1, availableParallelism() - 1), MOST_WAITING);
  private readonly decoy = hash(randomSecret(16), ARGON2ID);

  /**
   * The hash to keep (PHC string format).
   * @param salt Of another account of the same email; a random one when absent.
   * @throws DomainError sign-in-busy
   */
  async hash(password: string, salt?: Buffer): Promise<string> {
    return this.queued(SIGNED_IN, () => hash(password, { ...ARGON2ID, ...(salt && { salt }) }));
  }

  /**
   * Which of the hashes of one email the password belongs to. Those with the same salt cost one hash together; none at all
   * (no such account) cost one too.
   * @throws DomainError sign-in-busy
   */
  async matching(password: string, hashes: readonly string[], source: HashSource): Promise<boolean[]> {
    if (hashes.length === 0) await this.matches(password, undefined, source);
    const computed = new Map<string, string>();
    for (const one of hashes) {
      const salt = saltOf(one);
      const prefix = saltedPrefix(one);
      if (salt === undefined || computed.has(prefix)) continue;
      computed.set(prefix, await this.queued(source, () => hash(password, { ...ARGON2ID, salt })));
    }
    return hashes.map((each) => computed.get(saltedPrefix(each)) === each);
  }

  /**
   * Whether the password belongs to the hash. Without a hash (no such account) the answer is no, after the same work:
   * the time must not tell who has an account.
   * @param source Who asks, for their turn.
   * @throws DomainError sign-in-busy
   */
  async matches(
    password: string,
    passwordHash: string | undefined,
    source: HashSource = SIGNED_IN,
  ): Promise<boolean> {
    const against = passwordHash ?? (await this.decoy);
    const matches = await this.queued(source, () => verify(against, password));
    return matches && passwordHash !== undefined;
  }

  private async queued<T>(source: HashSource, work: () => Promise<T>): Promise<T> {
    try {
      return await this.queue.run(source, work);
    } catch (error) {
      if (error instanceof QueueFull) throw new DomainError('sign-in-busy', { retryAfterSeconds: 2 });
      throw error;
    }
  }
}
