import { CreateUser } from '../auth';
import { SECRET_NAMES } from '../config/backend-config';
import { readEnvironment } from '../config/read-environment';
import { ConfigFaults } from '../config/read-settings';
import { withBackend } from './with-backend';

export interface CreateAdminOptions {
  readonly email: string;
}

/**
 * Creates an operator. The password comes from ADMIN_PASSWORD, because arguments are visible in the process list.
 * @throws ConfigFaults
 */
export async function createAdmin({ email }: CreateAdminOptions): Promise<string> {
  const password = readEnvironment(process.cwd(), SECRET_NAMES)['ADMIN_PASSWORD'];
  const faults = [
    ...(/^[^\s@]+@[^\s@]+$/.test(email) ? [] : ['--email must be an email.']),
    ...(password && password.length >= 12 && password.length <= 200
      ? []
      : ['ADMIN_PASSWORD must have 12 to 200 characters.']),
  ];
  if (faults.length > 0 || !password) throw new ConfigFaults(faults);
  return withBackend(async (backend) => {
    const account = { email, password, displayName: 'Administrator', workshopId: null };
    const { id } = await backend.get(CreateUser).create({ ...account, role: 'operator' });
    return `Created operator ${email.toLowerCase()} (user ${id}).`;
  });
}
