import type { Exchange } from './http-server';

/** Answers with JSON in Go's spelling (`<`, `>` and `&` are escaped). */
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

/** Answers a request that failed. */
export const answerError = (exchange: Exchange, status: number, error: string): void =>
  answerJson(exchange, status, { status: 'error', error });

/** Answers a request that changed something. */
export const answerOk = (exchange: Exchange): void => answerJson(exchange, 200, { status: 'ok' });

/** The 401 of every protocol over HTTP; the challenge goes to those who sent nothing (MediaMTX contract §1.7). */
export function answerUnauthenticated(exchange: Exchange, ask: boolean): void {
  if (ask) exchange.response.setHeader('WWW-Authenticate', 'Basic realm="mediamtx"');
  answerError(exchange, 401, 'authentication error');
}

/** The router's answer to what it does not know. */
export function answerUnknownRoute({ response }: Exchange): void {
  const text = '404 page not found';
  response.writeHead(404, { 'Content-Type': 'text/plain', 'Content-Length': text.length }).end(text);
}

/** Sends somebody elsewhere. */
export function answerRedirect({ response }: Exchange, location: string): void {
  response.writeHead(302, { Location: location, 'Content-Length': 0 }).end();
}
