import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PutCameraRequest } from '@ppf/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { Principal } from '../auth';
import { ProcessConfig } from '../config/http.config';
import { MediamtxConfig } from '../config/mediamtx.config';
import { Sealing } from '../platform/crypto/sealing';
import { DomainError } from '../platform/problems/domain-error';
import { refuseCameraAddress } from './camera-host';
import { cameraPasswordRow } from './camera-source';
import { CameraEntity } from './camera.entity';
import { PitEntity } from './pit.entity';
import { type AskedCamera, type PulledCamera, readCameraRequest } from './read-camera-request';

/** Gives a pit its camera, in place of the one before. */
@Injectable()
export class PutCamera {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly sealing: Sealing,
    private readonly process: ProcessConfig,
    private readonly mediamtx: MediamtxConfig,
  ) {}

  /** @throws DomainError validation-failed, camera-address-refused or pit-not-found */
  async put(principal: Principal, pitId: number, request: PutCameraRequest): Promise<CameraEntity> {
    const asked = readCameraRequest(request);
    if (asked.kind === 'pull') this.refuseAddress(principal, asked);
    return this.dataSource.transaction(async (manager) => {
      const before = await lockedCameraOf(manager, pitId);
      await manager.upsert(CameraEntity, this.columnsOf(pitId, asked, before), ['pitId']);
      return manager.findOneByOrFail(CameraEntity, { pitId });
    });
  }

  private refuseAddress(principal: Principal, { host, port }: PulledCamera): void {
    const reason = refuseCameraAddress(host, port, {
      loopbackAllowed: this.process.mode !== 'production' || principal.role === 'super_admin',
      mediaServer: { host: this.mediamtx.host, port: this.mediamtx.rtspPort },
    });
    if (reason !== null) throw new DomainError('camera-address-refused', { detail: reason });
  }

  private columnsOf(pitId: number, asked: AskedCamera, before: CameraEntity | null) {
    if (asked.kind === 'push')
      return { ...NOT_PULLED, pitId, kind: asked.kind, publishKeyHash: before?.publishKeyHash ?? null };
    const { kind, tls, host, port, path, user, transport, onDemand } = asked;
    const sealedPassword = asked.saysPassword
      ? this.seal(pitId, asked.password)
      : keptPassword(before, asked);
    const publishKeyHash = null;
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

// Only for the same host and user: else a password that nobody can read could be sent to a host of one's own.
function keptPassword(before: CameraEntity | null, asked: PulledCamera): string | null {
  const same = before?.host === asked.host && before.username === asked.user && (asked.tls || !before.tls);
  return same ? before.sealedPassword : null;
}
