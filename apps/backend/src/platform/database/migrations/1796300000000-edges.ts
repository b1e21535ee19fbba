import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Media servers that fetch what another one has, for its viewers. */
export class Edges1796300000000 implements MigrationInterface {
  name = 'Edges1796300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE media_server
      ADD COLUMN edge_of_id integer CONSTRAINT media_server_keeps_origin REFERENCES media_server,
      ADD COLUMN pulls_from text,
      ADD CONSTRAINT media_server_whole_edge CHECK ((edge_of_id IS NULL) = (pulls_from IS NULL)),
      ADD CONSTRAINT media_server_no_configured_edge CHECK (edge_of_id IS NULL OR NOT is_configured)`);
    await runner.query(placing(`s.state = 'in-use' AND s.edge_of_id IS NULL`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(placing(`s.state = 'in-use'`));
    // Without its origin an edge would be given workshops.
    await runner.query('DELETE FROM media_server WHERE edge_of_id IS NOT NULL');
    await runner.query('ALTER TABLE media_server DROP COLUMN edge_of_id, DROP COLUMN pulls_from');
  }
}

function placing(where: string): string {
  return `CREATE OR REPLACE FUNCTION place_new_workshop() RETURNS integer LANGUAGE sql AS $$
    SELECT s.id FROM media_server s WHERE ${where}
    ORDER BY (SELECT count(*) FROM workshop w WHERE w.media_server_id = s.id), s.is_configured DESC, s.id LIMIT 1
  $$`;
}
