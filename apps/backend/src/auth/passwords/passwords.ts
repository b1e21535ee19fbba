import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { randomSecret } from '../../platform/crypto/secrets';
import { DomainError } from '../../platform/problems/domain-error';
import { HashQueue, QueueFull } from './hash-queue';

/** argon2id with OWASP's parameters: 19 MiB, two passes, one lane; 20–25 ms of one core. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashes that may wait: about a second of work on two cores. */
const MOST_WAITING = 32;

/** Hashes and checks passwords, a bounded number at a time. */
@Injectable()
export class Passwords {
  /** What is being hashed, and what waits for it. */
  readonly queue = new HashQueue(Math.max(1, availableParallelism() - 1), MOST_WAITING);
  private readonly decoy = hash(randomSecret(16), ARGON2ID);

  /**
   * The hash to keep (PHC string format).
   * @throws DomainError sign-in-busy
   */
  async hash(password: string): Promise<string> {
    return this.queued(() => hash(password, ARGON2ID));
  }

  /**
   * Whether the password belongs to the hash. Without a hash (no such account) the answer is no, after the same work:
   * the time must not tell who has an account.
   * @throws DomainError sign-in-busy
   */
  async matches(password: string, passwordHash: string | undefined): Promise<boolean> {
    const against = passwordHash ?? (await this.decoy);
    const matches = await this.queued(() => verify(against, password));
    return matches && passwordHash !== undefined;
  }

  private async queued<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.queue.run(work);
    } catch (error) {
      if (error instanceof QueueFull) throw new DomainError('sign-in-busy', { retryAfterSeconds: 2 });
      throw error;
    }
  }
}
