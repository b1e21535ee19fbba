import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { Workshop } from '@ppf/contracts';
import { type Installation, startInstallation } from '../../chaos/world/installation';
import { workspaceRoot } from '../../world/workspace-root';
import {
  type ClientOutput,
  GO_CONFIG,
  GO_PROGRAM,
  PYTHON_PROGRAM,
  TYPESCRIPT_PROGRAM,
} from './client-programs';

const DOCUMENT = path.join(workspaceRoot, 'docs/reference/openapi.json');
const NPM = ['openapi-typescript@7.13.0', 'openapi-fetch@0.17.0'];
const PYPI = 'openapi-python-client==0.29.1';
const GO = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2';
const TSC = path.join(workspaceRoot, 'node_modules/.bin/tsc');

// Generators of clients are third-party programs: each is installed here in a separate folder, if possible.
const folder = mkdtempSync(path.join(tmpdir(), 'ppf-clients-'));
const env = { ...process.env, GOFLAGS: '-mod=mod', GOBIN: path.join(folder, 'go/bin') };
function run(command: string, args: readonly string[], cwd: string, more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...env, ...more },
    encoding: 'utf8',
  });
  return { isDone: status === 0, out: stdout ?? '', err: stderr ?? '' };
}
function place(name: string): string {
  const made = path.join(folder, name);
  mkdirSync(made, { recursive: true });
  return made;
}
const ts = place('ts');
const python = place('python');
const go = place('go');
const venv = path.join(folder, 'venv');
const there = {
  typescript: run('npm', ['install', '--prefix', ts, '--no-audit', '--no-fund', ...NPM], ts).isDone,
  python:
    run('python3', ['-m', 'venv', venv], folder).isDone &&
    run(path.join(venv, 'bin/pip'), ['install', '--quiet', PYPI], folder).isDone,
  go: run('go', ['install', GO], go).isDone,
};
for (const [name, isThere] of Object.entries(there))
  if (!isThere) process.stderr.write(`Skipped: the generator of clients for ${name} cannot be installed.\n`);

/** An hour with a picture and two without: shares of the time that are no whole numbers. */
async function giveHistory(url: string, pitId: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const observation = '00000000-0000-4000-8000-000000000009';
  await client.query(`UPDATE pit SET created_at = now() - interval '3 hours';
    INSERT INTO stream_observation (id, began_at, observed_until)
      VALUES ('${observation}', now() - interval '3 hours', now());
    INSERT INTO stream_period (pit_id, began_at, observation_id, ended_at, state) VALUES
      (${pitId}, now() - interval '3 hours', '${observation}', now() - interval '2 hours', 'up'),
      (${pitId}, now() - interval '2 hours', '${observation}', now(), 'offline')`);
  await client.end();
}

describe('a client that is generated from the description', () => {
  let installation: Installation;
  let settings: Record<string, string>;

  beforeAll(async () => {
    installation = await startInstallation();
    const admin = await installation.signIn();
    const workshop: Workshop = await admin.createWorkshop('W');
    const pit = await admin.createPit(workshop.id, 1);
    await admin.createPit(workshop.id, 2);
    await giveHistory(installation.database.url, pit.id);
    settings = {
      ORIGIN: installation.backend.origin,
      TOKEN: admin.accessToken,
      WORKSHOP: String(workshop.id),
      PIT: String(pit.id),
    };
  }, 120_000);
  afterAll(async () => {
    await installation?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function expectOutput({ isDone, out, err }: ReturnType<typeof run>): void {
    expect([isDone, err]).toEqual([true, expect.anything()]);
    const output = JSON.parse(out) as ClientOutput;
    expect(output).toMatchObject({ pits: 2, problem: 'pit-not-found' });
    const shares = [output.unknown_share, output.uptime_share ?? 0];
    expect(shares.some((share) => share > 0 && share < 1)).toBe(true);
  }

  (there.typescript ? it : it.skip)('compiles and works in TypeScript', () => {
    expect(run('npx', ['openapi-typescript', DOCUMENT, '-o', 'schema.ts'], ts).isDone).toBe(true);
    writeFileSync(path.join(ts, 'package.json'), '{"type":"module"}');
    writeFileSync(path.join(ts, 'use.ts'), TYPESCRIPT_PROGRAM);
    const strict = ['--strict', '--target', 'es2023', '--module', 'esnext', '--moduleResolution', 'bundler'];
    const compiled = run(TSC, [...strict, '--typeRoots', 'none', '--skipLibCheck', 'use.ts'], ts);
    expect([compiled.isDone, compiled.out]).toEqual([true, '']);
    expectOutput(run(process.execPath, ['use.js'], ts, settings));
  });

  (there.python ? it : it.skip)('compiles and works in Python', () => {
    const generator = path.join(venv, 'bin/openapi-python-client');
    const made = run(
      generator,
      ['generate', '--path', DOCUMENT, '--meta', 'none', '--output-path', 'client'],
      python,
    );
    expect([made.isDone, made.err]).toEqual([true, expect.anything()]);
    expect(run(path.join(venv, 'bin/python'), ['-m', 'compileall', '-q', 'client'], python).isDone).toBe(
      true,
    );
    writeFileSync(path.join(python, 'use.py'), PYTHON_PROGRAM);
    expectOutput(run(path.join(venv, 'bin/python'), ['use.py'], python, settings));
  });

  (there.go ? it : it.skip)('compiles and works in Go', () => {
    mkdirSync(path.join(go, 'ppf'), { recursive: true });
    writeFileSync(path.join(go, 'config.yaml'), GO_CONFIG);
    writeFileSync(path.join(go, 'main.go'), GO_PROGRAM);
    const made = run(path.join(go, 'bin/oapi-codegen'), ['-config', 'config.yaml', DOCUMENT], go);
    expect([made.isDone, made.err]).toEqual([true, '']);
    run('go', ['mod', 'init', 'client'], go);
    const tidied = run('go', ['mod', 'tidy'], go);
    expect([tidied.isDone, tidied.err]).toEqual([true, expect.anything()]);
    const built = run('go', ['build', '-o', 'use', '.'], go);
    expect([built.isDone, built.err]).toEqual([true, expect.anything()]);
    expectOutput(run('./use', [], go, settings));
  });
});
