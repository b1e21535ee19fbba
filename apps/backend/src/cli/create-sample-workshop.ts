import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import type { Principal } from '../auth';
import { ConfigFaults } from '../config/read-settings';
import { CreatePit, PitEntity, PutCamera } from '../pits';
import { WorkshopEntity } from '../workshops';
import { withBackend } from './with-backend';

/** Only the operator may save cameras on loopback addresses. */
const OPERATOR: Principal = { id: 0, role: 'operator', workshopId: null, pitIds: null };

export interface CreateSampleWorkshopOptions {
  /** RTSP URLs; `-` reads them from standard input, one per line. */
  readonly camera?: readonly string[] | undefined;
}

/**
 * Creates the sample workshop with one pit per camera. When the workshop exists, its pits get the new camera URLs.
 * @throws ConfigFaults when no URL is given.
 */
export async function createSampleWorkshop({ camera = [] }: CreateSampleWorkshopOptions): Promise<string> {
  // A URL can contain a password, and arguments are visible in the process list.
  const urls = camera.includes('-')
    ? readFileSync(process.stdin.fd, 'utf8').split('\n').filter(Boolean)
    : camera;
  if (urls.length === 0) throw new ConfigFaults(['--camera must be given at least once.']);
  return withBackend(async (backend) => {
    const workshop = await findOrCreateWorkshop(backend);
    for (const [index, url] of urls.entries()) await setUpPit(backend, workshop.id, index + 1, url);
    return `The sample workshop (id ${workshop.id}) has ${urls.length} pits with cameras.`;
  });
}

async function findOrCreateWorkshop(backend: INestApplicationContext): Promise<WorkshopEntity> {
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
