import { Injectable } from '@nestjs/common';
import type { CameraAddressGuard } from '@ppf/camera-probe';
import type { Principal } from '../../../auth';
import { MediamtxConfig } from '../../../config/mediamtx.config';
import { DomainError } from '../../../platform/problems/domain-error';
import { message } from '../../messages';
import { CameraAddressGuards, type WorkshopNetworks } from '../network/camera-address-guards';
import {
  type FoundRedirect,
  REDIRECT_BUDGET_MS,
  RedirectCheck,
  type RedirectCheckOptions,
} from '../network/redirect-check';
import {
  assertAddressAllowed,
  assertSupportedBySimulator,
  assertSupportedInJwtMode,
} from './camera-restrictions';
import type { CameraInput, PulledCameraInput } from './parse-camera-request';
import { containsLoopback } from './validate-allow-list';

/** Validates the cameras of one request. */
export interface CameraValidator {
  /**
   * @param retainedPassword The stored password, where the request contains none.
   * @throws DomainError validation-failed, not-in-jwt-mode or camera-address-refused
   */
  validate(camera: CameraInput, retainedPassword?: string | null): Promise<void>;
}

/** Validates whether a user may set up a camera with the given settings. */
@Injectable()
export class ValidateCamera {
  constructor(
    private readonly guards: CameraAddressGuards,
    private readonly mediamtx: MediamtxConfig,
    private readonly redirects: RedirectCheck,
  ) {}

  /** A validator for one request and one workshop, which resolves each name once. @param signal Ends lookups */
  validatorFor(principal: Principal, workshop: WorkshopNetworks, signal?: AbortSignal): CameraValidator {
    const guard = this.guards.guardFor(principal, workshop, signal);
    const tenant = principal.workshopId === null ? `operator ${principal.id}` : `${principal.workshopId}`;
    const budget = AbortSignal.timeout(REDIRECT_BUDGET_MS);
    const options = { tenant, signal: signal ? AbortSignal.any([signal, budget]) : budget };
    return {
      validate: async (camera, retainedPassword = null) => {
        await this.validateSettings(camera, guard, this.guards.allowsLoopback(principal));
        if (camera.kind === 'pull')
          await this.assertNoRedirect(camera, camera.password ?? retainedPassword, guard, options);
      },
    };
  }

  private async validateSettings(
    camera: CameraInput,
    guard: CameraAddressGuard,
    isLoopbackAllowed: boolean,
  ): Promise<void> {
    assertSupportedInJwtMode(camera, this.mediamtx.auth);
    assertSupportedBySimulator(camera, this.mediamtx.simulated);
    if (camera.kind === 'pull') assertAddressAllowed(await guard.check(camera.host, camera.port));
    else if (!isLoopbackAllowed && containsLoopback(camera.allowList)) throw loopbackRefused();
  }

  // MediaMTX would follow a redirect to any address, with the password.
  private async assertNoRedirect(
    camera: PulledCameraInput,
    password: string | null,
    guard: CameraAddressGuard,
    options: RedirectCheckOptions,
  ): Promise<void> {
    const tls = camera.tls ? { fingerprint: camera.tlsFingerprint } : null;
    const paths = camera.subPath === null ? [camera.path] : [camera.path, camera.subPath];
    for (const path of paths) {
      const redirect = await this.redirects.find({ ...camera, path, password, tls }, guard, options);
      if (redirect) throw redirectRefused(redirect);
    }
  }
}

function redirectRefused({ target }: FoundRedirect): DomainError {
  const detail = target === null ? message('redirect.refused') : message('redirect.target', { target });
  return new DomainError('camera-address-refused', { detail });
}

function loopbackRefused(): DomainError {
  return new DomainError('validation-failed', {
    errors: [{ field: 'allow_list', message: message('allow-list.loopback') }],
  });
}
