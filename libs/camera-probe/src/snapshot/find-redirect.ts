import type { ProbeContext, ProbeTarget } from '../probe/probe-camera';

/** Where a camera sends whoever asks for its stream. */
export interface CameraRedirect {
  /** As the camera says it, which is not to be shown as it is; null: it does not say. */
  readonly location: string | null;
}

/** `user`: somebody waits. `media-server`: as long as MediaMTX would wait for the answer. */
export type RedirectCheckMode = 'user' | 'media-server';

/**
 * How long it may take, in milliseconds. A camera that is off is saved all the same, so users do not wait for it. MediaMTX
 * waits 10 s for an answer (`readTimeout`): a camera that redirects later than it is asked for would not be found.
 */
const LIMITS_BY_MODE = {
  user: { connectMs: 1500, requestMs: 2500, totalMs: 4000, teardownMs: 0 },
  'media-server': { connectMs: 5000, requestMs: 10_000, totalMs: 25_000, teardownMs: 0 },
} as const;

/**
 * Whether an RTSP camera redirects, as far as it can be asked now. MediaMTX would follow it anywhere, with the camera's
 * password (gortsplib `doDescribe`, v4.11.1 to v5.6.4, for statuses 301 to 305). Asks for the description only.
 * @returns null: it does not, or cannot be asked. @throws the signal's reason when it is aborted.
 */
export async function findRedirect(
  target: ProbeTarget,
  surroundings: Pick<ProbeContext, 'guard' | 'signal'>,
  patience: RedirectCheckMode = 'user',
): Promise<CameraRedirect | null> {
  const { probeCamera } = await import('../probe/probe-camera.js');
  const { steps, redirectedTo } = await probeCamera(target, {
    ...surroundings,
    until: 'describe',
    limits: LIMITS_BY_MODE[patience],
  });
  const isRedirected = steps.some(({ fault }) => fault?.code === 'redirected');
  return isRedirected ? { location: redirectedTo } : null;
}
