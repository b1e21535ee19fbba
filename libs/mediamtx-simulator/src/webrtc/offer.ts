/** The video section of an offer. */
export interface OfferedVideo {
  mid: string;
  /** The payload type for H.264, packetization mode 1; null if the viewer does not support it. */
  payloadType: number | null;
}

/** Parses an offer (RFC 8866, RFC 8829). Throws with pion's text if it is not a session description. */
export function parseOffer(offer: string): OfferedVideo {
  if (offer === '') throw new Error('failed to unmarshal SDP: EOF');
  let at = 0;
  for (const line of offer.split('\n')) {
    const text = line.replace(/\r$/, '');
    if (text !== '' && !/^[a-z]=/.test(text)) {
      throw new Error(
        `failed to unmarshal SDP: sdp: syntax error at pos ${at + 1}: ${JSON.stringify(text[1] ?? text[0])}`,
      );
    }
    at += line.length + 1;
  }
  const video = offer.slice(Math.max(0, offer.search(/^m=video/m)));
  const mid = /^a=mid:(\S+)/m.exec(video)?.[1];
  if (!/^m=video/m.test(offer) || mid === undefined) throw new Error('the offer has no video');
  return { mid, payloadType: h264PayloadType(video.split(/^m=/m)[1] ?? video) };
}

/** Prefers the constrained baseline profile: every browser decodes it. */
function h264PayloadType(video: string): number | null {
  let found: number | null = null;
  for (const [, number] of video.matchAll(/^a=rtpmap:(\d+) H264\/90000/gim)) {
    const fmtp = new RegExp(`^a=fmtp:${number} (.*)`, 'm').exec(video)?.[1] ?? '';
    if (!/packetization-mode=1/.test(fmtp)) continue;
    if (found === null || /profile-level-id=42e01f/i.test(fmtp)) found = Number(number);
  }
  return found;
}

/** The candidates in a trickled fragment (RFC 8840). */
export function candidatesOf(fragment: string): string[] {
  return [...fragment.matchAll(/^a=(candidate:[^\r\n]+)/gm)].map(([, candidate]) => candidate!);
}
