import { type CameraAddressGuard, type CameraTest, findFfmpeg, testCamera } from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { TestCameraRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import type { Principal } from '../auth';
import { CamerasConfig } from '../config/cameras.config';
import { DomainError } from '../platform/problems/domain-error';
import { CameraNetwork } from './camera-network';
import { CameraSource } from './camera-source';
import { CameraTestTurns } from './camera-test-turns';
import { CameraEntity } from './camera.entity';
import { keptPassword } from './kept-password';
import { readCameraRequest } from './read-camera-request';
import type { SourceAddress } from './source-url';
import { WorkshopCameraNetworks } from './workshop-camera-networks';

/** Tests a pit's camera, or one that may become it, from this server. Saves nothing. */
@Injectable()
export class TestPitCamera {
  private readonly turns = new CameraTestTurns();

  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly source: CameraSource,
    private readonly network: CameraNetwork,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly config: CamerasConfig,
  ) {}

  /**
   * @param signal Ends the test.
   * @throws DomainError validation-failed, camera-not-found, camera-is-not-pull or too-many-requests; the signal's
   *   reason when it is aborted.
   */
  async test(
    principal: Principal,
    pitId: number,
    request: TestCameraRequest,
    signal: AbortSignal,
  ): Promise<CameraTest> {
    const { address, guard } = await this.subject(principal, pitId, request);
    const wait = this.turns.begin(principal.id, pitId, new Date());
    if (wait !== null)
      throw new DomainError('too-many-requests', {
        detail: `Cameras are being tested already. Try again in ${wait} s.`,
        retryAfterSeconds: wait,
      });
    try {
      const { tls, ...place } = address;
      const ffmpeg = await findFfmpeg(this.config.programFolders ?? undefined);
      const target = { ...place, tls: tls ? { fingerprint: null } : null };
      return await testCamera(target, { guard, signal, ffmpeg });
    } finally {
      this.turns.end(pitId);
    }
  }

  private async subject(
    principal: Principal,
    pitId: number,
    request: TestCameraRequest,
  ): Promise<{ address: SourceAddress; guard: CameraAddressGuard }> {
    const saved = await this.cameras.findOneBy({ pitId });
    const networks = await this.workshopNetworks.ofPit(pitId);
    const isEmpty = Object.values(request).every((value) => value === undefined || value === null);
    if (isEmpty) {
      if (!saved) throw new DomainError('camera-not-found');
      if (saved.kind === 'push') throw new DomainError('camera-is-not-pull');
      const address = this.source.addressOf(saved, 'main');
      return { address, guard: this.network.guardsForSaved().of(address.host, networks) };
    }
    const asked = readCameraRequest({ ...request, kind: request.kind ?? 'pull' });
    if (asked.kind === 'push') throw new DomainError('camera-is-not-pull');
    const password = asked.saysPassword
      ? asked.password
      : this.source.passwordOf(pitId, keptPassword(saved, asked));
    return { address: { ...asked, password }, guard: this.network.guardFor(principal, networks) };
  }
}
