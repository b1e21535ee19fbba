import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import type { Principal } from '../auth';
import { ConfigFaults } from '../config/read-settings';
import { CreatePit, PitEntity, PutCamera } from '../pits';
import { WorkshopEntity } from '../workshops';
import type { Arguments } from './arguments';
import { withBackend } from './with-backend';

/** Loopback cameras are the operator's to set up. */
const OPERATOR: Principal = { id: 0, role: 'super_admin', workshopId: null };

/** Makes the sample workshop, one pit a camera. Run again, it points the same pits to the cameras given then. */
export async function createSampleWorkshop({ camera = [] }: Arguments): Promise<string> {
  // An address holds a password, and every user of the machine sees arguments.
  const urls = camera.includes('-')
    ? readFileSync(process.stdin.fd, 'utf8').split('\n').filter(Boolean)
    : camera;
  if (urls.length === 0) throw new ConfigFaults(['--camera must be given at least once.']);
  return withBackend(async (backend) => {
    const workshop = await findOrMakeWorkshop(backend);
    for (const [index, url] of urls.entries()) await setUpPit(backend, workshop.id, index + 1, url);
    return `The sample workshop (id ${workshop.id}) has ${urls.length} pits with cameras.`;
  });
}

async function findOrMakeWorkshop(backend: INestApplicationContext): Promise<WorkshopEntity> {
  const workshops = backend.get(DataSource).getRepository(WorkshopEntity);
  const found = await workshops.findOne({ where: { isSample: true }, order: { id: 'ASC' } });
  return found ?? workshops.save(workshops.create({ name: 'Sample workshop', isSample: true }));
}

async function setUpPit(
  backend: INestApplicationContext,
  workshopId: number,
  number: number,
  url: string,
): Promise<void> {
  const pits = backend.get(DataSource).getRepository(PitEntity);
  const pit =
    (await pits.findOneBy({ workshopId, number })) ??
    (await backend.get(CreatePit).create(workshopId, number, null));
  await backend.get(PutCamera).put(OPERATOR, pit.id, { kind: 'pull', url });
}
