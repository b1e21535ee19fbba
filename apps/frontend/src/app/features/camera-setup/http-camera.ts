import { type CameraTest, parseTypedCameraAddress } from '@ppf/contracts';
import type { CameraEntry } from '../../pits/camera/camera-entry';

/** Faults of a camera that speaks no RTSP at the port that was entered. */
const NO_RTSP: readonly string[] = ['refused-connection', 'not-rtsp', 'hung-up'];

/** Where the usual sketches of an ESP32-CAM stream (`CameraWebServer`: port 81), besides the port of the page. */
const STREAM_PORT = 81;
const MJPEG_PATHS = ['/stream', '/', '/video'] as const;

/**
 * Addresses at which a camera may send Motion JPEG over HTTP, the likeliest first, after its RTSP was tested: an ESP32-CAM
 * is known by the `ip:port` of its page. None where an RTSP URL was entered, where there is a user, since these cameras
 * sign nobody in, and where something else is wrong. Pure.
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
