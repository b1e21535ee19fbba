import { milliseconds } from '../config/duration';
import type { Settings } from '../config/setting';
import type { AccessRequest } from './access-request';
import { askHook } from './ask-hook';
import { AuthenticationError } from './authentication-error';
import { isInNetworks } from './networks';

interface Permission {
  action: string;
  path: string;
}
interface InternalUser {
  user: string;
  pass: string;
  ips: string[];
  permissions: Permission[];
}

/** Decides who may do what, by `authMethod` http or internal. */
export class Authenticator {
  constructor(private readonly settings: Settings) {}

  /** Resolves to the user name (empty without one); rejects with an AuthenticationError. */
  async authenticate(request: AccessRequest): Promise<string> {
    const http = this.settings.authMethod === 'http';
    const token = http ? tokenOf(request) : '';
    const refusal = http ? await this.byHook(request, token) : this.byInternalUsers(request);
    if (refusal === null) {
      return http && matches(this.settings.authHTTPExclude, request) ? '' : request.credentials.user;
    }
    const { user, password } = request.credentials;
    throw new AuthenticationError(refusal, user === '' && password === '' && token === '');
  }

  private byHook(request: AccessRequest, token: string): Promise<string | null> | null {
    if (matches(this.settings.authHTTPExclude, request)) return null;
    const hook = {
      url: this.settings.authHTTPAddress as string,
      timeoutMs: milliseconds(this.settings.readTimeout as string),
    };
    return askHook(hook, request, token);
  }

  private byInternalUsers(request: AccessRequest): string | null {
    const { user, password } = request.credentials;
    const fits = (each: InternalUser) =>
      (each.ips.length === 0 || isInNetworks(each.ips, request.ip)) &&
      matches(each.permissions, request) &&
      (each.user === 'any' || (each.user === user && each.pass === password));
    const users = this.settings.authInternalUsers as unknown as InternalUser[];
    return users.some(fits) ? null : 'authentication failed';
  }
}

/** Bearer, else password, else (RTSP only) `?token=` or `?jwt=` given once (MediaMTX contract §1.2). */
function tokenOf({ credentials, protocol, query }: AccessRequest): string {
  if (credentials.token !== '' || credentials.password !== '')
    return credentials.token || credentials.password;
  if (protocol !== 'rtsp') return '';
  const params = new URLSearchParams(query);
  for (const key of ['token', 'jwt']) {
    const given = params.getAll(key);
    if (given.length === 1) return given[0]!;
  }
  return '';
}

function matches(permissions: unknown, { action, path }: AccessRequest): boolean {
  return (permissions as Permission[]).some((each) => {
    if (each.action !== action) return false;
    if (action !== 'publish' && action !== 'read') return true;
    if (each.path === '' || each.path === path) return true;
    return each.path.startsWith('~') && new RegExp(each.path.slice(1)).test(path);
  });
}
