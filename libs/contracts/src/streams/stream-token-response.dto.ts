import { PitStream } from './pit-stream.dto';

/** A STUN or TURN server in the format of `RTCIceServer`. */
export class IceServer {
  urls: string[];

  username?: string;

  credential?: string;
}

/** A stream token with the URLs to use it with. One token opens one viewing session. */
export class StreamTokenResponse {
  /** The JWT. */
  token: string;

  /** Always `Bearer`. */
  token_type: string;

  /** Value of the `Authorization` header for `webrtc_url` and `hls_url`: `Bearer <jti>:<jwt>` (MediaMTX contract §1.3). */
  authorization: string;

  /** Seconds until the token expires. A session that began before continues. */
  expires_in: number;

  /** Expiry of the token, ISO 8601 UTC. */
  expires_at: string;

  /** MediaMTX's name for the stream. */
  path: string;

  /** WHEP endpoint. */
  webrtc_url: string;

  /** HLS multivariant playlist. */
  hls_url: string;

  /** RTSP URL with the token in the query, for ffmpeg, GStreamer and a VLC with live555. */
  rtsp_url: string;

  /**
   * Lease of a viewing session in seconds, extended by `POST /streams/sessions/renewal`. A session that is never renewed ends
   * after the fixed time that the operator sets for such players.
   */
  session_lease_seconds: number;

  /**
   * Whether low-latency HLS of this stream is ready, so that it can be shown until the first WebRTC key frame. The same token
   * opens both from one address.
   */
  instant_picture: boolean;

  /**
   * Whether the media server validates the token only at the begin of HLS (MediaMTX v1.18.0 and later). Otherwise it validates
   * it for every playlist and segment, and a player renews the token before it expires. False while unknown.
   */
  hls_session: boolean;

  /** ICE servers for the peer connection, so that a WHEP OPTIONS request is not needed. */
  ice_servers: IceServer[];

  camera: PitStream;
}
