import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { PublishKey } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { Repository } from 'typeorm';
import { MediamtxConfig } from '../config/mediamtx.config';
import { hashSecret, randomSecret } from '../platform/crypto/secrets';
import { DomainError } from '../platform/problems/domain-error';
import { CameraEntity } from './camera.entity';
import type { PitEntity } from './pit.entity';

/** 192 bits: nobody guesses it, so its SHA-256 may be kept. 32 characters: fits where ffmpeg and RTSP cut (contract §7). */
const KEY_BYTES = 24;

/** Makes the secret that a camera publishes with. The one before ends at once. */
@Injectable()
export class MakePublishKey {
  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly mediamtx: MediamtxConfig,
  ) {}

  /** @throws DomainError camera-not-found or camera-is-not-push */
  async make(pit: PitEntity): Promise<PublishKey> {
    const key = randomSecret(KEY_BYTES);
    const { affected } = await this.cameras.update(
      { pitId: pit.id, kind: 'push' },
      { publishKeyHash: hashSecret(key) },
    );
    if (affected !== 1) {
      const pulled = await this.cameras.existsBy({ pitId: pit.id });
      throw new DomainError(pulled ? 'camera-is-not-push' : 'camera-not-found');
    }
    return this.show(pit, key);
  }

  private show(pit: PitEntity, key: string): PublishKey {
    const user = `pit-${pit.id}`;
    const [scheme, address] = this.mediamtx.rtspUrl.split('://');
    const path = pathOf(pit.workshopId, pit.number);
    return {
      user,
      key,
      publish_url: `${scheme}://${user}:${key}@${address}/${path}`,
      publish_url_with_query: `${scheme}://${address}/${path}?token=${key}`,
    };
  }
}
