import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PutCameraRequest } from '@ppf/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { Principal } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { Sealing } from '../platform/crypto/sealing';
import { DomainError } from '../platform/problems/domain-error';
import { CameraNetwork } from './camera-network';
import { cameraPasswordRow } from './camera-source';
import { CameraEntity } from './camera.entity';
import { keptPassword } from './kept-password';
import { PitEntity } from './pit.entity';
import { holdsLoopback } from './read-allow-list';
import { type AskedCamera, readCameraRequest } from './read-camera-request';
import { refuseCameraAddress } from './refuse-camera-address';
import { refuseFromSimulator } from './refuse-from-simulator';
import { refuseInJwtMode } from './refuse-in-jwt-mode';
import { WorkshopCameraNetworks } from './workshop-camera-networks';

/** Gives a pit its camera, in place of the one before. */
@Injectable()
export class PutCamera {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly sealing: Sealing,
    private readonly network: CameraNetwork,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly mediamtx: MediamtxConfig,
  ) {}

  /** @throws DomainError validation-failed, not-in-jwt-mode, camera-address-refused or pit-not-found */
  async put(principal: Principal, pitId: number, request: PutCameraRequest): Promise<CameraEntity> {
    const asked = readCameraRequest(request);
    refuseInJwtMode(asked, this.mediamtx.auth);
    refuseFromSimulator(asked, this.mediamtx.simulated);
    await this.judge(principal, pitId, asked);
    return this.dataSource.transaction(async (manager) => {
      const before = await lockedCameraOf(manager, pitId);
      await manager.upsert(CameraEntity, this.columnsOf(pitId, asked, before), ['pitId']);
      return manager.findOneByOrFail(CameraEntity, { pitId });
    });
  }

  private async judge(principal: Principal, pitId: number, asked: AskedCamera): Promise<void> {
    if (asked.kind === 'push' && holdsLoopback(asked.allowList) && !this.network.mayBeOnLoopback(principal)) {
      const message = 'must hold no address of loopback: whoever comes by a proxy has it';
      throw new DomainError('validation-failed', { errors: [{ field: 'allow_list', message }] });
    }
    if (asked.kind === 'pull') {
      const guard = this.network.guardFor(principal, await this.workshopNetworks.ofPit(pitId));
      refuseCameraAddress(await guard.judge(asked.host, asked.port));
    }
  }

  private columnsOf(pitId: number, asked: AskedCamera, before: CameraEntity | null) {
    if (asked.kind === 'push')
      return {
        ...NOT_PULLED,
        pitId,
        kind: asked.kind,
        sub: asked.sub,
        allowList: [...asked.allowList],
        transcode: asked.transcode,
        onDemand: asked.onDemand,
        publishKeyHash: before?.publishKeyHash ?? null,
        publishPublicKey: before?.publishPublicKey ?? null,
      };
    const { user: username, password, saysPassword, ...columns } = asked;
    const sealedPassword = saysPassword ? this.seal(pitId, password) : keptPassword(before, asked);
    const sub = asked.subPath !== null;
    return { ...columns, ...NOT_PUSHED, pitId, username, sealedPassword, sub };
  }

  private seal(pitId: number, password: string | null): string | null {
    return password === null ? null : this.sealing.seal(password, cameraPasswordRow(pitId));
  }
}

const NOT_PUSHED = { allowList: [] as string[], publishKeyHash: null, publishPublicKey: null };

const NOT_PULLED = {
  feed: null,
  tls: false,
  tlsFingerprint: null,
  host: null,
  port: null,
  path: null,
  subPath: null,
  username: null,
  sealedPassword: null,
  transport: null,
};

// The lock on the pit makes two changes of its camera take turns, also while there is no camera yet.
async function lockedCameraOf(manager: EntityManager, pitId: number): Promise<CameraEntity | null> {
  const pit = await manager.findOne(PitEntity, { where: { id: pitId }, lock: { mode: 'pessimistic_write' } });
  if (!pit) throw new DomainError('pit-not-found');
  return manager.findOneBy(CameraEntity, { pitId });
}
