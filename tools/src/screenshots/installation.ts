// Selects the running installation and its sign-in.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Installation {
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Reads PPF_URL, PPF_EMAIL and PPF_PASSWORD. Missing values come from the files of `npm start` in DATA_DIR.
 * @throws Error with the next step.
 */
export function findInstallation(environment: NodeJS.ProcessEnv = process.env): Installation {
  const saved = readSignIn(path.join(environment['DATA_DIR'] ?? 'data', 'sign-in.txt'));
  const url = environment['PPF_URL'] ?? `http://localhost:${environment['PORT'] ?? 3000}`;
  const email = environment['PPF_EMAIL'] ?? saved['email'];
  const password = environment['PPF_PASSWORD'] ?? saved['password'];
  if (!email || !password) {
    throw new Error(
      'There is no sign-in. Run npm start first, or set PPF_URL, PPF_EMAIL and PPF_PASSWORD. DATA_DIR is the folder of its data.',
    );
  }
  return { url: url.replace(/\/$/, ''), email, password };
}

function readSignIn(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').split('\n');
  return Object.fromEntries(
    lines.map((line) => [line.split(':')[0]?.trim(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}
