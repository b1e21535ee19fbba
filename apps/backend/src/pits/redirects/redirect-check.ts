import { type CameraAddressGuard, findRedirect, type ProbeTarget } from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import { CamerasConfig } from '../../config/cameras.config';
import { toRedirectTarget } from './redirect-target';

/** A camera that redirects. */
export interface FoundRedirect {
  /** Where to, without credentials, if a camera may be there; null: nowhere that may be named. */
  readonly target: string | null;
}

/** Cameras that are asked at the same time. */
const CONCURRENCY = 16;
/** Milliseconds that one request may spend on asking cameras: a table has up to 500. The others are asked once they are pulled. */
export const REDIRECT_BUDGET_MS = 10_000;

/** Asks cameras whether they redirect. Stores nothing. */
@Injectable()
export class RedirectCheck {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly config: CamerasConfig) {}

  /** Whether cameras are asked at all. */
  get isOn(): boolean {
    return this.config.redirectChecks;
  }

  /** Null: it does not redirect, cannot be asked now, or is not pulled over RTSP. */
  async find(
    target: ProbeTarget,
    guard: CameraAddressGuard,
    signal: AbortSignal,
  ): Promise<FoundRedirect | null> {
    if (!this.isOn || target.feed === 'mjpeg') return null;
    await this.enter();
    try {
      if (signal.aborted) return null;
      const found = await findRedirect(target, { guard, signal });
      return found && { target: await toRedirectTarget(found.location, guard) };
    } catch (failure) {
      if (signal.aborted) return null;
      throw failure;
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running >= CONCURRENCY) await new Promise<void>((done) => this.waiting.push(done));
    this.running += 1;
  }

  private leave(): void {
    this.running -= 1;
    this.waiting.shift()?.();
  }
}
