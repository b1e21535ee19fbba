import {
  type CameraAddressGuard,
  findRedirect,
  type ProbeTarget,
  type RedirectCheckMode,
} from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import { CamerasConfig } from '../../../config/cameras.config';
import { FairLimiter } from './fair-limiter';
import { toRedirectTarget } from './redirect-target';

/** A camera that redirects. */
export interface FoundRedirect {
  /** Where to, without credentials, if a camera may be there; null: nowhere that may be named. */
  readonly target: string | null;
}

/** Cameras that are asked at the same time. Those that never answer take seconds each. */
const CONCURRENCY = { perTenant: 8, total: 16 } as const;
/** Milliseconds that one request may spend on asking cameras: a table has up to 500. The others are asked once they are pulled. */
export const REDIRECT_BUDGET_MS = 10_000;

/** Who asks. */
export interface RedirectCheckOptions {
  /** For whom: each has its turn, however many cameras others ask. */
  readonly tenant: string;
  readonly signal: AbortSignal;
  /** `user` when absent. */
  readonly patience?: RedirectCheckMode;
}

/** Asks cameras whether they redirect. Stores nothing. */
@Injectable()
export class RedirectCheck {
  private readonly turns = new FairLimiter(CONCURRENCY);

  constructor(private readonly config: CamerasConfig) {}

  /** Whether cameras are asked at all. */
  get isOn(): boolean {
    return this.config.redirectChecks;
  }

  /** Null: it does not redirect, cannot be asked now, or is not pulled over RTSP. */
  async find(
    target: ProbeTarget,
    guard: CameraAddressGuard,
    turn: RedirectCheckOptions,
  ): Promise<FoundRedirect | null> {
    if (!this.isOn || target.feed === 'mjpeg') return null;
    return this.turns.run(turn.tenant, turn.signal, () => this.ask(target, guard, turn));
  }

  private async ask(
    target: ProbeTarget,
    guard: CameraAddressGuard,
    { signal, patience }: RedirectCheckOptions,
  ): Promise<FoundRedirect | null> {
    try {
      const found = await findRedirect(target, { guard, signal }, patience);
      return found && { target: await toRedirectTarget(found.location, guard) };
    } catch (failure) {
      if (signal.aborted) return null;
      throw failure;
    }
  }
}
