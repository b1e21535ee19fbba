import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type StreamKeySet } from '@ppf/contracts';
import { createPublicKey } from 'node:crypto';
import { DataSource } from 'typeorm';
import { StreamsConfig } from '../../config/streams.config';
import { RowFaults } from '../../platform/observability/row-faults';
import { ed25519Jwk, publicJwk, type PublicJwk } from '../../platform/crypto/key-pair-token';

/** Milliseconds for the database: MediaMTX asks inside its one event loop and stands still meanwhile (contract §2). */
const DATABASE_MAY_TAKE_MS = 500;

/**
 * The public keys that MediaMTX checks tokens by: those that sign stream tokens, and one a publish key. Read from the
 * database each time and not from the access index: MediaMTX asks about once an hour and after a change, and keeps what
 * it got, so a replica that has not heard of the change yet must not answer with the keys of before.
 */
@Injectable()
export class ReadStreamKeys {
  private readonly signing: readonly PublicJwk[];
  private running: Promise<StreamKeySet> | undefined;
  private next: Promise<StreamKeySet> | undefined;
  private last: StreamKeySet | undefined;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly faults: RowFaults,
    { tokenKey, previousTokenKey }: StreamsConfig,
  ) {
    const keys = [tokenKey && createPublicKey(tokenKey), previousTokenKey].filter((key) => key !== null);
    this.signing = [...new Map(keys.map(publicJwk).map((key) => [key.kid, key])).values()];
  }

  /**
   * The keys now. While the database is away or slow, those read last: nobody loses access by it.
   * @throws what the database failed with, when they were never read.
   */
  async read(): Promise<StreamKeySet> {
    const late = new Promise<undefined>((resolve) => {
      setTimeout(() => resolve(undefined), DATABASE_MAY_TAKE_MS).unref();
    });
    const fresh = this.fresh();
    // Goes on alone when it is late.
    fresh.catch(() => undefined);
    const { last } = this;
    return last ? ((await Promise.race([fresh.catch(() => undefined), late])) ?? last) : fresh;
  }

  /** One query at a time. Who asks while one runs gets the next one: the running one may be older than the question. */
  private fresh(): Promise<StreamKeySet> {
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
    const publishing = rows.flatMap(
      (row) =>
        this.faults.isolate('publish-keys', `pit ${row.pit_id}`, () => ed25519Jwk(row.publish_public_key)) ??
        [],
    );
    this.last = { keys: [...this.signing, ...publishing] };
    return this.last;
  }
}

// The hash goes with the camera's kind and with every new key: without it the public key is a left-over. Who is paused
// may not publish.
const PUBLISH_KEYS = `SELECT pit_id, publish_public_key FROM camera
  WHERE kind = 'push' AND NOT paused AND publish_key_hash IS NOT NULL AND publish_public_key IS NOT NULL ORDER BY id`;
