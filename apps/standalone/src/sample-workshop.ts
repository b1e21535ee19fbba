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

/** Returns the URLs of the sample cameras, one per pit. */
export function sampleCameraUrls(firstPort: number, password: string): string[] {
  return WORKSHOP_CAMERAS.map(
    (_camera, at) =>
      `rtsp://${SAMPLE_CAMERA_USER}:${encodeURIComponent(password)}@127.0.0.1:${firstPort + at}/stream1`,
  );
}

/**
 * Creates the sample workshop on the first start if there is no workshop, and updates its camera URLs when their ports
 * have changed. A deleted sample workshop is not created again. @returns Whether it exists.
 */
export async function keepSampleWorkshop(
  noteFile: string,
  urls: readonly string[],
  backendSettings: Record<string, string>,
): Promise<boolean> {
  const cameras = createHash('sha256').update(urls.join('\n')).digest('hex');
  const noted = existsSync(noteFile) ? readFileSync(noteFile, 'utf8') : undefined;
  // On later starts the backend migrates, and the table exists.
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

/** @param input Standard input: secrets must not be arguments, which are visible in the process list. */
async function runBackendCommand(
  args: readonly string[],
  environment: Record<string, string>,
  input = '',
): Promise<void> {
  const child = spawn(process.execPath, [WORKSPACE.backendCommands, ...args], {
    env: environment,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  // A command that ends without reading its input has printed the reason.
  child.stdin.on('error', () => undefined).end(input);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  if (code !== 0) throw new StartFault(complaint.trim() || `The backend's command ${args[0]} failed.`);
}
