import { Injectable } from '@nestjs/common';
import type { CameraAddressGuard } from '@ppf/camera-probe';
import type { Principal } from '../../../auth/index';
import { MediamtxConfig } from '../../../config/mediamtx.config';
import { DomainError } from '../../../platform/problems/domain-error';
import { CameraAddressGuards, type WorkshopNetworks } from '../network/camera-address-guards';
import {
  assertAddressAllowed,
  assertSupportedBySimulator,
  assertSupportedInJwtMode,
} from './camera-restrictions';
import { containsLoopback } from './validate-allow-list';
import type { CameraInput, PulledCameraInput } from './parse-camera-request';
import { type FoundRedirect, REDIRECT_BUDGET_MS, RedirectCheck } from '../network/redirect-check';

/** Judges whether somebody may set up a camera as they ask. */
@Injectable()
export class ValidateCamera {
  constructor(
    private readonly network: CameraAddressGuards,
    private readonly mediamtx: MediamtxConfig,
    private readonly redirects: RedirectCheck,
  ) {}

  /** A judge for one moment and one workshop, which looks each name up once; lookups end with `signal`. */
  validatorFor(principal: Principal, workshop: WorkshopNetworks, signal?: AbortSignal): CameraValidator {
    const guard = this.network.guardFor(principal, workshop, signal);
    const tenant = principal.workshopId === null ? `operator ${principal.id}` : `${principal.workshopId}`;
    const budget = AbortSignal.timeout(REDIRECT_BUDGET_MS);
    const within = signal ? AbortSignal.any([signal, budget]) : budget;
    return {
      validate: async (asked, keptPassword = null) => {
        await this.validateSettings(asked, guard, this.network.allowsLoopback(principal));
        if (asked.kind === 'pull')
          await this.refuseRedirect(asked, asked.password ?? keptPassword, guard, { tenant, signal: within });
      },
    };
  }

  /** @throws DomainError validation-failed, not-in-jwt-mode or camera-address-refused */
  private async validateSettings(
    asked: CameraInput,
    guard: CameraAddressGuard,
    loopback: boolean,
  ): Promise<void> {
    assertSupportedInJwtMode(asked, this.mediamtx.auth);
    assertSupportedBySimulator(asked, this.mediamtx.simulated);
    if (asked.kind === 'pull') assertAddressAllowed(await guard.check(asked.host, asked.port));
    else if (!loopback && containsLoopback(asked.allowList)) throw loopbackRefused();
  }

  /** MediaMTX would follow it anywhere, with the password. @throws DomainError camera-address-refused */
  private async refuseRedirect(
    asked: PulledCameraInput,
    password: string | null,
    guard: CameraAddressGuard,
    turn: { readonly tenant: string; readonly signal: AbortSignal },
  ): Promise<void> {
    const tls = asked.tls ? { fingerprint: asked.tlsFingerprint } : null;
    const paths = asked.subPath === null ? [asked.path] : [asked.path, asked.subPath];
    for (const path of paths) {
      const found = await this.redirects.find({ ...asked, path, password, tls }, guard, turn);
      if (found) throw new DomainError('camera-address-refused', { detail: redirectText(found) });
    }
  }
}

/** Judges cameras for one moment and one workshop. */
export interface CameraValidator {
  /**
   * @param keptPassword That of the camera before, where the request says none.
   * @throws DomainError validation-failed, not-in-jwt-mode or camera-address-refused
   */
  validate(asked: CameraInput, keptPassword?: string | null): Promise<void>;
}

function redirectText({ target }: FoundRedirect): string {
  const what = 'The camera redirects to another address, where the media server would send its password.';
  return target === null
    ? `${what} No camera may be there. Correct the address, or switch the redirect off in the camera.`
    : `${what} If you trust it, enter that address instead: ${target}`;
}

function loopbackRefused(): DomainError {
  const message = 'must hold no address of loopback: whoever comes by a proxy has it';
  return new DomainError('validation-failed', { errors: [{ field: 'allow_list', message }] });
}
