import { randomBytes } from 'node:crypto';
import type { Pit, PublishKey } from '@ppf/contracts';
import {
  startSampleCamera,
  startSamplePublisher,
  type SampleCamera,
  type SampleClip,
  type SamplePublisher,
} from '@ppf/sample-cameras';
import { ApiClient, type Credentials } from './api-client';
import { type Product } from './product';
import { waitFor } from '@ppf/testing';

/** A workshop of the suite. Tests can stop, freeze and slow its cameras. */
export interface WorkshopUnderTest {
  readonly id: number;
  readonly staff: Credentials;
  readonly ownerCredentials: Credentials;
  /** Signed in as the staff. */
  readonly api: ApiClient;
  /** Signed in as the owner of the workshop. */
  readonly owner: ApiClient;
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

/** The password contains characters that must be encoded in URLs. */
const CAMERA = { user: 'admin', password: 'p@ss/w?rd#1' };

export async function openWorkshop(product: Product, admin: ApiClient): Promise<WorkshopUnderTest> {
  const { id } = await admin.createWorkshop('Rangier Street');
  const other = await admin.createWorkshop('Harbour Lane');
  const [steady, shaky, pushed, foreign] = [
    await admin.createPit(id, 1),
    await admin.createPit(id, 2),
    await admin.createPit(id, 3),
    await admin.createPit(other.id, 1),
  ];
  const shakyCamera = await pulled(admin, shaky, 'pit-2');
  const cameras = [await pulled(admin, steady, 'pit-1'), shakyCamera, await pulled(admin, foreign, 'pit-4')];
  await admin.putCamera(pushed.id, { kind: 'push' });
  const publishKey = await admin.makePublishKey(pushed.id);
  const publisher = await publish(publishKey);
  const staff = await addMember(admin, id, 'staff');
  const ownerCredentials = await addMember(admin, id, 'owner');
  return {
    id,
    staff,
    ownerCredentials,
    api: await ApiClient.signIn(product.origin, staff),
    owner: await ApiClient.signIn(product.origin, ownerCredentials),
    steady,
    shaky,
    shakyCamera,
    pushed,
    publishKey,
    foreign,
    async stop() {
      await Promise.all([publisher.stop(), ...cameras.map((camera) => camera.stop())]);
    },
  };
}

async function addMember(
  admin: ApiClient,
  workshopId: number,
  role: 'owner' | 'staff',
): Promise<Credentials> {
  const credentials = { email: `${role}@example.org`, password: randomBytes(18).toString('base64url') };
  await admin.createMember(workshopId, { ...credentials, display_name: role, role });
  return credentials;
}

async function pulled(admin: ApiClient, pit: Pit, clip: SampleClip): Promise<SampleCamera> {
  const camera = await startSampleCamera({ ...CAMERA, port: 0, clip });
  const { port } = camera;
  await admin.putCamera(pit.id, { kind: 'pull', host: '127.0.0.1', port, path: '/stream1', ...CAMERA });
  return camera;
}

/** Retries until the media server allows it, as a camera that starts before its path exists. */
function publish({ publish_url: url }: PublishKey): Promise<SamplePublisher> {
  return waitFor(() => startSamplePublisher({ url, clip: 'push' }), 'the camera can publish', {
    withinMs: 15_000,
  });
}
