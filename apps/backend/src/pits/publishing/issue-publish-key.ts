import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { PublishKey } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { networkInterfaces } from 'node:os';
import { IsNull, Not, Repository } from 'typeorm';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { hashSecret, randomSecret } from '../../platform/crypto/secrets';
import { DomainError } from '../../platform/problems/domain-error';
import { CameraEntity } from '../cameras/camera.entity';
import type { PitEntity } from '../pit.entity';
import { PublishAddresses } from '../cameras/publish-addresses';
import { lanHosts, isLoopbackUrl } from './lan-hosts';
import { createPublishToken } from './publish-token';

/** 192 random bits, so that an unsalted SHA-256 is sufficient. 32 characters fit the limits of ffmpeg and RTSP (contract §7). */
const KEY_BYTES = 24;

/** A new key, and its stored parts. */
interface NewKey {
  readonly key: string;
  readonly publishKeyHash: Buffer;
  /** JWT mode only. */
  readonly publishPublicKey: Buffer | null;
}

/** Issues the key with which a camera publishes. The previous key is no longer valid. */
@Injectable()
export class IssuePublishKey {
  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly addresses: PublishAddresses,
    private readonly mediamtx: MediamtxConfig,
  ) {}

  /** @throws DomainError camera-not-found, camera-is-not-push, too-many-publish-keys or not-ready */
  async issue(pit: PitEntity): Promise<PublishKey> {
    const user = `pit-${pit.id}`;
    const { workshopId, number } = pit;
    const paths = [pathOf(workshopId, number), pathOf(workshopId, number, 'sub')];
    const isJwt = this.mediamtx.auth === 'jwt';
    if (isJwt) await this.assertKeyLimit(pit);
    const { key, ...stored } = isJwt ? await signedKey(user, paths) : opaqueKey();
    const { affected } = await this.cameras.update({ pitId: pit.id, kind: 'push' }, stored);
    if (affected !== 1) {
      const exists = await this.cameras.existsBy({ pitId: pit.id });
      throw new DomainError(exists ? 'camera-is-not-push' : 'camera-not-found');
    }
    const camera = await this.cameras.findOneBy({ pitId: pit.id });
    if (!camera) throw new DomainError('camera-not-found');
    const { main, sub, whip, subWhip } = this.addresses.of(pit, camera);
    if (main === null || whip === null) throw new DomainError('not-ready', { retryAfterSeconds: 1 });
    return {
      ...toRtspKey({ user, key, isJwt }, main, sub),
      whip_url: whip,
      sub_whip_url: subWhip,
      lan_hosts: isLoopbackUrl(main) ? lanHosts(networkInterfaces()) : null,
    };
  }

  private async assertKeyLimit(pit: PitEntity): Promise<void> {
    const others = await this.cameras.countBy({ pitId: Not(pit.id), publishPublicKey: Not(IsNull()) });
    if (others >= MAX_PUBLISHED_KEYS) throw new DomainError('too-many-publish-keys');
  }
}

/**
 * Publish keys in JWT mode. From v1.18.0, MediaMTX reads at most 128 KiB of keys of about 100 bytes (MediaMTX contract §2).
 * With more it would refuse the whole set, and every client.
 */
export const MAX_PUBLISHED_KEYS = 1200;

function opaqueKey(): NewKey {
  const key = randomSecret(KEY_BYTES);
  return { key, publishKeyHash: hashSecret(key), publishPublicKey: null };
}

async function signedKey(user: string, paths: readonly string[]): Promise<NewKey> {
  const { token, publicKey } = await createPublishToken(user, paths);
  return { key: token, publishKeyHash: hashSecret(token), publishPublicKey: publicKey };
}

type RtspKey = Omit<PublishKey, 'whip_url' | 'sub_whip_url' | 'lan_hosts'>;

interface IssuedKey {
  readonly user: string;
  readonly key: string;
  readonly isJwt: boolean;
}

function toRtspKey({ user, key, isJwt }: IssuedKey, main: string, sub: string | null): RtspKey {
  // A JWT is too long for `user:password`, which ffmpeg cuts at 127 characters. Every release accepts it as `?jwt=`
  // (contract §2).
  const query = (address: string) => `${address}?${isJwt ? 'jwt' : 'token'}=${key}`;
  const credentials = (address: string) =>
    isJwt ? query(address) : address.replace('://', `://${user}:${key}@`);
  return {
    user,
    key,
    publish_url: credentials(main),
    publish_url_with_query: query(main),
    sub_publish_url: sub && credentials(sub),
    sub_publish_url_with_query: sub && query(sub),
  };
}
