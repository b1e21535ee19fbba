import type { CameraNotAppliedCode } from '@ppf/contracts';
import { type PathConfig } from '@ppf/mediamtx';
import { type PulledFrom } from './pulled-from';

/** What the media server should have for a pit's camera. */
export type DesiredPath = {
  /** MediaMTX's name for the pit's stream. */
  readonly path: string;
} & (
  | {
      readonly kind: 'pull';
      readonly onDemand: boolean;
      /**
       * Holds the camera's password. Null: it cannot be opened now, or the camera's name cannot be looked up, and what
       * MediaMTX has is left alone.
       */
      readonly config: PathConfig | null;
      /** Why it cannot be pulled as it is set up; absent: it can. Then there is no `config`. */
      readonly notApplied?: CameraNotAppliedCode;
      /** With `notApplied`: what MediaMTX may go on pulling meanwhile, for it is this camera; absent: nothing. */
      readonly keeps?: PulledFrom;
    }
  | {
      readonly kind: 'push';
      /** Tells one publish key from the next, and nothing of it; null: there is none. */
      readonly publishKeyId: string | null;
      /** Since when it is that one; null: not known, or since always. */
      readonly publishKeySince: Date | null;
      /** What the path needs besides that somebody may publish; null: nothing, and a pattern of the file may serve. */
      readonly config: PathConfig | null;
    }
);
