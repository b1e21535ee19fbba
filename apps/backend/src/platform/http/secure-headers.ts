import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpConfig } from '../../config/http.config';

type Headers = Readonly<Record<string, string>>;

/** For answers that are data: nothing may be rendered, framed, sniffed or kept. */
const FOR_DATA: Headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Addresses whose answers are data. */
const DATA = /^\/(api\/v1|health|metrics)(\/|\?|$)/;

/** Where pages may fetch media from. The same array until it changes. */
export interface MediaOrigins {
  readonly origins: readonly string[];
}

/** Puts headers that make browsers careful on every answer: helmet's on pages, a few on data. */
export function secureHeaders(fastify: FastifyInstance, http: HttpConfig, media: MediaOrigins): void {
  let made = { origins: media.origins, headers: headersForPages(http, media.origins) };
  const forPages = () => {
    const { origins } = media;
    if (origins !== made.origins) made = { origins, headers: headersForPages(http, origins) };
    return made.headers;
  };
  fastify.addHook('onRequest', ({ url }, reply, done) => {
    reply.headers(DATA.test(url) ? FOR_DATA : forPages());
    done();
  });
}

/**
 * The dashboard fetches media from the media servers' origins, plays it through blobs, and hls.js works in a blob
 * worker. On plain HTTP (a LAN) nothing may ask for HTTPS: neither HSTS nor upgrade-insecure-requests.
 */
function headersForPages(http: HttpConfig, media: readonly string[]): Headers {
  const secure = http.publicUrl.startsWith('https:');
  return headersOf(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          baseUri: ["'self'"],
          connectSrc: ["'self'", 'blob:', ...media],
          fontSrc: ["'self'", 'data:'],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          mediaSrc: ["'self'", 'blob:', ...media],
          objectSrc: ["'none'"],
          scriptSrc: ["'self'"],
          // Angular and Swagger UI write styles into the page.
          styleSrc: ["'self'", "'unsafe-inline'"],
          workerSrc: ["'self'", 'blob:'],
          ...(secure ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      // These two only bind secure origins, and browsers warn about them on others.
      crossOriginOpenerPolicy: secure,
      originAgentCluster: secure,
      strictTransportSecurity: secure,
      xFrameOptions: { action: 'deny' },
    }),
  );
}

// The same for every answer, so helmet runs once, against a response that only keeps what is set.
function headersOf(middleware: ReturnType<typeof helmet>): Headers {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  middleware({} as IncomingMessage, response as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw error;
  });
  return headers;
}
