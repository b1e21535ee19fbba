/** A candidate of the browser's `icecandidate` event. */
export type TrickledCandidate = Pick<RTCIceCandidate, 'candidate' | 'sdpMid'>;

/** Formats the body of a trickle PATCH, `application/trickle-ice-sdpfrag` (RFC 8840 §9), for candidates of an offer. */
export function candidateFragment(offer: string, candidates: readonly TrickledCandidate[]): string {
  const lines = offer.split(/\r?\n/);
  const firstLine = (prefix: string) => lines.filter((line) => line.startsWith(prefix)).slice(0, 1);
  const out = [...firstLine('a=ice-ufrag:'), ...firstLine('a=ice-pwd:')];
  for (const mid of new Set(candidates.map((candidate) => candidate.sdpMid ?? '0'))) {
    out.push(mediaLine(lines, mid), `a=mid:${mid}`);
    for (const candidate of candidates) {
      if ((candidate.sdpMid ?? '0') === mid) out.push(`a=${candidate.candidate}`);
    }
  }
  return `${out.join('\r\n')}\r\n`;
}

/** The `m=` line of a media section. RFC 8840 requires it before the candidates of the section. */
function mediaLine(lines: readonly string[], mid: string): string {
  const at = lines.indexOf(`a=mid:${mid}`);
  const before = at < 0 ? lines : lines.slice(0, at);
  return before.findLast((line) => line.startsWith('m=')) ?? 'm=video 9 UDP/TLS/RTP/SAVPF 0';
}
