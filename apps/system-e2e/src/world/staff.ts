import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { type Credentials } from './api-client';
import { type Product } from './product';

/**
 * A member of a workshop's staff. There is no call for it yet, so the row is written into the product's own database,
 * with the operator's password.
 */
export async function addStaff(product: Product, workshopId: number): Promise<Credentials> {
  const email = `staff-${workshopId}@example.org`;
  const client = new Client({ connectionString: databaseUrl(product.dataDirectory) });
  await client.connect();
  try {
    await client.query(
      `insert into app_user (email, display_name, password_hash, role, workshop_id)
       select $1, 'Staff', password_hash, 'staff', $2 from app_user where email = $3`,
      [email, workshopId, product.admin.email],
    );
  } finally {
    await client.end();
  }
  return { email, password: product.admin.password };
}

/** Of the embedded PostgreSQL under the data directory: its password is in a file, its port in postmaster.pid. */
function databaseUrl(dataDirectory: string): string {
  const holder = readdirSync(dataDirectory)
    .map((name) => path.join(dataDirectory, name))
    .find((folder) => existsSync(path.join(folder, 'cluster/postmaster.pid')));
  if (holder === undefined) throw new Error(`There is no PostgreSQL in ${dataDirectory}.`);
  const password = readFileSync(path.join(holder, 'password'), 'utf8').trim();
  const port = readFileSync(path.join(holder, 'cluster/postmaster.pid'), 'utf8').split('\n')[3] ?? '';
  return `postgres://ppf:${password}@127.0.0.1:${port}/ppf`;
}
