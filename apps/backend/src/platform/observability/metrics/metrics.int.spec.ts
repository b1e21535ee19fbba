import { ControlApiStub, waitFor } from '@ppf/testing';
import { type StreamTokenResponse } from '@ppf/contracts';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { type ExposedMetric, parseExposition } from '../../../testing/parse-exposition';
import { namesOf } from '../../../testing/promql-names';
import { type BackendUnderTest, startBackend } from '../../../testing/start-backend';
import { TEST_ENVIRONMENT } from '../../../testing/test-environment';
import { makeTwoWorkshops, type TwoWorkshops } from '../../../testing/two-workshops';
import { Metrics } from './metrics';

const ROOT = path.resolve(__dirname, '../../../../../..');
const TOKEN = 'metrics-token-of-the-tests';
const HOOK = '/api/v1/streams/validate-token';
const BASIC = `Basic ${Buffer.from(`mediamtx:${TEST_ENVIRONMENT['MEDIAMTX_HOOK_SECRET']}`).toString('base64')}`;
/** Of Prometheus itself and of exporters that are not ours; promtool tests the rules that read them. */
const OF_OTHERS = /^(up|node_(filesystem|timex)_\w+|probe_(success|ssl_earliest_cert_expiry))$/;
/** Put there by Prometheus when it asks. */
const OF_PROMETHEUS = ['job', 'instance', 'le'];

