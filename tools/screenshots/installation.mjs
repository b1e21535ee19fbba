// Which running installation is looked at, and who signs in there.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * From PPF_URL, PPF_EMAIL and PPF_PASSWORD; what of them is missing, from what `npm start` keeps in DATA_DIR.
 * @throws Error with a sentence that says what to do
 */
export function findInstallation(environment = process.env) {
  const kept = keptSignIn(path.join(environment.DATA_DIR ?? 'data', 'sign-in.txt'));
  const url = environment.PPF_URL ?? `http://localhost:${environment.PORT ?? 3000}`;
  const email = environment.PPF_EMAIL ?? kept.email;
  const password = environment.PPF_PASSWORD ?? kept.password;
  if (!email || !password) {
    throw new Error(
      'Who signs in? Run npm start first, or set PPF_URL, PPF_EMAIL and PPF_PASSWORD. DATA_DIR says where its data are.',
    );
  }
  return { url: url.replace(/\/$/, ''), email, password };
}

function keptSignIn(file) {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').split('\n');
  return Object.fromEntries(
    lines.map((line) => [line.split(':')[0].trim(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}
