// Baseline of the start: Node without a framework that connects to PostgreSQL, reads once and listens.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
await pool.query('select count(*) from pit');
createServer((_request, response) => response.end('ok')).listen(
  Number(process.env['PORT']),
  '127.0.0.1',
  () => process.send?.('ready'),
);
process.on('disconnect', () => process.exit(0));
