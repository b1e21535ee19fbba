import { firstHeader, type RtspResponse } from '@ppf/rtsp-wire';
import { ProbeFailure, type ProbeFaultCode, RedirectFailure } from '../faults/probe-fault';

/** What cameras answer when the path is not theirs. 400: several brands; 454: some, of a path that ends elsewhere. */
const WRONG_PATH_STATUSES = [400, 404, 410, 454];

/** Expects 200, as the media server does. @param otherwise What else it is. @throws ProbeFailure */
export function expectOk(response: RtspResponse, otherwise: ProbeFaultCode): void {
  const { status } = response;
  if (status === 200) return;
  if (status >= 300 && status < 400) throw new RedirectFailure(firstHeader(response, 'location') ?? null);
  if (status === 403) throw new ProbeFailure('forbidden');
  // 453: not enough bandwidth, 503: busy. What cameras with too many viewers answer.
  if (status === 453 || status === 503) throw new ProbeFailure('too-many-viewers');
  throw new ProbeFailure(otherwise);
}

/** Expects 200 from what is asked for by the path of the stream. @throws ProbeFailure */
export function expectStream(response: RtspResponse, otherwise: ProbeFaultCode): void {
  if (WRONG_PATH_STATUSES.includes(response.status)) throw new ProbeFailure('wrong-path');
  expectOk(response, otherwise);
}
