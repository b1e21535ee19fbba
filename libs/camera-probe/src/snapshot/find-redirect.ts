import type { ProbeSurroundings, ProbeTarget } from '../probe/probe-camera';

/** Where a camera sends whoever asks for its stream. */
export interface CameraRedirect {
  /** As the camera says it, which is not to be shown as it is; null: it does not say. */
  readonly location: string | null;
}

/** How long it may take, in milliseconds: a user waits, and a camera that is off is saved all the same. */
const LIMITS = { connectMs: 1500, requestMs: 2500, totalMs: 4000, teardownMs: 0 };

/**
 * Whether an RTSP camera redirects, as far as it can be asked now. MediaMTX would follow it anywhere, with the camera's
 * password (gortsplib `doDescribe`, v4.11.1 to v5.6.4, for statuses 301 to 305). Asks for the description only.
 * @returns null: it does not, or cannot be asked. @throws the signal's reason when it is aborted.
 */
export async function findRedirect(
  target: ProbeTarget,
  surroundings: Pick<ProbeSurroundings, 'guard' | 'signal'>,
): Promise<CameraRedirect | null> {
  const { probeCamera } = await import('../probe/probe-camera.js');
  const { steps, redirectedTo } = await probeCamera(target, {
    ...surroundings,
    until: 'describe',
    limits: LIMITS,
  });
  const isRedirected = steps.some(({ fault }) => fault?.code === 'redirected');
  return isRedirected ? { location: redirectedTo } : null;
}
