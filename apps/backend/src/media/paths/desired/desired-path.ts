import type { CameraNotAppliedCode } from '@ppf/contracts';
import { type PathConfig, type PulledFrom } from '@ppf/mediamtx';

/** Path that a media server should have for the camera of a pit. */
export type DesiredPath = {
  /** MediaMTX's name for the pit's stream. */
  readonly path: string;
} & (
  | {
      readonly kind: 'pull';
      readonly onDemand: boolean;
      /**
       * Contains the password of the camera. Null: the password cannot be decrypted, or the host name cannot be resolved,
       * and the existing configuration of MediaMTX stays.
       */
      readonly config: PathConfig | null;
      /** Why the camera cannot be pulled as it is set up; `config` is null then. Absent: it can be pulled. */
      readonly notApplied?: CameraNotAppliedCode;
      /** With `notApplied`: source that MediaMTX may keep, because it is this camera; absent: none. */
      readonly keeps?: PulledFrom;
    }
  | {
      readonly kind: 'push';
      /** Identifies the publish key without revealing it; null: there is none. */
      readonly publishKeyId: string | null;
      /** When the key was created; null: unknown. */
      readonly publishKeySince: Date | null;
      /** Configuration of a literal path; null: none is needed when a pattern of the file allows publishing. */
      readonly config: PathConfig | null;
    }
);
