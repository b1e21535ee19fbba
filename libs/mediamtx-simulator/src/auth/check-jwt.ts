import { milliseconds } from '../config/duration';
import type { Settings } from '../config/setting';
import type { AccessRequest } from './access-request';
import { KeySet } from './key-set';
import { isPermitted, type Permission } from './permissions';
import { type JwtClaims, verifyJwt, type WantedClaims } from './verify-jwt';

const ACTIONS = ['publish', 'read', 'playback', 'api', 'metrics', 'pprof'];

/** `authMethod: jwt`: who may do what by the permissions in a JWT, in the manner of v1.20.1 (MediaMTX contract §2). */
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

  /** Makes the next request have the keys fetched. */
  dropKeys(): void {
    this.keys.drop();
  }

  /** The token's `sub`, which is the session's user; rejects with the reason of a refusal. */
  async check(request: AccessRequest, token: string): Promise<string> {
    // Fetched even for one who sends nothing, as the real one does.
    const keys = await this.keys.current();
    if (token === '') throw new Error('JWT not provided');
    const claims = verifyJwt(token, keys, this.wanted, new Date());
    if (!isPermitted(permissionsOf(claims, this.claimKey), request))
      throw new Error("user doesn't have permission to perform action");
    return String(claims['sub'] ?? '');
  }
}

/** The claim is a list, or a text that holds one. */
function permissionsOf(claims: JwtClaims, key: string): Permission[] {
  const said = claims[key];
  if (said === undefined)
    throw new Error(`token is malformed: could not JSON decode claim: claim '${key}' not found inside JWT`);
  const list: unknown = typeof said === 'string' ? JSON.parse(said) : said;
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
