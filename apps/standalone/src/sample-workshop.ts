import { WORKSHOP_CAMERAS } from '@ppf/sample-cameras';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import { writePrivately } from './data/keep-secrets';
import { StartFault } from './start-fault';
import { WORKSPACE } from './workspace';

/** User name of the sample cameras. */
export const SAMPLE_CAMERA_USER = 'sample';

/** Addresses of the sample cameras, one for each pit. */
export function sampleCameraUrls(firstPort: number, password: string): string[] {
  return WORKSHOP_CAMERAS.map(
    (_camera, at) =>
      `rtsp://${SAMPLE_CAMERA_USER}:${encodeURIComponent(password)}@127.0.0.1:${firstPort + at}/stream1`,
  );
}

/**
 * Makes the sample workshop on the first start, where there is no workshop yet, and points it to the cameras again when
 * these have moved. Whoever deletes it is not given another one. Answers whether it is there.
 */
export async function keepSampleWorkshop(
  noteFile: string,
  urls: readonly string[],
  backendSettings: Record<string, string>,
): Promise<boolean> {
  const cameras = createHash('sha256').update(urls.join('\n')).digest('hex');
  const noted = existsSync(noteFile) ? readFileSync(noteFile, 'utf8') : undefined;
  // Later the backend itself migrates, and the table that is asked below is there.
  if (noted === undefined) await runBackendCommand(['migrate'], backendSettings);
  const { workshops, samples } = await countWorkshops(backendSettings.DATABASE_URL ?? '');
  const wanted = noted === undefined ? workshops === 0 : samples > 0;
  if (!wanted) return samples > 0;
  if (noted?.includes(cameras)) return true;
  await runBackendCommand(['create-sample-workshop', '--camera', '-'], backendSettings, urls.join('\n'));
  writePrivately(noteFile, `${JSON.stringify({ cameras })}\n`);
  return true;
}

async function countWorkshops(databaseUrl: string): Promise<{ workshops: number; samples: number }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const counted = await client.query<{ workshops: number; samples: number }>(
      'SELECT count(*)::int AS workshops, (count(*) FILTER (WHERE is_sample))::int AS samples FROM workshop',
    );
    return counted.rows[0] ?? { workshops: 0, samples: 0 };
  } finally {
    await client.end();
  }
}

/** @param input What it reads from standard input: secrets are no arguments, which every user of the machine sees. */
async function runBackendCommand(
  args: readonly string[],
  environment: Record<string, string>,
  input = '',
): Promise<void> {
  const child = spawn(process.execPath, [WORKSPACE.backendCommands, ...args], {
    env: environment,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  // A command that ends without reading it has said why.
  child.stdin.on('error', () => undefined).end(input);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  if (code !== 0) throw new StartFault(complaint.trim() || `The backend's command ${args[0]} failed.`);
}
