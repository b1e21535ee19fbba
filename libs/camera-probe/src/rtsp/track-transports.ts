import type { RtspResponse } from '@ppf/rtsp-wire';
import type { SdpTrack } from '../media-server/validate-description';

/** Transport of a session's tracks. */
export interface TrackTransports {
  /** The `Transport` header of the next SETUP. @throws Error when this machine has no port for it. */
  offer(track: SdpTrack): Promise<string>;
  /** Processes the camera's response to it. @throws ProbeFailure when the media server would not accept it. */
  accept(response: RtspResponse, track: SdpTrack): void;
}
