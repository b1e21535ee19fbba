import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Sealing } from '../../platform/crypto/sealing';
import { DomainError } from '../../platform/problems/domain-error';
import { cameraPasswordContext } from './camera-source';
import { CameraEntity } from './camera.entity';
import { missingCredential } from './input/missing-credential';
import { retainedPassword } from './retained-password';
import { PitEntity } from '../pit.entity';
import type { CameraInput } from './input/parse-camera-request';

/** Writes a pit's camera in a transaction of somebody's, in place of the one before. */
@Injectable()
export class WriteCamera {
  constructor(private readonly sealing: Sealing) {}

  /** @throws DomainError pit-not-found; validation-failed, where a user or a password is alone */
  async write(manager: EntityManager, pitId: number, asked: CameraInput): Promise<CameraEntity> {
    const before = await lockedCameraOf(manager, pitId);
    await manager.upsert(CameraEntity, this.columnsOf(pitId, asked, before), ['pitId']);
    return manager.findOneByOrFail(CameraEntity, { pitId });
  }

  private columnsOf(pitId: number, asked: CameraInput, before: CameraEntity | null) {
    if (asked.kind === 'push')
      return {
        ...NOT_PULLED,
        ...NOT_TRIED,
        pitId,
        kind: asked.kind,
        sub: asked.sub,
        allowList: [...asked.allowList],
        transcode: asked.transcode,
        onDemand: asked.onDemand,
        publishKeyHash: before?.publishKeyHash ?? null,
        publishPublicKey: before?.publishPublicKey ?? null,
      };
    const { user: username, password, isPasswordGiven, ...columns } = asked;
    const sealedPassword = isPasswordGiven ? this.seal(pitId, password) : retainedPassword(before, asked);
    const half = missingCredential(username, sealedPassword !== null);
    if (half) throw new DomainError('validation-failed', { errors: [half] });
    const sub = asked.subPath !== null;
    return { ...columns, ...NOT_PUSHED, ...NOT_TRIED, pitId, username, sealedPassword, sub };
  }

  private seal(pitId: number, password: string | null): string | null {
    return password === null ? null : this.sealing.seal(password, cameraPasswordContext(pitId));
  }
}

/** What was found of the camera before says nothing of this one. */
const NOT_TRIED = { notApplied: null };

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
