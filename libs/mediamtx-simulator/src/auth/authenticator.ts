import { milliseconds } from '../config/duration';
import type { Settings } from '../config/setting';
import type { AccessRequest } from './access-request';
import { callHook } from './call-hook';
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

/** Allows or denies requests by `authMethod` http, jwt or internal. */
export class Authenticator {
  private readonly jwt: CheckJwt;

  constructor(private readonly settings: Settings) {
    this.jwt = new CheckJwt(settings);
  }

  /** Drops the keys of `authJWTJWKS`: the next token fetches them again. */
  dropKeys(): void {
    this.jwt.dropKeys();
  }

  /** Resolves to the user name (empty without one); rejects with an AuthenticationError. */
  async authenticate(request: AccessRequest): Promise<string> {
    const method = this.settings.authMethod;
    const token = method === 'internal' ? '' : tokenOf(request, this.acceptsQuery(request));
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
    const refusal = await callHook(hook, request, token);
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

  /** RTSP always accepts a token in the query. The others need a deprecated setting of JWT mode. */
  private acceptsQuery({ protocol }: AccessRequest): boolean {
    const { authMethod, authJWTInHTTPQuery } = this.settings;
    return protocol === 'rtsp' || (authMethod === 'jwt' && authJWTInHTTPQuery === true);
  }
}

/** Returns the bearer token, the password, or a single `?token=` or `?jwt=` (MediaMTX contract §1.2, §2). */
function tokenOf({ credentials, query }: AccessRequest, acceptsQuery: boolean): string {
  if (credentials.token !== '' || credentials.password !== '')
    return credentials.token || credentials.password;
  if (!acceptsQuery) return '';
  const params = new URLSearchParams(query);
  for (const key of ['token', 'jwt']) {
    const given = params.getAll(key);
    if (given.length === 1) return given[0]!;
  }
  return '';
}

const permissions = (value: unknown): Permission[] => value as Permission[];
