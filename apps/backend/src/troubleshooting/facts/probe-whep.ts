import { type HttpProbeResult, sendOptions } from './http-probe';
import type { WhepFacts } from './pit-facts';

/** What is asked for, and by whom. */
export interface WhepProbe {
  /** WHEP endpoint of the pit, as browsers are given it. */
  readonly url: string;
  /** `Bearer <jti>:<jwt>`, good for the path. */
  readonly authorization: string;
  /** Origin of the dashboard. */
  readonly pageOrigin: string;
  /** For each request, in milliseconds. MediaMTX answers a refusal late on purpose, by up to 4 s (contract §1.7). */
  readonly timeoutMs: number;
}

/**
 * Asks where browsers ask, as they do: by OPTIONS, which opens no session, once with a token and once with nothing, and
 * with the question that browsers put before a request to another origin (Fetch standard §3.3).
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

/** What a browser makes of a preflight's answer; two values of a header are none to it. */
function corsAllows({ status, headers }: HttpProbeResult, origin: string): boolean | null {
  if (status === null) return null;
  const allowed = headers['access-control-allow-origin'];
  const names = (headers['access-control-allow-headers'] ?? '').toLowerCase().split(/\s*,\s*/);
  const isAllowed = allowed === '*' || allowed === origin;
  return status >= 200 && status < 300 && isAllowed && names.includes('authorization');
}
