import { type MediamtxConfig } from '../../config/mediamtx.config';
import { type StreamsConfig } from '../../config/streams.config';
import { StreamKeyPairs } from './stream-key-pairs';
import {
  createClaims,
  type SignedStreamToken,
  type StreamClaims,
  type StreamTokenGrant,
  StreamTokens,
} from './stream-token';

/** Signs stream tokens: with the secret in hook mode, with the key pair in JWT mode. */
export class StreamTokenSigner {
  private readonly tokens: StreamTokens;

  constructor(
    streams: Pick<StreamsConfig, 'tokenSecret' | 'previousTokenSecret'>,
    private readonly keyPairs: StreamKeyPairs,
  ) {
    this.tokens = new StreamTokens(streams);
  }

  /** A signer that reads its keys from the settings. */
  static async load(
    streams: StreamsConfig,
    mediamtx: Pick<MediamtxConfig, 'auth'>,
  ): Promise<StreamTokenSigner> {
    return new StreamTokenSigner(streams, await StreamKeyPairs.load(streams, mediamtx));
  }

  /** The token with these claims; without a promise in hook mode. */
  encode(claims: StreamClaims): string | Promise<string> {
    return this.keyPairs.areInUse ? this.keyPairs.sign(claims) : this.tokens.encode(claims);
  }

  /** A new token with its claims. */
  async sign(grant: StreamTokenGrant, ttlSeconds: number, now: Date): Promise<SignedStreamToken> {
    const claims = createClaims(grant, ttlSeconds, now);
    return { token: await this.encode(claims), claims };
  }
}
