import type { RtspResponse } from '@ppf/rtsp-wire';
import type { SdpTrack } from '../media-server/validate-description';

/** How the tracks of a session are sent. */
export interface TrackTransports {
  /** The `Transport` header of the next SETUP. @throws Error when this machine has no port for it. */
  offer(track: SdpTrack): Promise<string>;
  /** Takes the camera's answer to it. @throws ProbeFailure when the media server would not accept it. */
  accept(response: RtspResponse, track: SdpTrack): void;
}
