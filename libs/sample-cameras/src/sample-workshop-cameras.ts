import { type SampleClip } from './h264-clip';
import { type CameraAuthentication } from './rtsp-authentication';
import { startSampleCamera, type SampleCamera } from './start-sample-camera';

/** Default port of the first of the four cameras. */
export const SAMPLE_CAMERAS_PORT = 10_554;

/** The four cameras of the sample workshop, one per pit. They use both authentication schemes. */
export const WORKSHOP_CAMERAS: readonly { clip: SampleClip; auth: CameraAuthentication }[] = [
  { clip: 'pit-1', auth: 'digest' },
  { clip: 'pit-2', auth: 'digest' },
  { clip: 'pit-3', auth: 'basic' },
  { clip: 'pit-4', auth: 'basic' },
];

/** Starts the cameras on consecutive ports from `port`. If one fails to start, none stays running. */
export async function startWorkshopCameras(
  port: number,
  user: string,
  password: string,
): Promise<SampleCamera[]> {
  const cameras: SampleCamera[] = [];
  try {
    for (const [at, { clip, auth }] of WORKSHOP_CAMERAS.entries()) {
      cameras.push(await startSampleCamera({ port: port + at, user, password, auth, clip }));
    }
    return cameras;
  } catch (error) {
    await Promise.all(cameras.map((camera) => camera.stop()));
    throw error;
  }
}
