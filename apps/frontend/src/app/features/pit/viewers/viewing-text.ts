import type { ViewingSession } from '@ppf/contracts';
import { clockText, spanText } from '../../../ui/time-text';

/** Ways that people know under a name of their own. */
const WAYS: Readonly<Record<string, string>> = {
  webrtc: 'in a browser',
  hls: 'by HLS',
  rtsp: 'in a player like VLC (RTSP)',
};

/** What somebody is called. */
export function viewerText({ viewer }: ViewingSession): string {
  if (viewer.name) return viewer.name;
  switch (viewer.kind) {
    case 'share-link':
      return 'Somebody with a link';
    case 'api-key':
      return 'A program with an API key';
    case 'user':
      return 'Somebody whose account is gone';
    case 'unknown':
      return 'Somebody unknown';
  }
}

/** Since when, how and how much: "since 09:12, in a browser". `now` is ms since 1970. */
export function viewingText(session: ViewingSession, now: number): string {
  const since = clockText(session.began_at, now);
  const span = spanText(now - Date.parse(session.began_at));
  return `since ${since} (${span}), ${WAYS[session.protocol] ?? session.protocol}`;
}

/** From where, and how much was sent. */
export function sourceText({ address, bytes_sent }: ViewingSession): string {
  return bytes_sent > 0 ? `${address} · ${bytesText(bytes_sent)}` : address;
}

/** Bytes as people say them: `850 kB`, `12.3 MB`, `1.20 GB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
