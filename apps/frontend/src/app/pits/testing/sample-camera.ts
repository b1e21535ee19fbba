import { type Camera, type Pit, UNKNOWN_STREAM } from '@ppf/contracts';

/** A camera that is pulled, for specs. */
export const PULLED: Camera = {
  kind: 'pull',
  paused: false,
  pause_reason: null,
  not_applied: null,
  feed: 'rtsp',
  tls: false,
  tls_fingerprint: null,
  host: '192.168.1.20',
  port: 8554,
  path: '/stream1',
  sub_path: '/stream2',
  user: 'admin',
  has_password: true,
  transport: 'tcp',
  on_demand: false,
  transcode: false,
  sub: true,
  allow_list: [],
  has_publish_key: false,
  publish_address: null,
  publish_address_changed_at: null,
  sub_publish_address: null,
};

/** A camera that publishes, for specs. */
export const PUSHING: Camera = {
  ...PULLED,
  kind: 'push',
  feed: null,
  host: null,
  port: null,
  path: null,
  sub_path: null,
  user: null,
  has_password: false,
  transport: null,
  sub: false,
  has_publish_key: true,
  publish_address: 'rtsp://server:8554/workshop-7/pit-1',
};

/** A pit with a camera, for specs. */
export const PIT: Pit = {
  id: 3,
  workshop_id: 7,
  number: 1,
  name: 'Window side',
  path: 'workshop-7/pit-1',
  camera: PULLED,
  stream: { ...UNKNOWN_STREAM, status: 'live', since: '2026-11-23T09:12:00Z', readers: 2 },
  sub_stream: null,
};
