// Runs the cameras of the sample workshop as a separate process. Settings: SAMPLE_CAMERAS_PORT (first of four ports),
// SAMPLE_CAMERAS_USER, SAMPLE_CAMERAS_PASSWORD.
import { SAMPLE_CAMERAS_PORT, startWorkshopCameras } from './sample-workshop-cameras';

async function main(): Promise<void> {
  const port = Number(process.env.SAMPLE_CAMERAS_PORT || SAMPLE_CAMERAS_PORT);
  const user = process.env.SAMPLE_CAMERAS_USER || 'sample';
  const password = process.env.SAMPLE_CAMERAS_PASSWORD;
  if (!password) throw new Error('SAMPLE_CAMERAS_PASSWORD is not set.');
  const cameras = await startWorkshopCameras(port, user, password);
  process.stdout.write(`${cameras.length} sample cameras are listening, starting at port ${port}.\n`);
  const stop = (): void =>
    void Promise.all(cameras.map((camera) => camera.stop())).then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
