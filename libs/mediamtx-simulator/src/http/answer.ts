import type { Exchange } from './http-server';

/** Responds with JSON as Go encodes it (`<`, `>` and `&` are escaped). */
export function answerJson({ response }: Exchange, status: number, body: unknown): void {
  const json = JSON.stringify(body).replace(
    /[<>&]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(json),
  });
  response.end(json);
}

/** Responds with an error. */
export const answerError = (exchange: Exchange, status: number, error: string): void =>
  answerJson(exchange, status, { status: 'error', error });

/** Responds to a successful change. */
export const answerOk = (exchange: Exchange): void => answerJson(exchange, 200, { status: 'ok' });

/** Responds with 401; requests without credentials get a challenge (MediaMTX contract §1.7). */
export function answerUnauthenticated(exchange: Exchange, isChallenge: boolean): void {
  if (isChallenge) exchange.response.setHeader('WWW-Authenticate', 'Basic realm="mediamtx"');
  answerError(exchange, 401, 'authentication error');
}

/** Responds to an unknown route. */
export function answerUnknownRoute({ response }: Exchange): void {
  const text = '404 page not found';
  response.writeHead(404, { 'Content-Type': 'text/plain', 'Content-Length': text.length }).end(text);
}

/** Responds with a redirect. */
export function answerRedirect({ response }: Exchange, location: string): void {
  response.writeHead(302, { Location: location, 'Content-Length': 0 }).end();
}
