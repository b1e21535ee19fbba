import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PutCameraRequest } from '@ppf/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { Principal } from '../auth';
import { Sealing } from '../platform/crypto/sealing';
import { DomainError } from '../platform/problems/domain-error';
import { CameraNetwork } from './camera-network';
import { cameraPasswordRow } from './camera-source';
import { CameraEntity } from './camera.entity';
import { keptPassword } from './kept-password';
import { PitEntity } from './pit.entity';
import { type AskedCamera, readCameraRequest } from './read-camera-request';
import { refuseCameraAddress } from './refuse-camera-address';

/** Gives a pit its camera, in place of the one before. */
@Injectable()
export class PutCamera {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly sealing: Sealing,
    private readonly network: CameraNetwork,
  ) {}

  /** @throws DomainError validation-failed, camera-address-refused or pit-not-found */
  async put(principal: Principal, pitId: number, request: PutCameraRequest): Promise<CameraEntity> {
    const asked = readCameraRequest(request);
    if (asked.kind === 'pull')
      refuseCameraAddress(await this.network.guardFor(principal).judge(asked.host, asked.port));
    return this.dataSource.transaction(async (manager) => {
      const before = await lockedCameraOf(manager, pitId);
      await manager.upsert(CameraEntity, this.columnsOf(pitId, asked, before), ['pitId']);
      return manager.findOneByOrFail(CameraEntity, { pitId });
    });
  }

  private columnsOf(pitId: number, asked: AskedCamera, before: CameraEntity | null) {
    if (asked.kind === 'push')
      return { ...NOT_PULLED, pitId, kind: asked.kind, publishKeyHash: before?.publishKeyHash ?? null };
    const { kind, tls, host, port, path, user, transport, onDemand } = asked;
    const sealedPassword = asked.saysPassword
      ? this.seal(pitId, asked.password)
      : keptPassword(before, asked);
    const publishKeyHash = null;
    const publishPublicKey = null;
    return {
      pitId,
      kind,
      tls,
      host,
      port,
      path,
      username: user,
      sealedPassword,
      transport,
      onDemand,
      publishKeyHash,
      publishPublicKey,
    };
  }

  private seal(pitId: number, password: string | null): string | null {
    return password === null ? null : this.sealing.seal(password, cameraPasswordRow(pitId));
  }
}

const NOT_PULLED = {
  tls: false,
  host: null,
  port: null,
  path: null,
  username: null,
  sealedPassword: null,
  transport: null,
  onDemand: false,
};

// The lock on the pit makes two changes of its camera take turns, also while there is no camera yet.
async function lockedCameraOf(manager: EntityManager, pitId: number): Promise<CameraEntity | null> {
  const pit = await manager.findOne(PitEntity, { where: { id: pitId }, lock: { mode: 'pessimistic_write' } });
  if (!pit) throw new DomainError('pit-not-found');
  return manager.findOneBy(CameraEntity, { pitId });
}
