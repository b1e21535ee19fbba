import type { ProbeContext, ProbeTarget } from '../probe/probe-camera';

/** A redirect that a camera sends. */
export interface CameraRedirect {
  /** The target as the camera sent it, which must not be shown unchecked. Null: none. */
  readonly location: string | null;
}

/** `user`: short time limits, because a user waits. `media-server`: the time limits of MediaMTX. */
export type RedirectCheckMode = 'user' | 'media-server';

/**
 * Time limits in milliseconds. A camera that is off can be saved, so that users do not wait for it. MediaMTX waits 10 s for a
 * response (`readTimeout`): a shorter limit would miss a slow redirect.
 */
const LIMITS_BY_MODE = {
  user: { connectMs: 1500, requestMs: 2500, totalMs: 4000, teardownMs: 0 },
  'media-server': { connectMs: 5000, requestMs: 10_000, totalMs: 25_000, teardownMs: 0 },
} as const;

/**
 * Checks whether an RTSP camera redirects. MediaMTX would follow a redirect to any address, with the camera's password
 * (gortsplib `doDescribe`, v4.11.1 to v5.6.4, for statuses 301 to 305). Requests the description only.
 * @returns null when the camera does not redirect or cannot be reached. @throws the signal's reason when it is aborted.
 */
export async function findRedirect(
  target: ProbeTarget,
  context: Pick<ProbeContext, 'guard' | 'signal'>,
  mode: RedirectCheckMode = 'user',
): Promise<CameraRedirect | null> {
  const { probeCamera } = await import('../probe/probe-camera.js');
  const { steps, redirectedTo } = await probeCamera(target, {
    ...context,
    until: 'describe',
    limits: LIMITS_BY_MODE[mode],
  });
  const isRedirected = steps.some(({ fault }) => fault?.code === 'redirected');
  return isRedirected ? { location: redirectedTo } : null;
}
