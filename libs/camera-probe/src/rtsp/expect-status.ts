import { firstHeader, type RtspResponse } from '@ppf/rtsp-wire';
import { ProbeFailure, type ProbeFaultCode, RedirectFailure } from '../faults/probe-fault';

/** Statuses of cameras for an unknown path. 400: several brands; 454: some, for a path with a different end. */
const WRONG_PATH_STATUSES = [400, 404, 410, 454];

/** Expects 200, as the media server does. @param otherwise Fault for any other status. @throws ProbeFailure */
export function expectOk(response: RtspResponse, otherwise: ProbeFaultCode): void {
  const { status } = response;
  if (status === 200) return;
  if (status >= 300 && status < 400) throw new RedirectFailure(firstHeader(response, 'location') ?? null);
  if (status === 403) throw new ProbeFailure('forbidden');
  // 453: not enough bandwidth, 503: busy. Cameras with too many viewers respond with one of these.
  if (status === 453 || status === 503) throw new ProbeFailure('too-many-viewers');
  throw new ProbeFailure(otherwise);
}

/** Expects 200 for a request with the path of the stream. @throws ProbeFailure */
export function expectStream(response: RtspResponse, otherwise: ProbeFaultCode): void {
  if (WRONG_PATH_STATUSES.includes(response.status)) throw new ProbeFailure('wrong-path');
  expectOk(response, otherwise);
}
