import { canonicalCameraPath } from '@ppf/contracts';
import { transcodeCommand } from '@ppf/mediamtx';

/**
 * Command that re-encodes MJPEG over HTTP, with the path in the form that the camera test uses too.
 * @throws RangeError for an invalid path or URL, also `https`: the certificates that FFmpeg accepts depend on its build.
 */
export function transcodeHttp(url: string, to: string): string {
  const [, origin = '', path = ''] = /^(http:\/\/[^/]*)(\/.*)?$/isu.exec(url) ?? [];
  return transcodeCommand(
    { kind: 'mjpeg', url: origin + canonicalCameraPath(path || '/', 'mjpeg', false) },
    to,
  );
}
