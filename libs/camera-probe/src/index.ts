export { ADDRESS_REFUSALS, type AddressRefusal } from './address/address-refusal';
export { CameraAddressGuard, type HostCheck } from './address/camera-address-guard';
export {
  type CameraAddressPolicy,
  LOCAL_NETWORK_ONLY,
  type OwnEndpoint,
  type WorkshopNetworks,
} from './address/camera-address-policy';
export { type CameraFeed, isCameraScheme } from './address/camera-scheme';
export { type Cidr, CidrList, type CidrPrefix, isCidr, prefixOf, rangeContains } from './address/cidr-list';
export { type IpAddress, parseIpAddress } from './address/ip-address';
export { endpointsOfThisMachine } from './address/own-endpoints';
export { isPublicRange } from './address/forbidden-ranges';
export { LOOKUP_LIMITS, LookupLimiter, type LookupLimits } from './address/lookup-limiter';
export { type ResolveHost, resolveBySystem } from './address/resolve-host';
export { discoverCameras } from './onvif/discovery/discover-cameras';
export type { FoundCamera } from './onvif/discovery/probe-messages';
export {
  type CameraStreamsFound,
  findCameraStreams,
  type OnvifTarget,
} from './onvif/streams/find-camera-streams';
export type { OfferedStream } from './onvif/streams/offered-streams';
export {
  STREAMS_FAULTS,
  STREAMS_NOTICES,
  type StreamsFault,
  type StreamsNotice,
} from './onvif/streams/streams-fault';
export { isUncommonProfile, MAX_KEY_FRAME_INTERVAL_MS, NO_KEY_FRAME_AFTER_MS } from './probe/check-video';
export type { ProbeContext, ProbeTarget } from './probe/probe-camera';
export { type FaultDetail, PROBE_FAULT_CODES, type ProbeFaultCode, severityOf } from './faults/probe-fault';
export { PROBE_LIMITS, type ProbeLimits } from './probe/probe-limits';
export {
  PROBE_STEPS,
  type ProbeFault,
  type ProbeReport,
  type ProbeStep,
  type ProbeStepName,
} from './probe/probe-report';
export type { KeyFrame, VideoFacts } from './video/video-facts';
export {
  CAMERA_PRESET_IDS,
  type CameraPreset,
  type CameraPresetId,
  presetPath,
} from './presets/camera-preset';
export { CAMERA_PRESETS } from './presets/camera-presets';
export { type CameraRedirect, findRedirect, type RedirectCheckMode } from './snapshot/find-redirect';
export { findFfmpeg } from './snapshot/find-ffmpeg';
export { type CameraTest, SNAPSHOT_GAPS, type SnapshotGap, testCamera } from './snapshot/test-camera';