describe('GET /metrics', () => {
  let backend: BackendUnderTest;
  let mediaMtx: ControlApiStub;
  let there: TwoWorkshops;
  let port: number;
  let dashboard: string;

  beforeAll(async () => {
    mediaMtx = await new ControlApiStub().start();
    dashboard = mkdtempSync(path.join(tmpdir(), 'ppf-metrics-'));
    writeFileSync(path.join(dashboard, 'index.html'), '<!doctype html><title>Dashboard</title>');
    backend = await startBackend({
      METRICS_TOKEN: TOKEN,
      MEDIAMTX_API_URL: mediaMtx.url,
      DASHBOARD_DIR: dashboard,
    });
    await backend.app.listen(0, '127.0.0.1');
    port = (backend.app.getHttpServer().address() as AddressInfo).port;
    there = await makeTwoWorkshops(backend);
  });
  afterAll(async () => {
    await backend.stop();
    await mediaMtx.stop();
    rmSync(dashboard, { recursive: true });
  });

  const ask = (authorization?: string) =>
    backend.send({ url: '/metrics', ...(authorization ? { headers: { authorization } } : {}) });
  const text = async () => (await ask(`Bearer ${TOKEN}`)).text;
  const read = async () => parseExposition(await text());

  /** The value of one series; undefined: there is none. */
  async function value(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
    const metrics = await read();
    const metric = metrics.get(name) ?? metrics.get(name.replace(/_(count|sum|bucket)$/, ''));
    return metric?.samples.find(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([key, each]) => sample.labels[key] === each),
    )?.value;
  }

  /** Asks the hook as MediaMTX does. */
  const hook = (body: object, authorization = BASIC) =>
    fetch(`http://127.0.0.1:${port}${HOOK}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        ip: '10.1.2.3',
        action: 'read',
        protocol: 'webrtc',
        id: null,
        path: '',
        ...body,
      }),
    });

  it('responds to clients with the token only', async () => {
    for (const wrong of [undefined, 'Bearer wrong', `Basic ${TOKEN}`, TOKEN, `Bearer ${there.admin}`])
      expect(await ask(wrong)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    const answer = await ask(`Bearer ${TOKEN}`);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
    });
  });

  it('is valid for a strict parser, and for promtool where that is installed', async () => {
    const exposition = await text();
    expect(parseExposition(exposition).size).toBeGreaterThan(40);
    const { error, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: exposition,
      encoding: 'utf8',
    });
    // Names of prom-client's own, which half the world's dashboards read.
    const faults = (stderr ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('nodejs_'));
    expect(error ? [] : faults).toEqual([]);
  });

  it('counts requests by the template of their route, never by their address', async () => {
    const labels = { method: 'GET', route: '/api/v1/pits/:id', status: '200' };
    const before = (await value('ppf_http_requests_total', labels)) ?? 0;
    for (const url of [`/api/v1/pits/${there.ourPit}`, `/api/v1/pits/${there.ourPit}?token=secret-in-query`])
      await backend.send({ url, as: there.staff });
    await backend.send({ url: '/api/v1/nothing/made-up-by-a-scanner' });
    expect(await value('ppf_http_requests_total', labels)).toBe(before + 2);
    const { method, route } = labels;
    expect(await value('ppf_http_request_duration_seconds_count', { method, route })).toBe(before + 2);
    expect(await value('ppf_http_requests_total', { route: 'none', status: '404' })).toBe(1);
    expect(await text()).not.toMatch(/scanner|secret-in-query/);
  });

  it('counts hook requests, decisions, durations and requests without the secret', async () => {
    const camera = { kind: 'pull', url: 'rtsp://u:camera-password-in-url@127.0.0.1:1554/x' };
    const url = `/api/v1/pits/${there.ourPit}`;
    const put = await backend.send({ method: 'PUT', url: `${url}/camera`, body: camera, as: there.admin });
    expect(put.status).toBe(200);
    const token = await waitFor(async () => {
      const answer = await backend.send({
        method: 'POST',
        url: '/api/v1/streams/token',
        body: { pit_id: there.ourPit },
        as: there.staff,
      });
      return answer.status === 201 && (answer.body as StreamTokenResponse);
    });
    const viewer = { path: token.path, password: token.token, token: token.token, id: randomUUID() };
    expect((await hook(viewer)).status).toBe(204);
    expect((await hook({ ...viewer, id: randomUUID() })).status).toBe(401);
    expect((await hook({ action: 'publish', protocol: 'rtsp', path: token.path })).status).toBe(401);
    expect((await hook({}, 'Basic d3Jvbmc6d3Jvbmc=')).status).toBe(401);
    const calls = (labels: Record<string, string>) => value('ppf_hook_requests_total', labels);
    // Counted after the responses, by another thread, together.
    await waitFor(async () => (await value('ppf_hook_duration_seconds_count')) === 3);
    expect(await calls({ action: 'read', protocol: 'webrtc', outcome: 'allowed', reason: 'none' })).toBe(1);
    expect(await calls({ action: 'read', outcome: 'denied', reason: 'token-spent' })).toBe(1);
    expect(await calls({ action: 'publish', protocol: 'rtsp', reason: 'no-credentials' })).toBe(1);
    expect(await value('ppf_hook_unauthenticated_requests_total')).toBe(1);
    // Written after the response, in a batch. Admitted is not yet watching: it counts once the media server lists it.
    const admitted = 'SELECT 1 FROM viewing_session WHERE path = $1';
    await waitFor(async () => (await backend.database.query<object[]>(admitted, [token.path])).length === 1);
    expect(await value('ppf_viewers', { protocol: 'webrtc' })).toBe(0);
    mediaMtx.webrtcSessions = [{ id: viewer.id, path: token.path }];
    await waitFor(async () => (await value('ppf_viewers', { protocol: 'webrtc' })) === 1);
  });

  it('has the state of pits, media servers and their paths, and their changes', async () => {
    const server = { media_server: 'MediaMTX' };
    const pathOf = `workshop-${there.ours}/pit-1`;
    await waitFor(() => mediaMtx.configs.has(pathOf));
    mediaMtx.sent.set(pathOf, { viewers: 1 });
    await waitFor(async () => (await value('ppf_pits', { state: 'live' })) === 1);
    expect(await value('ppf_pits', { state: 'no-camera' })).toBe(1);
    expect(await value('ppf_pit_without_picture_seconds')).toBeUndefined();
    expect(await value('ppf_media_server_up', server)).toBe(1);
    expect(await value('ppf_media_server_led', server)).toBe(1);
    expect(await value('ppf_media_server_info', { ...server, version: 'v1.20.1' })).toBe(1);
    await waitFor(async () => ((await value('ppf_reconcile_lag_seconds', server)) ?? Infinity) < 5);
    const ago =
      Date.now() / 1000 - ((await value('ppf_reconcile_last_success_timestamp_seconds', server)) ?? 0);
    expect(ago).toBeLessThan(60);
    mediaMtx.behaves = 'talks-nonsense';
    await waitFor(async () => (await value('ppf_media_server_up', server)) === 0);
    mediaMtx.behaves = 'well';
    // There is no publisher yet.
    const url = `/api/v1/pits/${there.theirPit}/camera`;
    await backend.send({ method: 'PUT', url, body: { kind: 'push' }, as: there.admin });
    const of = { path: `workshop-${there.theirs}/pit-1` };
    await waitFor(async () => (await value('ppf_pit_without_picture_seconds', of)) !== undefined);
  });

  it('counts messages about cameras that were not sent', async () => {
    expect(await value('ppf_alert_messages_waiting', { kind: 'email' })).toBe(0);
    await backend.database.query(
      `WITH channel AS (
         INSERT INTO alert_channel (uid, workshop_id, kind, name, delay_seconds, recipients)
         VALUES ($1, $2, 'email', 'Night shift', 60, '{night@example.org}') RETURNING id)
       INSERT INTO alert_delivery (channel_id, message_id, events, next_attempt_at, give_up_at, created_at)
       SELECT id, 'message-1', '[]', now() + interval '1 hour', now() + interval '1 day', now() - interval '20 minutes'
       FROM channel`,
      [randomUUID(), there.ours],
    );
    expect(await value('ppf_alert_messages_waiting', { kind: 'email' })).toBe(1);
    expect(await value('ppf_alert_message_oldest_seconds', { kind: 'email' })).toBeGreaterThanOrEqual(1200);
    expect(await value('ppf_alert_messages_waiting', { kind: 'webhook' })).toBe(0);
  });

  it('contains no secret, user or address', async () => {
    const exposition = await text();
    const secrets = Object.entries(TEST_ENVIRONMENT)
      .filter(([name]) => /SECRET|KEY/.test(name))
      .map(([, secret]) => secret ?? '');
    for (const secret of [
      TOKEN,
      ...secrets,
      'camera-password-in-url',
      '127.0.0.1',
      '10.1.2.3',
      '@example.org',
    ])
      expect(exposition).not.toContain(secret);
    expect(exposition).not.toMatch(/eyJ[\w-]+\.|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('responds while its sources hang: metrics that cannot be read are omitted and counted', async () => {
    const query = backend.database.query.bind(backend.database);
    const spy = jest.spyOn(backend.database, 'query').mockImplementation((sql, ...rest) => {
      const isOurs = /^SELECT (1$|protocol, count)/.test(sql);
      return isOurs ? new Promise(() => undefined) : query(sql, ...(rest as []));
    });
    const exposition = parseExposition(await text());
    spy.mockRestore();
    expect(exposition.get('ppf_viewers')?.samples).toEqual([]);
    expect(exposition.get('ppf_pits')?.samples).not.toEqual([]);
    expect(exposition.get('ppf_ready')?.samples).toContainEqual({
      name: 'ppf_ready',
      labels: { part: 'database' },
      value: 0,
    });
    await waitFor(async () => ((await value('ppf_metrics_unread_total')) ?? 0) >= 1);
  });

  it('matches the monitoring guide', async () => {
    const guide = readFileSync(path.join(ROOT, 'docs/guides/monitoring.md'), 'utf8');
    const documented = [...guide.matchAll(/^\| `(ppf_\w+)` +\| (\w+) +\| (.*?) +\| (.*?) +\|$/gm)];
    const labelsOf = new Map(backend.app.get(Metrics).all.map(({ name, labels }) => [name, labels]));
    const ours = [...(await read()).values()].filter(({ name }) => name.startsWith('ppf_'));
    const rows = ours.map(({ name, kind, about }) => {
      const labels = labelsOf.get(name) ?? [];
      const shown = labels.map((each) => `\`${each}\``).join(', ') || '–';
      return [name, kind, shown, about.replaceAll('|', '\\|')];
    });
    expect(documented.map(([, ...cells]) => cells).sort(byName)).toEqual(rows.sort(byName));
  });

  it('has every metric and label that the dashboard and the alert rules read', async () => {
    const metrics = await read();
    const labels = new Map(backend.app.get(Metrics).all.map(({ name, labels: each }) => [name, each]));
    const faults = [...dashboardExpressions(), ...ruleExpressions()].flatMap((expression) =>
      faultsOf(expression, metrics, labels).map((fault) => `${fault} in ${expression}`),
    );
    expect(faults).toEqual([]);
  });
});

