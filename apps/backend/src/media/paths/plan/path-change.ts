import { type PathChangeReason } from '@ppf/contracts';
import { type PathConfig, type SessionKind } from '@ppf/mediamtx';

/** Who is disconnected by a change. */
export interface Disconnected {
  /** A camera that sends, pulled or publishing. */
  readonly camera: boolean;
  readonly viewers: number;
}

/** One thing to do at a media server, and why. */
export type PathChange = {
  readonly path: string;
  readonly reason: PathChangeReason;
  /** Keys whose values differ. */
  readonly fields: readonly string[];
  readonly disconnects: Disconnected;
  /** It waits until nobody watches. */
  readonly isPostponed: boolean;
} & (
  | {
      readonly action: 'make' | 'change';
      /** Holds the camera's password. */
      readonly config: PathConfig;
    }
  | { readonly action: 'remove' }
  | { readonly action: 'disconnect'; readonly session: { readonly kind: SessionKind; readonly id: string } }
);

/** Nobody is. */
export const NOBODY: Disconnected = { camera: false, viewers: 0 };
