import { answerJson, answerOk } from '../http/answer';
import type { Exchange } from '../http/http-server';
import type { PathBoard } from '../paths/path-board';
import type { Route, RouteMaker } from './route';

/** Something that is listed, shown and, mostly, ended by its id. */
export interface Listing {
  /** `webrtcsessions` */
  name: string;
  items(): { id?: string; path?: string }[];
  /** What one is asked for by; its id when absent. */
  key?: 'path';
  /** What a missing one is called: `session not found`. */
  missing: string;
  kick?(id: string): boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Shows the server's state and ends sessions. */
export function stateRoutes(
  make: RouteMaker,
  board: () => PathBoard,
  listings: Listing[],
  info: unknown,
): Route[] {
  return [
    make.at('GET', 'info', (exchange) => answerJson(exchange, 200, info)),
    make.at('POST', 'auth/jwks/refresh', answerOk),
    make.list('paths', () => board().list()),
    make.named('GET', 'paths/get', async (exchange, name) => {
      const path = await board().get(name);
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
  const show = (exchange: Exchange, asked: string) => {
    const item = items().find((each) => each[key ?? 'id'] === asked);
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

/** Why a text is no UUID, in the words of Go's uuid package. */
function refusalOfId(given: string): string | null {
  if (UUID.test(given)) return null;
  return [32, 36, 38, 45].includes(given.length)
    ? 'invalid UUID format'
    : `invalid UUID length: ${given.length}`;
}
