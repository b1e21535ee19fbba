import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { takeFromPages } from '../../apps/system-e2e/src/guides/take-from-pages.ts';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, 'infra/prometheus');
const RULES = path.join(FOLDER, 'ppf-monitoring.rules.yml');
const TESTS = path.join(FOLDER, 'ppf-monitoring.rules.test.yml');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}
interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
}

const read = (file: string) => readFileSync(file, 'utf8');
const rules = (parse(read(RULES)) as { groups: { rules: Rule[] }[] }).groups.flatMap((each) => each.rules);
const dashboard = JSON.parse(read(path.join(ROOT, 'infra/grafana/ppf-monitoring.json'))) as {
  panels: Panel[];
};

const promtool = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return { status, said: status === 0 ? '' : `${stdout}${stderr}` };
};
const guides = takeFromPages(__filename);
const WELL = { status: 0, said: '' };
const installed = promtool('--version').status === 0;
if (!installed) process.stderr.write('Skipped: the alert rules, since promtool is not installed.\n');
const whereInstalled = installed ? it : it.skip;

describe('the alert rules', () => {
  whereInstalled('are understood by Prometheus, and what it asks', () => {
    expect(promtool('check', 'rules', RULES)).toEqual(WELL);
    const [, ...check] = guides.take('infra/README.md', 'promtool check config').split(' ');
    expect(promtool(...check, '--syntax-only', path.join(FOLDER, 'prometheus.yml'))).toEqual(WELL);
  });

  whereInstalled(
    'fire when they should, and not while all is well',
    () => {
      const [, ...test] = guides.take('docs/guides/monitoring.md', 'promtool test rules').split(' ');
      expect(promtool(...test, TESTS)).toEqual(WELL);
    },
    60_000,
  );

  whereInstalled('are tried by the commands that the pages name', () => expect(guides.left()).toEqual([]));

  it('all have a test in which they fire, and an explanation for operators', () => {
    const tested = read(TESTS);
    const guide = read(path.join(ROOT, 'docs/guides/monitoring.md'));
    for (const { alert, labels } of rules) {
      expect(tested).toContain(`alertname="${alert}"`);
      expect(guide).toMatch(new RegExp(`^\\| \`${alert}\` +\\| ${labels.severity} +\\| \\S`, 'm'));
    }
    const explained = [...guide.matchAll(/^\| `(Ppf\w+)`/gm)].map(([, name]) => name);
    expect(explained).toEqual(expect.arrayContaining(rules.map(({ alert }) => alert)));
    expect(explained).toHaveLength(rules.length);
  });

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    'describe what happened and why: %s',
    (_, rule) => {
      expect(rule.labels.severity).toMatch(/^(critical|warning)$/);
      expect(rule.annotations.summary).toMatch(/\.$/);
      expect(rule.annotations.description).toMatch(/\.$/);
    },
  );
});

describe('the dashboard', () => {
  const panels = dashboard.panels;

  it('has panels that do not overlap and have distinct names', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const [at, { gridPos: one }] of panels.entries())
      for (const { gridPos: other } of panels.slice(at + 1)) {
        const beside = one.x + one.w <= other.x || other.x + other.w <= one.x;
        const above = one.y + one.h <= other.y || other.y + other.h <= one.y;
        expect(beside || above).toBe(true);
        expect(one.x + one.w).toBeLessThanOrEqual(24);
      }
  });

  whereInstalled('asks only what Prometheus understands', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-dashboard-'));
    const recorded = panels
      .flatMap(({ targets = [] }) => targets)
      .map(({ expr }, at) => ({ record: `panel:${at}`, expr: expr.replaceAll('$__rate_interval', '5m') }));
    const file = path.join(folder, 'rules.yml');
    writeFileSync(file, stringify({ groups: [{ name: 'dashboard', rules: recorded }] }));
    const outcome = promtool('check', 'rules', file);
    rmSync(folder, { recursive: true });
    expect(outcome).toEqual(WELL);
  });
});
