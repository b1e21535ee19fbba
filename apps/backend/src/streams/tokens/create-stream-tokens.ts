import { type MediamtxConfig } from '../../config/mediamtx.config';
import { type StreamsConfig } from '../../config/streams.config';
import { StreamTokens } from './stream-token';
import { KeyPairStreamTokens } from './key-pair-stream-tokens';

/** Stream tokens for whoever checks them: our hook, or MediaMTX itself. */
export function createStreamTokens(
  streams: Pick<StreamsConfig, 'tokenSecret' | 'previousTokenSecret' | 'tokenKey' | 'previousTokenKey'>,
  { auth }: Pick<MediamtxConfig, 'auth'>,
): StreamTokens {
  const { tokenKey, previousTokenKey } = streams;
  if (auth === 'http') return new StreamTokens(streams);
  // The settings are checked together at the start.
  if (!tokenKey) throw new Error('STREAM_TOKEN_KEY is missing.');
  return new KeyPairStreamTokens(streams, { tokenKey, previousTokenKey });
}
