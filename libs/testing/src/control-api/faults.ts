import { type ServerResponse } from 'node:http';

/** How the control API responds. */
export type Behavior =
  | 'well'
  /** Accepts a request and never responds. */
  | 'hangs'
  /** The page of a proxy. */
  | 'talks-nonsense'
  /** 200 with an invalid body, a different one each time. */
  | 'varies-nonsense'
  /** 500 with the path's source in the error, including the camera password. */
  | 'fails'
  /** An endless list without items. */
  | 'endless'
  /** That version has another API: the path does not exist. */
  | 'as-before-v1';

const NONSENSE = [
  '<html><body>502 Bad Gateway</body></html>',
  '{"items": [{"name": "workshop-1',
  'null',
  '[]',
  '{"items": "many", "pageCount": "some"}',
  '{"itemCount": 3, "pageCount": 1, "items": [null, 7, {"name": {"a": []}, "ready": "yes", "readers": 4}]}',
  '\u0000\u0001\u0002',
  '',
];

/** What a fault needs of the control API. */
export interface FaultInput {
  /** Number of requests so far. */
  readonly requests: number;
  /** Source of the first stored path. */
  readonly source: string;
}

type Fault = (response: ServerResponse, input: FaultInput) => void;

/** For each behavior its response. */
export const FAULTS: Readonly<Record<Exclude<Behavior, 'well'>, Fault>> = {
  hangs: () => undefined,
  'talks-nonsense': (response) => void response.end('<html>502 Bad Gateway</html>'),
  'varies-nonsense': (response, { requests }) =>
    sendJson(response, 200, NONSENSE[requests % NONSENSE.length] ?? ''),
  fails: (response, { source }) =>
    sendJson(response, 500, JSON.stringify({ status: 'error', error: `invalid source: '${source}'` })),
  endless: sendSpaces,
  'as-before-v1': (response) => void response.writeHead(404).end('404 page not found'),
};

/** Sends a body as JSON. */
export function sendJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

/** Sends spaces until the client disconnects. */
function sendSpaces(response: ServerResponse): void {
  const spaces = Buffer.alloc(1024 * 1024, ' ');
  const more = (): void => {
    while (!response.destroyed && response.write(spaces));
  };
  response.writeHead(200, { 'content-type': 'application/json' }).on('drain', more);
  more();
}
