import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Publish keys that MediaMTX checks by itself (JWT mode): the public half, 32 bytes of Ed25519, beside the hash. */
export class PublishPublicKey1764101000000 implements MigrationInterface {
  name = 'PublishPublicKey1764101000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE camera ADD publish_public_key bytea CHECK (octet_length(publish_public_key) = 32)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE camera DROP publish_public_key');
  }
}
