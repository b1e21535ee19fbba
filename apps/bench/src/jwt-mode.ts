// JWT mode against hook mode on the same database: the cost of signing with a key pair, and the gain of a media server
// that verifies tokens without the hook.
import { generateKeyPairSync } from 'node:crypto';
import { issueTokens, secrets, signIn, startBackend } from './backend.js';
import { figure, type Figure } from './figures.js';
import type { HookServers } from './hook.js';
import { interleaved, requestText } from './load.js';
import { findMediaMtx, hookAuth, jwtAuth, startMediaMtx } from './media-server.js';
import { stop } from './processes.js';
import type { Backend, Job, Load, RunContext, Slice } from './types.js';

const rates = (results: readonly Slice[]) => results.map(({ rate }) => rate);

/** The backend in each mode. */
interface Modes {
  readonly jwt: Backend;
  readonly backend: Backend;
}

export async function measureJwtMode(
  load: Load,
  { backend, databaseUrl }: HookServers,
  context: RunContext,
): Promise<Figure[]> {
  const { folder } = context;
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwt = await startBackend(folder, 'backend-jwt', databaseUrl, {
    MEDIAMTX_AUTH: 'jwt',
    STREAM_TOKEN_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  const figures = [
    await measureIssue(load, { jwt, backend }, context),
    ...(await measureChecks(load, { jwt, backend }, context)),
  ];
  await stop(jwt.child);
  return figures;
}

async function measureIssue(load: Load, { jwt, backend }: Modes, { slices }: RunContext): Promise<Figure> {
  const job = async ({ origin, port }: Backend): Promise<Job> => {
    const headers = {
      Host: '127.0.0.1',
      Authorization: await signIn(origin),
      'Content-Type': 'application/json',
      Accept: 'application/json',
    };
    const issueRequest = (pit: number) =>
      requestText('POST', '/api/v1/streams/token', headers, JSON.stringify({ pit_id: pit + 1 }));
    const requests = Array.from({ length: 10 }, (_, pit) => issueRequest(pit));
    return { port, requests, expect: 201, keepAlive: true, connections: 16, seconds: 0.25 };
  };
  const results = await interleaved(load, { jwt: await job(jwt), hook: await job(backend) }, slices(40));
  return figure({
    name: 'token issue in JWT mode (EdDSA), against hook mode (HS256)',
    unit: 'requests/s',
    ours: rates(results.jwt),
    theirs: rates(results.hook),
    goal: 0.5,
    better: 'higher',
  });
}

async function measureChecks(
  load: Load,
  { jwt, backend }: Modes,
  { folder, slices, print }: RunContext,
): Promise<Figure[]> {
  const found = findMediaMtx();
  if (!found) {
    print(
      'Skipped: checks in MediaMTX in JWT mode. No MediaMTX found: set MEDIAMTX_BIN or add mediamtx to the PATH.',
    );
    return [];
  }
  const hook = `http://mediamtx:${secrets.MEDIAMTX_HOOK_SECRET}@127.0.0.1:${backend.hookPort}/api/v1/streams/validate-token`;
  const byKeys = jwtAuth(`${jwt.origin}/api/v1/streams/jwks.json`);
  const servers = {
    jwt: await startMediaMtx(folder, 'mediamtx-jwt', found.command, byKeys),
    hook: await startMediaMtx(folder, 'mediamtx-hook', found.command, hookAuth(hook)),
  };
  const job = async ({ port }: { port: number }, { origin }: Backend): Promise<Job> => ({
    port,
    requests: (await issueTokens(origin, 256)).map(({ authorization, path }) =>
      requestText('OPTIONS', `/${path}/whep`, { Host: '127.0.0.1:8889', Authorization: authorization }),
    ),
    expect: 204,
    keepAlive: true,
    seconds: 0.2,
  });
  const results = await interleaved(
    load,
    { jwt: await job(servers.jwt, jwt), hook: await job(servers.hook, backend) },
    slices(40),
  );
  await Promise.all(Object.values(servers).map(({ child }) => stop(child)));
  return [
    figure({
      name: `a check in MediaMTX ${found.version} in JWT mode, against our hook`,
      unit: 'checks/s',
      ours: rates(results.jwt),
      theirs: rates(results.hook),
      goal: 1.5,
      better: 'higher',
    }),
  ];
}
