import type { AccessTokenResponse, StreamTokenResponse, StreamTokensResponse } from '@ppf/contracts';
import { startEarlySession } from '../app/player/sessions/start-early-session';
import { type EarlyPit, startEarlyWall } from '../app/player/sessions/start-early-wall';
import { isWallUrl } from './page-of-url';

/**
 * Continues after the token refresh of public/first.js. On a visible pit page it starts the WHEP session and the preroll,
 * so that the browser connects while the application loads. On the page of all pits, it starts the sessions of the first ones.
 */
export function startEarly(): void {
  const refresh = globalThis.ppfEarlyRefresh;
  if (!refresh) return;
  const response = refresh.then((original) => original.clone());
  if (isWallUrl(location.pathname)) return startWall(response);
  const pitId = findPitId(location.pathname);
  if (!pitId) return;
  startEarlySession(pitId, () => requestToken(pitId, response), true);
}

/** Starts the sessions of the stored pits (features/wall/stored-wall.ts), unless they are those of another workshop. */
function startWall(refresh: Promise<Response>): void {
  const { workshop, pits } = readWall();
  startEarlyWall(pits, (first) => {
    const results = requestTokens(workshop, first, refresh);
    return first.map(async (_, at) => {
      const token = (await results)[at]?.token;
      if (!token) throw new Error('The API issued no token.');
      return token;
    });
  });
}

function readWall(): { readonly workshop: unknown; readonly pits: readonly EarlyPit[] } {
  try {
    const { workshop, pits } = JSON.parse(localStorage.getItem('ppf-wall') ?? '{}') as Record<
      string,
      unknown
    >;
    return { workshop, pits: Array.isArray(pits) ? pits.filter(isEarlyPit) : [] };
  } catch {
    return { workshop: null, pits: [] }; // Some private windows have no storage.
  }
}

/** The workshop that a user without one of their own selected last (session/workshop-store.ts); null: none yet. */
function readSelectedWorkshop(): number | null {
  const id = localStorage.getItem('ppf-workshop');
  return id === null ? null : Number(id);
}

function isEarlyPit(value: unknown): value is EarlyPit {
  const { id, stream } = (value ?? {}) as Partial<Record<keyof EarlyPit, unknown>>;
  return typeof id === 'number' && Number.isInteger(id) && id > 0 && (stream === 'main' || stream === 'sub');
}

async function requestTokens(
  workshop: unknown,
  pits: readonly EarlyPit[],
  refresh: Promise<Response>,
): Promise<StreamTokensResponse['items']> {
  const { access_token, user } = await readBody<AccessTokenResponse>(await refresh);
  if (workshop !== (user.workshop_id ?? readSelectedWorkshop() ?? workshop))
    throw new Error('The stored pits belong to another workshop.');
  const items = pits.map(({ id, stream }) => ({ pit_id: id, stream }));
  const response = await post('tokens', { items }, access_token);
  return (await readBody<StreamTokensResponse>(response)).items;
}

/** The pit id of a URL. Ids of numbered pits are stored by pits/pit-address.ts; 0 without a pit or a stored id. */
function findPitId(pathname: string): number {
  const [, id, workshop, number] =
    /^\/(?:pits\/([1-9]\d{0,9})|workshops\/(\d{1,10})\/pits\/(\d{1,10}))$/.exec(pathname) ?? [];
  if (id) return Number(id);
  if (!workshop || !number) return 0;
  try {
    const stored = JSON.parse(localStorage.getItem('ppf-pit-ids') ?? '{}') as Record<string, unknown>;
    const found = stored[`${workshop}/${number}`];
    return typeof found === 'number' && Number.isInteger(found) && found > 0 ? found : 0;
  } catch {
    return 0; // Some private windows have no storage.
  }
}

async function requestToken(pitId: number, refresh: Promise<Response>): Promise<StreamTokenResponse> {
  const { access_token } = await readBody<AccessTokenResponse>(await refresh);
  return readBody<StreamTokenResponse>(await post('token', { pit_id: pitId }, access_token));
}

function post(route: 'token' | 'tokens', body: object, accessToken: string): Promise<Response> {
  return fetch(`/api/v1/streams/${route}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` },
    body: JSON.stringify(body),
  });
}

async function readBody<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`The API returned ${response.status}.`);
  return (await response.json()) as T;
}
