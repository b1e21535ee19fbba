import type { Credentials } from './credentials';

/** An action that a client requests, with the fields of a hook request (MediaMTX contract §1.2). */
export interface AccessRequest {
  action: 'publish' | 'read' | 'api' | 'metrics';
  /** Empty for `api` and `metrics`. */
  path: string;
  protocol: 'rtsp' | 'hls' | 'webrtc' | '';
  /** Connection or session; null outside of one. */
  id: string | null;
  /** The raw query, without its question mark. */
  query: string;
  userAgent: string;
  credentials: Credentials;
  ip: string;
}
