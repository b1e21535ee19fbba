import { type CameraTest, parseTypedCameraAddress } from '@ppf/contracts';
import type { CameraEntry } from '../../../pits/camera/camera-entry';

/** Faults of a camera that doesn't support RTSP at the entered port. */
const NO_RTSP: readonly string[] = ['refused-connection', 'not-rtsp', 'hung-up'];

/** Port of the stream in common ESP32-CAM sketches (`CameraWebServer`), besides the port of the web page. */
const STREAM_PORT = 81;
const MJPEG_PATHS = ['/stream', '/', '/video'] as const;

/**
 * URLs at which a camera may serve MJPEG over HTTP, the most likely first, after its RTSP test failed: users know the
 * `ip:port` of an ESP32-CAM's web page. None for an RTSP URL, for an entry with a user name, because these cameras have no
 * sign-in, and for other faults. Pure.
 */
export function httpCandidates(entry: CameraEntry, found: CameraTest): readonly string[] {
  const fault = found.steps.find(({ ok }) => !ok)?.fault?.code;
  const { address } = parseTypedCameraAddress(entry.address);
  const isBare = !/^\s*[a-z]+:\/\//i.test(entry.address);
  if (!address || !isBare || entry.user !== '' || !fault || !NO_RTSP.includes(fault)) return [];
  const { host, port, path } = address;
  const at = (on: number | null, of: string) =>
    `http://${host}${on === null || on === 80 ? '' : `:${on}`}${of}`;
  if (path !== '/') return [at(port, path)];
  const paths = MJPEG_PATHS.map((each) => at(port, each));
  const usual = at(STREAM_PORT, '/stream');
  return [...new Set([paths[0] ?? usual, usual, ...paths.slice(1)])];
}