it('does not exist without a token', async () => {
  const backend = await startBackend();
  const answer = await backend.send({ url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer).toMatchObject({ status: 404, body: { code: 'route-not-found' } });
  await backend.stop();
});

function byName([a = '']: string[], [b = '']: string[]): number {
  return a < b ? -1 : 1;
}

function faultsOf(
  expression: string,
  metrics: ReadonlyMap<string, ExposedMetric>,
  labels: ReadonlyMap<string, readonly string[]>,
): string[] {
  const { metrics: names, selected, grouped } = namesOf(expression);
  const familyOf = (name: string) => (metrics.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ''));
  const has = (name: string, label: string) =>
    OF_PROMETHEUS.includes(label) ||
    OF_OTHERS.test(name) ||
    (labels.get(familyOf(name)) ?? []).includes(label);
  const unknown = [...names].filter((name) => !OF_OTHERS.test(name) && !metrics.has(familyOf(name)));
  const unlabelled = selected
    .filter(([name, label]) => !has(name, label))
    .map(([name, label]) => `${name}{${label}}`);
  const lost = [...grouped].filter((label) => ![...names].some((name) => has(name, label)));
  return [...unknown, ...unlabelled, ...lost];
}

function dashboardExpressions(): string[] {
  const { panels } = JSON.parse(
    readFileSync(path.join(ROOT, 'infra/grafana/ppf-monitoring.json'), 'utf8'),
  ) as {
    panels: { targets?: { expr: string }[] }[];
  };
  const found = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  expect(found.length).toBeGreaterThan(30);
  return found;
}

function ruleExpressions(): string[] {
  const { groups } = parse(
    readFileSync(path.join(ROOT, 'infra/prometheus/ppf-monitoring.rules.yml'), 'utf8'),
  ) as {
    groups: { rules: { expr: string }[] }[];
  };
  const found = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  expect(found.length).toBeGreaterThan(20);
  return found;
}
