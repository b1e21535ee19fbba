import type { QueryRunner } from 'typeorm';

/**
 * Ends every sign-in and access token. For a restored database: the backup has sign-ins that were signed out, and users
 * whose password or role was changed, after it was created.
 */
export async function endEverySignIn(runner: Pick<QueryRunner, 'query'>): Promise<void> {
  await runner.query('DELETE FROM sign_in');
  // Minutes since 1970: above every generation that was in use before, also of an earlier restore.
  await runner.query(
    `UPDATE app_user SET credential_generation =
       GREATEST(credential_generation + 1, (extract(epoch FROM clock_timestamp()) / 60)::int)`,
  );
}
