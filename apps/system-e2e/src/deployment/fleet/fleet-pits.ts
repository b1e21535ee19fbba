import type { Pit } from '@ppf/contracts';
import { startSampleCamera, type SampleCamera, type SampleClip } from '@ppf/sample-cameras';
import { CAMERA } from '../../chaos/world/installation';
import { type ApiClient } from '../../world/api-client';
import { type Fleet } from './fleet';

/** A pit of a fleet with its camera, which is pulled. */
export interface FleetPit {
  readonly pit: Pit;
  readonly camera: SampleCamera;
}

const CLIPS: readonly SampleClip[] = ['pit-1', 'pit-2', 'pit-3', 'pit-4'];

/** A workshop for each media server that is not an edge, which is placed where there are fewest, each with one pit. */
export async function openWorkshops(fleet: Fleet, admin: ApiClient): Promise<FleetPit[]> {
  const { items } = await admin.mediaServers();
  const origins = items.filter(({ edge_of: origin }) => origin === null);
  const pits: FleetPit[] = [];
  for (const [at, { name }] of origins.entries()) {
    const { id } = await admin.createWorkshop(`Workshop ${name}`);
    const camera = await startSampleCamera({ ...CAMERA, port: 0, clip: CLIPS[at] ?? 'pit-1' });
    fleet.atEnd(() => camera.stop());
    const pit = await admin.createPit(id, 1);
    const { port } = camera;
    await admin.putCamera(pit.id, { kind: 'pull', host: '127.0.0.1', port, path: '/stream1', ...CAMERA });
    pits.push({ pit, camera });
  }
  return pits;
}
