import type { CameraTestSeverity, ChainFaultCode } from '@ppf/contracts';

/** Who can fix a finding: at the camera or in the viewer's browser the workshop, at the server the operator only. */
export type FixedBy = 'camera' | 'server' | 'viewer';

/** How severe a finding is, and who can fix it. Its texts are in `messages.en.ts`. */
export interface FindingKind {
  readonly severity: CameraTestSeverity;
  readonly fixedBy: FixedBy;
}

const camera: FindingKind = { severity: 'error', fixedBy: 'camera' };
const server: FindingKind = { severity: 'error', fixedBy: 'server' };
const viewer: FindingKind = { severity: 'error', fixedBy: 'viewer' };

/** The findings that only the whole chain shows. The compiler requires every code. */
export const FINDING_KINDS: Readonly<Record<ChainFaultCode, FindingKind>> = {
  'no-camera': camera,
  'camera-not-applied': camera,
  'video-is-h265': camera,
  'video-is-mjpeg': camera,
  'mjpeg-sends-nothing': camera,
  'server-cannot-reach-camera': camera,
  'slow-start': camera,
  disconnects: { severity: 'warning', fixedBy: 'camera' },
  're-encoding-fails': server,
  'publishes-to-another-path': camera,
  'publishes-beside-the-path': camera,
  'wrong-publish-key': camera,
  'media-server-down': server,
  'media-server-unreachable': server,
  'media-server-refuses-us': server,
  'media-server-too-old': server,
  'media-server-clock': server,
  'hook-off': server,
  'hook-elsewhere': server,
  'hook-without-secret': server,
  'hook-refuses': server,
  'path-missing': server,
  'webrtc-port-closed': server,
  'webrtc-address-wrong': server,
  'proxy-cannot-reach-server': server,
  'cors-refused': server,
  'media-not-https': server,
  'media-host-is-loopback': server,
  'ice-hosts-missing': server,
  'udp-blocked': server,
  'browser-cannot-reach-media': server,
  'token-refused': server,
  'pit-viewers-full': viewer,
  'workshop-viewers-full': viewer,
  'viewer-sessions-full': viewer,
  'viewing-ended': viewer,
  'lease-ended': viewer,
  'browser-codec': viewer,
  'nothing-decoded': viewer,
  'browser-failed': viewer,
  lag: { severity: 'warning', fixedBy: 'viewer' },
  'browser-clock': { severity: 'warning', fixedBy: 'viewer' },
};
