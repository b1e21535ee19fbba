import type { ViewingSession } from '@ppf/contracts';
import { formatAge, formatBytes, formatRecent } from '../../../texts';
import { text } from '../texts/text';

/** The protocols that have a description; others are shown by their name. */
const DESCRIBED_PROTOCOLS = ['webrtc', 'hls', 'rtsp'] as const;

/** The name of a viewer. */
export function viewerText({ viewer }: ViewingSession): string {
  if (viewer.name) return viewer.name;
  switch (viewer.kind) {
    case 'share-link':
      return text('viewers.guest');
    case 'api-key':
      return text('viewers.apiKey');
    case 'user':
      return text('viewers.deletedUser');
    case 'unknown':
      return text('viewers.unknown');
  }
}

/** Start, length and protocol: "since 09:12 (4 min), in a browser". @param now Milliseconds since 1970. */
export function sessionText(session: ViewingSession, now: number): string {
  return text('viewers.sessionSince', {
    time: formatRecent(session.began_at, now),
    age: formatAge(now - Date.parse(session.began_at)),
    protocol: protocolText(session.protocol),
  });
}

/** The viewer's address and the amount of data sent to it. */
export function sourceText({ address, bytes_sent }: ViewingSession): string {
  return bytes_sent > 0 ? `${address} · ${formatBytes(bytes_sent)}` : address;
}

function protocolText(protocol: string): string {
  const described = DESCRIBED_PROTOCOLS.find((each) => each === protocol);
  return described ? text(`viewers.protocol.${described}`) : protocol;
}
