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

/** Sets or replaces the camera of a pit in the caller's transaction. */
@Injectable()
export class WriteCamera {
  constructor(private readonly sealing: Sealing) {}

  /** @throws DomainError pit-not-found; validation-failed for a user without a password or the reverse */
  async write(manager: EntityManager, pitId: number, input: CameraInput): Promise<CameraEntity> {
    const before = await lockedCameraOf(manager, pitId);
    await manager.upsert(CameraEntity, this.columnsOf(pitId, input, before), ['pitId']);
    return manager.findOneByOrFail(CameraEntity, { pitId });
  }

  private columnsOf(pitId: number, input: CameraInput, before: CameraEntity | null) {
    if (input.kind === 'push')
      return {
        ...NOT_PULLED,
        ...NO_FAULT,
        pitId,
        kind: input.kind,
        sub: input.sub,
        allowList: [...input.allowList],
        transcode: input.transcode,
        onDemand: input.onDemand,
        publishKeyHash: before?.publishKeyHash ?? null,
        publishPublicKey: before?.publishPublicKey ?? null,
      };
    const { user: username, password, isPasswordGiven, ...columns } = input;
    const sealedPassword = isPasswordGiven ? this.seal(pitId, password) : retainedPassword(before, input);
    const missing = missingCredential(username, sealedPassword !== null);
    if (missing) throw new DomainError('validation-failed', { errors: [missing] });
    const sub = input.subPath !== null;
    return { ...columns, ...NOT_PUSHED, ...NO_FAULT, pitId, username, sealedPassword, sub };
  }

  private seal(pitId: number, password: string | null): string | null {
    return password === null ? null : this.sealing.seal(password, cameraPasswordContext(pitId));
  }
}

/** A fault of the previous camera does not apply. */
const NO_FAULT = { notApplied: null };

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

// The lock on the pit serializes changes of its camera, also while there is none.
async function lockedCameraOf(manager: EntityManager, pitId: number): Promise<CameraEntity | null> {
  const pit = await manager.findOne(PitEntity, { where: { id: pitId }, lock: { mode: 'pessimistic_write' } });
  if (!pit) throw new DomainError('pit-not-found');
  return manager.findOneBy(CameraEntity, { pitId });
}
