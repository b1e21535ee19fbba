import type { MediaAgentConfiguration, MediaAgentPath, MediaAgentReconnect, PathsBy } from '@ppf/contracts';
import { createHmac } from 'node:crypto';
import type { DesiredPath } from '../media';

/** Form of the document. Count it up when the meaning of a field changes; agents refuse a form that they do not know. */
const PROTOCOL = 1;

/** Input of a document. */
export interface ConfigurationFacts {
  readonly mediaServerId: number;
  readonly pathsBy: PathsBy;
  readonly desired: readonly DesiredPath[];
  /** Key of the version. Without it, the version would let a reader of the database test guesses of passwords. */
  readonly versionKey: string;
}

/** Document of an agent, without reconnect requests. Pure, so that every backend gives the same version. */
export function toAgentConfiguration(facts: ConfigurationFacts): Omit<MediaAgentConfiguration, 'reconnects'> {
  const { mediaServerId, pathsBy, desired, versionKey } = facts;
  const paths = pathsBy === 'file' ? desired.flatMap(toAgentPath) : [];
  const hmac = createHmac('sha256', versionKey).update(JSON.stringify([PROTOCOL, pathsBy, paths]));
  const version = hmac.digest('base64url').slice(0, 24);
  return { protocol: PROTOCOL, media_server_id: mediaServerId, version, paths_by: pathsBy, paths };
}

/** A camera that publishes without a configuration of its own uses the pattern of the file. */
function toAgentPath(each: DesiredPath): readonly MediaAgentPath[] {
  const { path, config } = each;
  if (config) return [{ path, config: { ...config }, keeps: null }];
  return each.kind === 'pull' && each.keeps ? [{ path, config: null, keeps: { ...each.keeps } }] : [];
}

/** Text of a document with its reconnect requests. */
export function withReconnects(
  document: Omit<MediaAgentConfiguration, 'reconnects'>,
  reconnects: readonly MediaAgentReconnect[],
): string {
  return JSON.stringify({ ...document, reconnects: [...reconnects] } satisfies MediaAgentConfiguration);
}
