import { existsSync, readFileSync } from 'node:fs';
import { StartFault } from '../start-fault';
import { makePassword, writePrivately } from './keep-secrets';

const DEFAULT_EMAIL = 'admin@ppf.local';

/** The first administrator. */
export interface SignIn {
  readonly email: string;
  /** Absent if the environment sets it; it is then neither printed nor stored. */
  readonly password: string | undefined;
}

/** Returns the sign-in of the environment, else one that is generated once and stored in `file` with mode 600. */
export function keepSignIn(file: string, environment: Readonly<Record<string, string>>): SignIn {
  if (environment.ADMIN_PASSWORD || environment.ADMIN_PASSWORD_FILE) {
    if (!environment.ADMIN_EMAIL)
      throw new StartFault('ADMIN_PASSWORD is set and ADMIN_EMAIL is not: set both or none.');
    return { email: environment.ADMIN_EMAIL, password: undefined };
  }
  if (!existsSync(file)) {
    const email = environment.ADMIN_EMAIL || DEFAULT_EMAIL;
    writePrivately(file, `email: ${email}\npassword: ${makePassword()}\n`);
  }
  const text = readFileSync(file, 'utf8');
  const [email, password] = ['email', 'password'].map(
    (name) => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1],
  );
  if (!email || !password)
    throw new StartFault(`${file} is damaged: it needs the lines "email: …" and "password: …".`);
  return { email, password };
}
