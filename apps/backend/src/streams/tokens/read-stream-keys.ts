import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type StreamKeySet } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { ed25519Jwk } from '../../platform/crypto/public-jwk';
import { RowFaults } from '../../platform/observability/row-faults';
import { withDeadline } from '../../platform/scheduling/with-deadline';
import { StreamTokenSigner } from './stream-token-signer';

/** Milliseconds for the database: MediaMTX fetches the keys inside its one event loop and blocks meanwhile (contract §2). */
const QUERY_DEADLINE_MS = 500;

/**
 * Reads the public keys that MediaMTX verifies tokens by: those of stream tokens, and one per publish key. Reads the
 * database each time and not the access index: MediaMTX fetches the keys about once per hour and after a change, and caches
 * them, so a replica without the latest change must not answer with outdated keys.
 */
@Injectable()
export class ReadStreamKeys {
  private running: Promise<StreamKeySet> | undefined;
  private next: Promise<StreamKeySet> | undefined;
  private last: StreamKeySet | undefined;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly faults: RowFaults,
    private readonly signer: StreamTokenSigner,
  ) {}

  /**
   * The current keys; while the database is unavailable or slow, those read last, so that no client loses access.
   * @throws The database's error when the keys were never read.
   */
  async read(): Promise<StreamKeySet> {
    const fresh = this.readFresh();
    const { last } = this;
    if (!last) return fresh;
    // A late query continues without this caller.
    return withDeadline(
      fresh.catch(() => last),
      QUERY_DEADLINE_MS,
      () => last,
    );
  }

  /** One query at a time. A caller during a query gets the next one: the running one may be older than its request. */
  private readFresh(): Promise<StreamKeySet> {
    if (!this.running) return this.start();
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.start();
      });
    return this.next;
  }

  private start(): Promise<StreamKeySet> {
    this.running = this.query().finally(() => (this.running = undefined));
    return this.running;
  }

  private async query(): Promise<StreamKeySet> {
    const rows = await this.dataSource.query<{ pit_id: number; publish_public_key: Buffer }[]>(PUBLISH_KEYS);
    const publishing = await Promise.all(
      rows.map((row) =>
        this.faults.isolateAsync('publish-keys', `pit ${row.pit_id}`, () =>
          ed25519Jwk(row.publish_public_key),
        ),
      ),
    );
    this.last = { keys: [...this.signer.publicKeys, ...publishing.filter((key) => key !== undefined)] };
    return this.last;
  }
}

// The hash is removed with the camera's kind and replaced with every new key: a public key without it is outdated. A
// paused camera may not publish.
const PUBLISH_KEYS = `SELECT pit_id, publish_public_key FROM camera
  WHERE kind = 'push' AND NOT paused AND publish_key_hash IS NOT NULL AND publish_public_key IS NOT NULL ORDER BY id`;
