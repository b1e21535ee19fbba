// JWT mode against hook mode, on the same database: what signing with a key pair costs when a token is issued, and what
// a media server gains that checks it by itself.
import { generateKeyPairSync } from 'node:crypto';
import { issueTokens, secrets, signIn, startBackend } from './backend.mjs';
import { figure } from './figures.mjs';
import { interleaved, requestText } from './load.mjs';
import { askingHook, checkingByKeys, findMediaMtx, startMediaMtx } from './media-server.mjs';
import { stop } from './processes.mjs';

const rates = (results) => results.map(({ rate }) => rate);

export async function measureJwtMode(load, { backend, databaseUrl }, { folder, slices, say }) {
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwt = await startBackend(folder, 'backend-jwt', databaseUrl, {
    MEDIAMTX_AUTH: 'jwt',
    STREAM_TOKEN_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  const figures = [
    await measureIssue(load, { jwt, backend }, slices),
    ...(await measureChecks(load, { jwt, backend }, { folder, slices, say })),
  ];
  await stop(jwt.child);
  return figures;
}

async function measureIssue(load, { jwt, backend }, slices) {
  const job = async ({ origin, port }) => {
    const headers = {
      Host: '127.0.0.1',
      Authorization: await signIn(origin),
      'Content-Type': 'application/json',
      Accept: 'application/json',
    };
    const ask = (pit) =>
      requestText('POST', '/api/v1/streams/token', headers, JSON.stringify({ pit_id: pit + 1 }));
    const requests = Array.from({ length: 10 }, (_, pit) => ask(pit));
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

async function measureChecks(load, { jwt, backend }, { folder, slices, say }) {
  const found = findMediaMtx();
  if (!found) {
    say(
      'Left out: checks in MediaMTX in JWT mode. None found: set MEDIAMTX_BIN or put mediamtx on the PATH.',
    );
    return [];
  }
  const hook = `http://mediamtx:${secrets.MEDIAMTX_HOOK_SECRET}@127.0.0.1:${backend.hookPort}/api/v1/streams/validate-token`;
  const byKeys = checkingByKeys(`${jwt.origin}/api/v1/streams/jwks.json`);
  const servers = {
    jwt: await startMediaMtx(folder, 'mediamtx-jwt', found.command, byKeys),
    hook: await startMediaMtx(folder, 'mediamtx-hook', found.command, askingHook(hook)),
  };
  const job = async ({ port }, { origin }) => ({
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
