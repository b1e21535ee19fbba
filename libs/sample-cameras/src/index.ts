export { SAMPLE_CLIPS, loadClip, type H264Clip, type SampleClip } from './h264-clip';
export { type CameraAuthentication } from './rtsp-authentication';
export { SAMPLE_CAMERAS_PORT, startWorkshopCameras, WORKSHOP_CAMERAS } from './sample-workshop-cameras';
export { startSampleCamera, type SampleCamera, type SampleCameraOptions } from './start-sample-camera';
export {
  startSamplePublisher,
  type SamplePublisher,
  type SamplePublisherOptions,
} from './start-sample-publisher';
