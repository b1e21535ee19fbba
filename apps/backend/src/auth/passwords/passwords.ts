import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { randomSecret } from '../../platform/crypto/secrets';
import { DomainError } from '../../platform/problems/domain-error';
import { saltedPrefix, saltOf } from './password-salt';
import { HashQueue, type HashSource, HashQueueFull } from './hash-queue';

/** argon2id with OWASP's parameters: 19 MiB, two passes, one lane; 20–25 ms of one core. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Waiting hashes, of known and of other sources each: about a second of work on two cores. */
const MAX_WAITING = 32;

/** Source of the requests of signed-in users. */
const SIGNED_IN: HashSource = { key: 'signed in', isKnown: true };

/** Hashes and verifies passwords, with a concurrency limit. */
@Injectable()
export class Passwords {
  /** The running and waiting hashes. */
  readonly queue = new HashQueue(Math.max(1, availableParallelism() - 1), MAX_WAITING);
  private readonly decoy = hash(randomSecret(16), ARGON2ID);

  /**
   * The hash to store (PHC string format).
   * @param salt Salt of another account of the same email; default: random.
   * @throws DomainError sign-in-busy
   */
  async hash(password: string, salt?: Buffer): Promise<string> {
    return this.queued(SIGNED_IN, () => hash(password, { ...ARGON2ID, ...(salt && { salt }) }));
  }

  /**
   * Which of the hashes of one email match the password. Hashes with the same salt cost one hash together; no hash (no
   * such account) costs one too.
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
   * Whether the password matches the hash. False without a hash (no such account), after the same work: the duration must
   * not reveal which emails have an account.
   * @param source Source of the request, for the order of the queue.
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
      if (error instanceof HashQueueFull) throw new DomainError('sign-in-busy', { retryAfterSeconds: 2 });
      throw error;
    }
  }
}
