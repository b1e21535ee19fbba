import { randomBytes } from 'node:crypto';
import type { Pit, PublishKey } from '@ppf/contracts';
import { startSampleCamera, startSamplePublisher } from '@ppf/sample-cameras';
import { ApiClient, type Credentials } from './api-client';
import { freePort } from './free-ports';
import { type Product } from './product';

export type SampleCamera = Awaited<ReturnType<typeof startSampleCamera>>;
export type SamplePublisher = Awaited<ReturnType<typeof startSamplePublisher>>;

/** A workshop of the suite's own, so that its cameras can be stopped, frozen and slowed. */
export interface WorkshopUnderTest {
  readonly id: number;
  readonly staff: Credentials;
  /** Signed in as the staff. */
  readonly api: ApiClient;
  /** Pit 1: pulled, its camera is left alone. */
  readonly steady: Pit;
  /** Pit 2: pulled, its camera is stopped, frozen and slowed. */
  readonly shaky: Pit;
  readonly shakyCamera: SampleCamera;
  /** Pit 3: pushed with a publish key. */
  readonly pushed: Pit;
  readonly publishKey: PublishKey;
  /** A pit of another workshop, which this staff must not see. */
  readonly foreign: Pit;
  stop(): Promise<void>;
}

/** The camera's password has what URLs make trouble of. */
const CAMERA = { user: 'admin', password: 'p@ss/w?rd#1', path: '/stream1' };

export async function openWorkshop(product: Product, admin: ApiClient): Promise<WorkshopUnderTest> {
  const { id } = await admin.createWorkshop('Rangier Street');
  const other = await admin.createWorkshop('Harbour Lane');
  const [steady, shaky, pushed, foreign] = [
    await admin.createPit(id, 1),
    await admin.createPit(id, 2),
    await admin.createPit(id, 3),
    await admin.createPit(other.id, 1),
  ];
  const cameras = [
    await pulled(admin, steady, 1),
    await pulled(admin, shaky, 2),
    await pulled(admin, foreign, 4),
  ];
  await admin.putCamera(pushed.id, { kind: 'push' });
  const publishKey = await admin.makePublishKey(pushed.id);
  const publisher = await startSamplePublisher({ url: publishKey.publish_url, clip: clip(3) });
  const staff = { email: 'staff@example.org', password: randomBytes(18).toString('base64url') };
  await admin.createMember(id, { ...staff, display_name: 'Staff', role: 'staff' });
  return {
    id,
    staff,
    api: await ApiClient.signIn(product.origin, staff),
    steady,
    shaky,
    shakyCamera: cameras[1] as SampleCamera,
    pushed,
    publishKey,
    foreign,
    async stop() {
      await Promise.all([publisher.stop(), ...cameras.map((camera) => camera.stop())]);
    },
  };
}

async function pulled(admin: ApiClient, pit: Pit, picture: number): Promise<SampleCamera> {
  const port = await freePort();
  const camera = await startSampleCamera({ ...CAMERA, port, auth: 'digest', clip: clip(picture) });
  await admin.putCamera(pit.id, { kind: 'pull', host: '127.0.0.1', port, ...CAMERA });
  return camera;
}

function clip(picture: number): string {
  return `pit-${picture}`;
}
