import { type ControlApi } from '@ppf/mediamtx';
import { type MediaServerHealth } from './media-server-health';

/** One MediaMTX node that this product drives. */
export interface MediaServer {
  /** Its id in the database. */
  readonly id: number;
  /** What operators call it. */
  readonly name: string;
  /** Its control API. Never called from inside the hook (MediaMTX contract §0.2). */
  readonly api: ControlApi;
  /** What is known of it from the last time that it was asked. */
  readonly health: MediaServerHealth;
  /** User names of its edges, which fetch from it and are no viewers, with the addresses that they come from. */
  readonly edgeNames: ReadonlyMap<string, string>;
}
