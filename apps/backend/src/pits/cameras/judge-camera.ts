import { Injectable } from '@nestjs/common';
import type { CameraAddressGuard } from '@ppf/camera-probe';
import type { Principal } from '../../auth';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { DomainError } from '../../platform/problems/domain-error';
import { CameraNetwork, type ChosenNetworks } from './camera-network';
import { holdsLoopback } from './read-allow-list';
import type { AskedCamera } from './read-camera-request';
import { refuseCameraAddress } from './refuse-camera-address';
import { refuseFromSimulator } from './refuse-from-simulator';
import { refuseInJwtMode } from './refuse-in-jwt-mode';

/** Judges whether somebody may set up a camera as they ask. */
@Injectable()
export class JudgeCamera {
  constructor(
    private readonly network: CameraNetwork,
    private readonly mediamtx: MediamtxConfig,
  ) {}

  /** A judge for one moment and one workshop, which looks each name up once; lookups end with `signal`. */
  judgeFor(
    principal: Principal,
    workshop: ChosenNetworks,
    signal?: AbortSignal,
  ): { judge(asked: AskedCamera): Promise<void> } {
    const guard = this.network.guardFor(principal, workshop, signal);
    return { judge: (asked) => this.judge(asked, guard, this.network.mayBeOnLoopback(principal)) };
  }

  /** @throws DomainError validation-failed, not-in-jwt-mode or camera-address-refused */
  private async judge(asked: AskedCamera, guard: CameraAddressGuard, loopback: boolean): Promise<void> {
    refuseInJwtMode(asked, this.mediamtx.auth);
    refuseFromSimulator(asked, this.mediamtx.simulated);
    if (asked.kind === 'pull') refuseCameraAddress(await guard.judge(asked.host, asked.port));
    else if (!loopback && holdsLoopback(asked.allowList)) throw loopbackRefused();
  }
}

function loopbackRefused(): DomainError {
  const message = 'must hold no address of loopback: whoever comes by a proxy has it';
  return new DomainError('validation-failed', { errors: [{ field: 'allow_list', message }] });
}
