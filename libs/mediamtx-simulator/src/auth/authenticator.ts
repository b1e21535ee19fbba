import { milliseconds } from '../config/duration';
import type { Settings } from '../config/setting';
import type { AccessRequest } from './access-request';
import { askHook } from './ask-hook';
import { AuthenticationError } from './authentication-error';
import { CheckJwt } from './check-jwt';
import { isInNetworks } from './networks';
import { isPermitted, type Permission } from './permissions';

interface InternalUser {
  user: string;
  pass: string;
  ips: string[];
  permissions: Permission[];
}

/** Decides who may do what, by `authMethod` http, jwt or internal. */
export class Authenticator {
  private readonly jwt: CheckJwt;

  constructor(private readonly settings: Settings) {
    this.jwt = new CheckJwt(settings);
  }

  /** Makes the next token have the keys of `authJWTJWKS` fetched. */
  dropKeys(): void {
    this.jwt.dropKeys();
  }

  /** Resolves to the user name (empty without one); rejects with an AuthenticationError. */
  async authenticate(request: AccessRequest): Promise<string> {
    const method = this.settings.authMethod;
    const token = method === 'internal' ? '' : tokenOf(request, this.takesQuery(request));
    try {
      if (method === 'http') return await this.byHook(request, token);
      if (method === 'jwt') return await this.byJwt(request, token);
      return this.byInternalUsers(request);
    } catch (refusal) {
      const { user, password } = request.credentials;
      throw new AuthenticationError(
        (refusal as Error).message,
        user === '' && password === '' && token === '',
      );
    }
  }

  private async byHook(request: AccessRequest, token: string): Promise<string> {
    if (isPermitted(permissions(this.settings.authHTTPExclude), request)) return '';
    const hook = {
      url: this.settings.authHTTPAddress as string,
      timeoutMs: milliseconds(this.settings.readTimeout as string),
    };
    const refusal = await askHook(hook, request, token);
    if (refusal !== null) throw new Error(refusal);
    return request.credentials.user;
  }

  private async byJwt(request: AccessRequest, token: string): Promise<string> {
    if (isPermitted(permissions(this.settings.authJWTExclude), request)) return '';
    return this.jwt.check(request, token);
  }

  private byInternalUsers(request: AccessRequest): string {
    const { user, password } = request.credentials;
    const fits = (each: InternalUser) =>
      (each.ips.length === 0 || isInNetworks(each.ips, request.ip)) &&
      isPermitted(each.permissions, request) &&
      (each.user === 'any' || (each.user === user && each.pass === password));
    const users = this.settings.authInternalUsers as unknown as InternalUser[];
    if (!users.some(fits)) throw new Error('authentication failed');
    return user;
  }

  /** RTSP has no other way for a token; the others only where a deprecated setting of JWT mode allows it. */
  private takesQuery({ protocol }: AccessRequest): boolean {
    const { authMethod, authJWTInHTTPQuery } = this.settings;
    return protocol === 'rtsp' || (authMethod === 'jwt' && authJWTInHTTPQuery === true);
  }
}

/** Bearer, else password, else where the query is taken `?token=` or `?jwt=` given once (MediaMTX contract §1.2, §2). */
function tokenOf({ credentials, query }: AccessRequest, takesQuery: boolean): string {
  if (credentials.token !== '' || credentials.password !== '')
    return credentials.token || credentials.password;
  if (!takesQuery) return '';
  const params = new URLSearchParams(query);
  for (const key of ['token', 'jwt']) {
    const given = params.getAll(key);
    if (given.length === 1) return given[0]!;
  }
  return '';
}

const permissions = (value: unknown): Permission[] => value as Permission[];
