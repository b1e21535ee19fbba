import {
  type CameraAddressGuard,
  findRedirect,
  type ProbeTarget,
  type RedirectCheckMode,
} from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import { CamerasConfig } from '../../../config/cameras.config';
import { ConcurrencyLimiter } from '../../../platform/scheduling/concurrency-limiter';
import { toRedirectTarget } from './redirect-target';

/** A redirect that a camera sends. */
export interface FoundRedirect {
  /** The target without credentials, if a camera may be there. Null: no target that may be shown. */
  readonly target: string | null;
}

/** Checks in parallel. A camera that does not respond takes several seconds. */
const CHECK_CONCURRENCY = { total: 16, perKey: 8 } as const;
/**
 * Time that one request may spend on redirect checks, in ms: a table has up to 500 cameras. The remaining cameras are checked
 * once they are pulled.
 */
export const REDIRECT_BUDGET_MS = 10_000;

/** Options of one redirect check. */
export interface RedirectCheckOptions {
  /** The checks of one tenant delay those of no other. */
  readonly tenant: string;
  readonly signal: AbortSignal;
  /** Default: `user`. */
  readonly mode?: RedirectCheckMode;
}

/** Checks whether cameras redirect. Stores nothing. */
@Injectable()
export class RedirectCheck {
  private readonly limiter = new ConcurrencyLimiter(CHECK_CONCURRENCY);

  constructor(private readonly config: CamerasConfig) {}

  /** Whether redirect checks are enabled. */
  get isOn(): boolean {
    return this.config.redirectChecks;
  }

  /** Null: the camera does not redirect, cannot be reached now, is not pulled over RTSP, or the signal was aborted. */
  async find(
    target: ProbeTarget,
    guard: CameraAddressGuard,
    { tenant, signal, mode }: RedirectCheckOptions,
  ): Promise<FoundRedirect | null> {
    if (!this.isOn || target.feed === 'mjpeg') return null;
    try {
      const check = () => findRedirect(target, { guard, signal }, mode);
      const redirect = await this.limiter.run(check, { key: tenant, signal });
      return redirect && { target: await toRedirectTarget(redirect.location, guard) };
    } catch (failure) {
      if (signal.aborted) return null;
      throw failure;
    }
  }
}
