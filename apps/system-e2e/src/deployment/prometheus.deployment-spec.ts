import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { mediaServerProcess, type MediaServerProcess } from '../chaos/world/media-server-process';
import { type Installation, startInstallation } from '../chaos/world/installation';
import { SIMULATOR } from '../world/target';
import { freePort } from '@ppf/free-ports';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from '../world/workspace-root';

const TOKEN = 'a-token-that-prometheus-shows';
const infra = path.join(workspaceRoot, 'infra/prometheus');

interface Config {
  global: Record<string, string>;
  scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
}

const installed = spawnSync('prometheus', ['--version']).status === 0;
if (!installed) process.stderr.write('Skipped: Prometheus is not installed.\n');

// Debian's Prometheus with the files of infra/ as they are, but for ports and how often it asks.
(installed ? describe : describe.skip)('Prometheus', () => {
  let installation: Installation;
  let mediaServer: MediaServerProcess;
  let port: number;

  beforeAll(async () => {
    installation = await startInstallation({ METRICS_TOKEN: TOKEN });
    const { folder, ports, hookUrl, backend } = installation;
    const own = path.join(folder, 'media-server');
    mkdirSync(own);
    mediaServer = mediaServerProcess(SIMULATOR, own, { apiPort: ports.api, rtspPort: ports.rtsp, hookUrl });
    await mediaServer.start();
    installation.atEnd(() => mediaServer.signal('SIGKILL'));
    port = await freePort();
    const child = startPrometheus(path.join(folder, 'prometheus'), port, backend.port);
    installation.atEnd(() => child.kill('SIGKILL'));
  }, 120_000);
  afterAll(() => installation?.stop());

  const ask = async <T>(what: string): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${what}`);
    return ((await answer.json()) as { data: T }).data;
  };
  const query = async (expression: string): Promise<number | undefined> => {
    type Vector = { result: { value: [number, string] }[] };
    const { result } = await ask<Vector>(`query?query=${encodeURIComponent(expression)}`);
    return result[0] && Number(result[0].value[1]);
  };
  const firing = async (): Promise<string[]> => {
    type Alerts = { alerts: { state: string; labels: { alertname: string } }[] };
    const { alerts } = await ask<Alerts>('alerts');
    return alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname);
  };

  it('reads the backend with the token in its file', async () => {
    await waitFor(async () => (await query('ppf_media_server_up')) === 1, 'a first reading', {
      withinMs: 30_000,
    });
    expect(await query('up{job="ppf-monitoring"}')).toBe(1);
    expect(await query('sum(ppf_pits)')).toBe(0);
    expect(await query('ppf_ready{part="database"}')).toBe(1);
  }, 60_000);

  it('evaluates every rule with the metrics of the backend', async () => {
    type Rules = { groups: { rules: { name: string; health: string; lastError?: string }[] }[] };
    const rules = await waitFor(
      async () => {
        const { groups } = await ask<Rules>('rules');
        const all = groups.flatMap((group) => group.rules);
        return all.every(({ health }) => health !== 'unknown') ? all : undefined;
      },
      'evaluated rules',
      { withinMs: 30_000 },
    );
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
    expect(rules.length).toBeGreaterThan(20);
  }, 60_000);

  it('alerts on a media server that ended, until it runs again', async () => {
    await mediaServer.signal('SIGKILL');
    await waitFor(async () => (await firing()).includes('PpfMediaServerDown'), 'the alert', {
      withinMs: 90_000,
    });
    await mediaServer.start();
    await waitFor(async () => !(await firing()).includes('PpfMediaServerDown'), 'the end of the alert', {
      withinMs: 60_000,
    });
  }, 180_000);

  it('alerts on a backend that ended', async () => {
    await installation.backend.kill('SIGKILL');
    await waitFor(async () => (await firing()).includes('PpfBackendDown'), 'the alert', {
      withinMs: 120_000,
    });
  }, 150_000);
});

function startPrometheus(folder: string, port: number, backendPort: number): ChildProcess {
  cpSync(infra, folder, { recursive: true });
  const file = path.join(folder, 'prometheus.yml');
  const config = parse(readFileSync(file, 'utf8')) as Config;
  config.global = { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' };
  const ours = config.scrape_configs.filter(({ job_name: name }) => name === 'ppf-monitoring');
  for (const each of ours) each.static_configs = [{ targets: [`127.0.0.1:${backendPort}`] }];
  writeFileSync(file, stringify({ ...config, scrape_configs: ours }));
  writeFileSync(path.join(folder, 'ppf-metrics-token'), TOKEN, { mode: 0o400 });
  const log = openSync(path.join(folder, 'prometheus.log'), 'a');
  const data = path.join(folder, 'data');
  return spawn(
    'prometheus',
    [`--config.file=${file}`, `--storage.tsdb.path=${data}`, `--web.listen-address=127.0.0.1:${port}`],
    { stdio: ['ignore', log, log] },
  );
}
