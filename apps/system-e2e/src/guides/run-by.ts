/** Pieces of a page: the names of its fenced blocks, and the commands in its sentences as they stand there. */
export type Pieces = Readonly<Record<string, readonly string[]>>;

const GUIDES = 'docs/guides';

/**
 * Which file runs which pieces of which pages. A runner gets its pieces by this list alone, and fails when one of them was
 * not taken (take-from-pages.ts); tools/docs/run-by.spec.ts fails when a piece of a page is in no list.
 */
export const RUN_BY: Readonly<Record<string, Pieces>> = {
  'apps/system-e2e/src/journeys/integrator.journey.ts': {
    [`${GUIDES}/integrating.md`]: [
      ...['sign-in', 'token', 'rtsp', 'hls', 'tokens', 'sessions', 'events'],
      ...['ppf.ts', 'main.ts', 'node main.ts', 'whep.ts', 'hls.ts'],
    ],
  },
  'apps/system-e2e/src/journeys/alerts.journey.ts': {
    [`${GUIDES}/alerts.md`]: [
      ...['set-up', 'test', 'by-hand', 'secret', 'maintenance'],
      ...['receiver.ts', 'node receiver.ts'],
    ],
  },
  'apps/system-e2e/src/deployment/guides.deployment-spec.ts': {
    'README.md': ['token'],
    [`${GUIDES}/cameras.md`]: ['table'],
    [`${GUIDES}/mediamtx-setup.md`]: ['what-comes'],
    [`${GUIDES}/monitoring.md`]: ['read', 'npm run cli -- reconcile --dry-run'],
    [`${GUIDES}/running.md`]: ['npm run cli -- doctor'],
    [`${GUIDES}/capacity-planning.md`]: ['plan'],
    [`${GUIDES}/troubleshooting.md`]: ['npm run cli -- doctor'],
  },
  'apps/system-e2e/src/deployment/guides-on-a-server.deployment-spec.ts': {
    [`${GUIDES}/mediamtx-setup.md`]: ['settings', 'openssl rand -hex 32'],
    [`${GUIDES}/jwt-mode.md`]: [
      ...['key', 'settings', 'mediamtx.yml', 'next-key', 'token'],
      'curl -X POST http://127.0.0.1:9997/v3/auth/jwks/refresh',
    ],
  },
  'apps/system-e2e/src/deployment/newcomer.deployment-spec.ts': {
    'README.md': ['start'],
    'CONTRIBUTING.md': ['while-you-work', 'look', 'after-a-change'],
    [`${GUIDES}/running.md`]: ['start', 'HOST=0.0.0.0 PUBLIC_URL=http://192.168.1.5:3000 npm start'],
    [`${GUIDES}/jwt-mode.md`]: ['start'],
    [`${GUIDES}/operating.md`]: ['npm ci && npm run release'],
    [`${GUIDES}/capacity-planning.md`]: ['npm run bench:media-server -- --seconds 15'],
    [`${GUIDES}/troubleshooting.md`]: ['npm run cli -- write-troubleshooting'],
  },
  'apps/system-e2e/src/deployment/backup.deployment-spec.ts': {
    [`${GUIDES}/operating.md`]: ['back-up-checkout', 'for-a-key', 'restore-checkout'],
  },
  'apps/system-e2e/src/deployment/install.deployment-spec.ts': {
    [`${GUIDES}/operating.md`]: [
      ...['install', 'roll-back', 'back-up', 'restore', 'doctor', 'install.sh uninstall'],
      'sudo ppf-monitoring create-admin --email another@your-domain.com',
    ],
    [`${GUIDES}/monitoring.md`]: ['prometheus', 'pg_isready', 'nginx -t'],
  },
  'apps/system-e2e/src/deployment/systemd.deployment-spec.ts': {
    [`${GUIDES}/operating.md`]: ['systemctl restart ppf-monitoring', 'journalctl -u ppf-monitoring'],
    [`${GUIDES}/monitoring.md`]: [
      ...['systemctl status mediamtx', 'systemctl status ppf-monitoring', 'timedatectl'],
    ],
  },
  'apps/system-e2e/src/deployment/fleet-by-hand.deployment-spec.ts': {
    [`${GUIDES}/several-machines.md`]: ['fleet', 'npm run fleet -- --edges'],
  },
  'tools/infra/containers.spec.ts': { [`${GUIDES}/operating.md`]: ['prepare-containers'] },
  'tools/infra/prometheus.spec.ts': {
    [`${GUIDES}/monitoring.md`]: ['promtool test rules'],
    'infra/README.md': ['promtool check config'],
  },
  'tools/infra/systemd.spec.ts': { 'infra/README.md': ['systemd-analyze verify'] },
};

/** Commands that no test runs, and why. Only what a test machine cannot do: the first word is the program that is missing. */
export const NOT_RUN: Readonly<Record<string, string>> = {
  'certbot renew --dry-run': 'a certificate authority must reach the machine by its name',
  'docker compose up --build --detach':
    'no container engine; its file, images and prepare.sh are tried without (infra/README.md)',
  'kubectl exec --stdin media-0 --container media-agent --namespace ppf-monitoring -- node apps/media-agent/dist/main.js enrol':
    'no cluster; the same command enrols an agent elsewhere',
  'kubectl apply -k infra/kubernetes':
    'no cluster; the manifests are checked against the API’s schemas (tools/infra/containers.spec.ts)',
};
