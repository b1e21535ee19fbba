import { answerJson, answerOk } from '../http/answer';
import type { Exchange } from '../http/http-server';
import type { PathManager } from '../paths/path-manager';
import type { Route, RouteMaker } from './route';

/** Objects that the API lists, returns by id and, for most, closes. */
export interface Listing {
  /** `webrtcsessions` */
  name: string;
  items(): { id?: string; path?: string }[];
  /** Key of an object; default: its id. */
  key?: 'path';
  /** Error text for an unknown key: `session not found`. */
  missing: string;
  kick?(id: string): boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Routes that return the server's state and close sessions. */
export function stateRoutes(
  make: RouteMaker,
  pathManager: () => PathManager,
  listings: Listing[],
  info: unknown,
): Route[] {
  return [
    make.at('GET', 'info', (exchange) => answerJson(exchange, 200, info)),
    make.at('POST', 'auth/jwks/refresh', answerOk),
    make.list('paths', () => pathManager().list()),
    make.named('GET', 'paths/get', async (exchange, name) => {
      const path = await pathManager().get(name);
      if (!path) return make.refuse(exchange, 404, 'path not found');
      answerJson(exchange, 200, path);
    }),
    make.list('recordings', () => []),
    ...listings.flatMap((listing) => listingRoutes(make, listing)),
  ];
}

function listingRoutes(make: RouteMaker, { name, items, key, missing, kick }: Listing): Route[] {
  const withId =
    (handle: (exchange: Exchange, id: string) => void): Route['handle'] =>
    (exchange, given) => {
      const wrong = refusalOfId(given);
      return wrong ? make.refuse(exchange, 400, wrong) : handle(exchange, given.toLowerCase());
    };
  const show = (exchange: Exchange, id: string) => {
    const item = items().find((each) => each[key ?? 'id'] === id);
    if (!item) return make.refuse(exchange, 404, missing);
    answerJson(exchange, 200, item);
  };
  const end = withId((exchange, id) => {
    if (!kick?.(id)) return make.refuse(exchange, 404, missing);
    answerOk(exchange);
  });
  return [
    make.list(name, items),
    make.named('GET', `${name}/get`, key === 'path' ? show : withId(show)),
    ...(kick ? [make.named('POST', `${name}/kick`, end)] : []),
  ];
}

/** Returns why a string is not a UUID, with the text of Go's uuid package. */
function refusalOfId(given: string): string | null {
  if (UUID.test(given)) return null;
  return [32, 36, 38, 45].includes(given.length)
    ? 'invalid UUID format'
    : `invalid UUID length: ${given.length}`;
}
