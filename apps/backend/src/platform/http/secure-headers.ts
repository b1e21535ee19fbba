import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpConfig } from '../../config/http.config';

type Headers = Readonly<Record<string, string>>;

/** Headers of data responses: no rendering, framing, sniffing or caching. */
const FOR_DATA: Headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Paths with data responses. */
const DATA = /^\/(api\/v1|health|metrics)(\/|\?|$)/;

/** Origins that pages may load media from. The same array until it changes. */
export interface MediaOrigins {
  readonly origins: readonly string[];
}

/** What the Content Security Policy of pages depends on. */
interface PageSources {
  readonly http: HttpConfig;
  readonly media: MediaOrigins;
  /** Sources of inline scripts: hashes. */
  readonly scripts: readonly string[];
}

/** Adds security headers to every response: helmet's to pages, a few to data. */
export function secureHeaders(fastify: FastifyInstance, { http, media, scripts }: PageSources): void {
  let made = { origins: media.origins, headers: headersForPages(http, media.origins, scripts) };
  const forPages = () => {
    const { origins } = media;
    if (origins !== made.origins) made = { origins, headers: headersForPages(http, origins, scripts) };
    return made.headers;
  };
  fastify.addHook('onRequest', ({ url }, reply, done) => {
    reply.headers(DATA.test(url) ? FOR_DATA : forPages());
    done();
  });
}

/**
 * The dashboard loads media from the media servers' origins, plays it through blobs, and hls.js runs in a blob
 * worker. On plain HTTP (a LAN) no header may require HTTPS: neither HSTS nor upgrade-insecure-requests.
 */
function headersForPages(http: HttpConfig, media: readonly string[], scripts: readonly string[]): Headers {
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
          scriptSrc: ["'self'", ...scripts],
          // Angular and Swagger UI insert styles into the page.
          styleSrc: ["'self'", "'unsafe-inline'"],
          workerSrc: ["'self'", 'blob:'],
          ...(secure ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      // These two apply to secure origins only, and browsers log warnings about them on others.
      crossOriginOpenerPolicy: secure,
      originAgentCluster: secure,
      strictTransportSecurity: secure,
      xFrameOptions: { action: 'deny' },
    }),
  );
}

// The headers are the same for every response, so helmet runs once, with a response that only records them.
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
