import { Injectable } from '@nestjs/common';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { controlApiCredential } from '../../media';
import { hashSecret } from '../../platform/crypto/secrets';
import { AccessIndex } from '../access-index/access-index';
import { KnownEdges } from './known-edges';
import { type MediaKnowledge } from './decide-media-access';
import { Revocations } from '../revocation/revocations';
import { ViewingRoom } from '../sessions/viewing-room';
import { StreamTokens } from '../tokens/stream-token';
import { StreamTokenUses } from '../tokens/stream-token-uses';

/** Everything that the hook decides from: all of it is in this process's memory. */
@Injectable()
export class MediaMemory implements MediaKnowledge {
  readonly service: MediaKnowledge['service'];
  readonly ticketSecret: string;

  constructor(
    readonly index: AccessIndex,
    readonly tokens: StreamTokens,
    readonly uses: StreamTokenUses,
    readonly revocations: Revocations,
    readonly room: ViewingRoom,
    readonly edges: KnownEdges,
    config: MediamtxConfig,
  ) {
    const { user, password } = controlApiCredential(config.hookSecret);
    this.ticketSecret = config.hookSecret;
    this.service = { user, passwordHash: hashSecret(password) };
  }
}
