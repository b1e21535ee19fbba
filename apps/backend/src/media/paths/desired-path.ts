import { type PathConfig } from '@ppf/mediamtx';

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
