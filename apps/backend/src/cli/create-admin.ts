import { CreateUser } from '../auth';
import { SECRET_NAMES } from '../config/backend-config';
import { readEnvironment } from '../config/read-environment';
import { ConfigFaults } from '../config/read-settings';
import type { Arguments } from './arguments';
import { withBackend } from './with-backend';

/** Makes a super_admin. The password comes from ADMIN_PASSWORD and not from an argument, which is in the list of processes. */
export async function createAdmin({ email }: Arguments): Promise<string> {
  const password = readEnvironment(process.cwd(), SECRET_NAMES)['ADMIN_PASSWORD'];
  const faults = [
    ...(email && /^[^\s@]+@[^\s@]+$/.test(email) ? [] : ['--email must be an email.']),
    ...(password && password.length >= 12 && password.length <= 200
      ? []
      : ['ADMIN_PASSWORD must have 12 to 200 characters.']),
  ];
  if (faults.length > 0 || !email || !password) throw new ConfigFaults(faults);
  return withBackend(async (backend) => {
    const person = { email, password, displayName: 'Administrator', workshopId: null };
    const { id } = await backend.get(CreateUser).create({ ...person, role: 'super_admin' });
    return `Made super_admin ${email.toLowerCase()} (user ${id}).`;
  });
}
