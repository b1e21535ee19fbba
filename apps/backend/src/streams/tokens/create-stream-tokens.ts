import { type AcceptedKey, KeyPairStreamTokens } from './key-pair-stream-tokens';
import { StreamTokens, type StreamTokenSecrets } from './stream-token';

/** Verifies stream tokens of the installation's mode. @param acceptedKeys Keys of JWT mode; empty in hook mode. */
export function createStreamTokens(
  secrets: StreamTokenSecrets,
  acceptedKeys: readonly AcceptedKey[],
): StreamTokens {
  return acceptedKeys.length > 0 ? new KeyPairStreamTokens(secrets, acceptedKeys) : new StreamTokens(secrets);
}
