import { PitStream } from './pit-stream.dto';

/** A STUN or TURN server, as `RTCIceServer` takes it. */
export class IceServer {
  urls: string[];

  username?: string;

  credential?: string;
}

/** A stream token and the addresses to use it with. One token, one viewing session. */
export class StreamTokenResponse {
  /** The JWT. */
  token: string;

  /** Always `Bearer`. */
  token_type: string;

  /** Value of the `Authorization` header for `webrtc_url` and `hls_url`: `Bearer <jti>:<jwt>` (MediaMTX contract §1.3). */
  authorization: string;

  /** Seconds until the token ends. A session that began in time goes on. */
  expires_in: number;

  /** When the token ends, ISO 8601 UTC. */
  expires_at: string;

  /** MediaMTX's name for the stream. */
  path: string;

  /** WHEP endpoint. */
  webrtc_url: string;

  /** HLS multivariant playlist. */
  hls_url: string;

  /** Plays as it is in ffmpeg, GStreamer and a VLC with live555: carries the token in its query. */
  rtsp_url: string;

  /**
   * Seconds that a viewing session goes on without being renewed again (`POST /streams/sessions/renewal`). One that is
   * never renewed ends after the fixed time that the operator allows players of that kind.
   */
  session_lease_seconds: number;

  /**
   * Whether low-latency HLS has this stream's picture ready, so that it may be shown until WebRTC's first key frame: the
   * same token opens both, from one address.
   */
  instant_picture: boolean;

  /**
   * Whether the media server asks for the token only when HLS begins (MediaMTX v1.18.0 and later). Otherwise it asks for
   * it on every playlist and segment: a player renews the token before it ends. False while that is not known.
   */
  hls_session: boolean;

  /** For the peer connection; MediaMTX need not be asked for them. */
  ice_servers: IceServer[];

  camera: PitStream;
}
