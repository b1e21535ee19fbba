import { type HttpProbeResult, sendOptions } from './http-probe';
import type { WhepFacts } from './pit-facts';

/** Options of a probe. */
export interface WhepProbe {
  /** WHEP endpoint of the pit, at its public address. */
  readonly url: string;
  /** `Bearer <jti>:<jwt>`, valid for the path. */
  readonly authorization: string;
  /** Origin of the dashboard. */
  readonly pageOrigin: string;
  /** Timeout of each request in milliseconds. MediaMTX delays denials by up to 4 s (contract §1.7). */
  readonly timeoutMs: number;
}

/**
 * Probes WHEP as browsers request it, with OPTIONS, which opens no session: with a token, without one, and with the CORS
 * preflight of a request to another origin (Fetch standard §3.3).
 */
export async function probeWhep({
  url,
  authorization,
  pageOrigin,
  timeoutMs,
}: WhepProbe): Promise<WhepFacts> {
  const began = performance.now();
  const [withoutToken, withToken, preflight] = await Promise.all([
    sendOptions(url, { timeoutMs }),
    sendOptions(url, { timeoutMs, headers: { Authorization: authorization } }),
    sendOptions(url, {
      timeoutMs,
      headers: {
        Origin: pageOrigin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    }),
  ]);
  return {
    reachability: withoutToken.reachability,
    ms: performance.now() - began,
    withToken: withToken.status,
    withoutToken: withoutToken.status,
    corsAllows: new URL(url).origin === pageOrigin ? null : corsAllows(preflight, pageOrigin),
  };
}

/** Evaluates a preflight response as a browser does. Duplicate header values are invalid. */
function corsAllows({ status, headers }: HttpProbeResult, origin: string): boolean | null {
  if (status === null) return null;
  const allowed = headers['access-control-allow-origin'];
  const names = (headers['access-control-allow-headers'] ?? '').toLowerCase().split(/\s*,\s*/);
  const isAllowed = allowed === '*' || allowed === origin;
  return status >= 200 && status < 300 && isAllowed && names.includes('authorization');
}
