import { milliseconds } from '../config/duration';
import type { Settings } from '../config/setting';
import type { AccessRequest } from './access-request';
import { KeySet } from './key-set';
import { isPermitted, type Permission } from './permissions';
import { type JwtClaims, verifyJwt, type WantedClaims } from './verify-jwt';

const ACTIONS = ['publish', 'read', 'playback', 'api', 'metrics', 'pprof'];

/** `authMethod: jwt`: checks the permissions in a JWT as v1.20.1 does (MediaMTX contract §2). */
export class CheckJwt {
  private readonly keys: KeySet;
  private readonly claimKey: string;
  private readonly wanted: WantedClaims;

  constructor(settings: Settings) {
    this.keys = new KeySet(settings.authJWTJWKS as string, milliseconds(settings.readTimeout as string));
    this.claimKey = settings.authJWTClaimKey as string;
    this.wanted = {
      issuer: settings.authJWTIssuer as string,
      audience: settings.authJWTAudience as string,
    };
  }

  /** Drops the keys: the next request fetches them again. */
  dropKeys(): void {
    this.keys.drop();
  }

  /** Resolves to the token's `sub`, the user of the session. Rejects with the deny reason. */
  async check(request: AccessRequest, token: string): Promise<string> {
    // MediaMTX fetches the keys even if the request has no token.
    const keys = await this.keys.current();
    if (token === '') throw new Error('JWT not provided');
    const claims = verifyJwt(token, keys, this.wanted, new Date());
    if (!isPermitted(permissionsOf(claims, this.claimKey), request))
      throw new Error("user doesn't have permission to perform action");
    return String(claims['sub'] ?? '');
  }
}

/** The claim is a list, or a string with a JSON list. */
function permissionsOf(claims: JwtClaims, key: string): Permission[] {
  const claim = claims[key];
  if (claim === undefined)
    throw new Error(`token is malformed: could not JSON decode claim: claim '${key}' not found inside JWT`);
  const list: unknown = typeof claim === 'string' ? JSON.parse(claim) : claim;
  if (!Array.isArray(list)) throw new Error('token is malformed: could not JSON decode claim');
  return list.map((entry: unknown) => {
    const { action, path = '', ...others } = (entry ?? {}) as Partial<Permission> & Record<string, unknown>;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw new Error(`token is malformed: json: unknown field "${unknown}"`);
    if (!ACTIONS.includes(String(action)) || typeof path !== 'string')
      throw new Error(`token is malformed: invalid auth action: '${String(action)}'`);
    return { action: String(action), path };
  });
}
