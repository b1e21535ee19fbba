import { H264Packetizer } from '@ppf/rtsp-wire';
import { randomBytes } from 'node:crypto';
import { type ClipClock } from './clip-clock';
import { type PacketRoute } from './packet-route';

const SENDER_REPORT_INTERVAL_MS = 5_000;

/** Sends a camera's pictures over one route, from the next key frame on. The returned function ends it. */
export function sendFrames(clock: ClipClock, route: PacketRoute): () => void {
  const packetizer = new H264Packetizer(randomBytes(4).readUInt32BE(), randomBytes(2).readUInt16BE());
  let waitsForKeyFrame = true;
  let reportedAt = 0;
  return clock.observe((frame) => {
    if (frame.key) waitsForKeyFrame = false;
    // After a skipped picture, the following ones cannot be decoded.
    if (!route.accepts()) waitsForKeyFrame = true;
    if (waitsForKeyFrame) return;
    const now = Date.now();
    if (now - reportedAt > SENDER_REPORT_INTERVAL_MS) {
      route.sendRtcp(packetizer.senderReport(frame.timestamp, now));
      reportedAt = now;
    }
    for (const packet of packetizer.packetize(frame.nals, frame.timestamp)) route.sendRtp(packet);
  });
}
