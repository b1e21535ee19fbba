import { type PathChangeReason } from '@ppf/contracts';
import { type PathConfig, type SessionKind } from '@ppf/mediamtx';

/** Clients that a change disconnects. */
export interface Disconnected {
  /** Whether it disconnects a camera that sends, pulled or publishing. */
  readonly camera: boolean;
  readonly viewers: number;
}

/** One change of a media server, with its reason. */
export type PathChange = {
  readonly path: string;
  readonly reason: PathChangeReason;
  /** Configuration keys whose values differ. */
  readonly fields: readonly string[];
  readonly disconnects: Disconnected;
  /** Whether it waits until there are no viewers. */
  readonly isPostponed: boolean;
} & (
  | {
      readonly action: 'make' | 'change';
      /** Contains the password of the camera. */
      readonly config: PathConfig;
    }
  | { readonly action: 'remove' }
  | { readonly action: 'disconnect'; readonly session: { readonly kind: SessionKind; readonly id: string } }
);

/** The change disconnects no clients. */
export const NO_DISCONNECTS: Disconnected = { camera: false, viewers: 0 };
