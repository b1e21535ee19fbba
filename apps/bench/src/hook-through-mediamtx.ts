// Cost of a viewer's request through MediaMTX: `OPTIONS /{path}/whep` with credentials is one hook request.
import { issueTokens, secrets } from './backend.js';
import { figure, type Figure } from './figures.js';
import type { HookServers } from './hook.js';
import { interleaved, requestText } from './load.js';
import { findMediaMtx, hookAuth, startMediaMtx } from './media-server.js';
import { stop } from './processes.js';
import type { Load, RunContext } from './types.js';

export async function measureThroughMediaMtx(
  load: Load,
  { backend, bare }: HookServers,
  { folder, slices, print }: RunContext,
): Promise<Figure[]> {
  const found = findMediaMtx();
  if (!found) {
    print(
      'Skipped: the hook through MediaMTX. No MediaMTX found: set MEDIAMTX_BIN or add mediamtx to the PATH.',
    );
    return [];
  }
  const hook = (port: number) =>
    hookAuth(
      `http://mediamtx:${secrets.MEDIAMTX_HOOK_SECRET}@127.0.0.1:${port}/api/v1/streams/validate-token`,
    );
  const ours = await startMediaMtx(folder, 'mediamtx-ours', found.command, hook(backend.hookPort));
  const theirs = await startMediaMtx(folder, 'mediamtx-bare', found.command, hook(bare.port));
  const requests = (await issueTokens(backend.origin, 256)).map(({ authorization, path }) =>
    requestText('OPTIONS', `/${path}/whep`, { Host: '127.0.0.1:8889', Authorization: authorization }),
  );
  const job = { requests, expect: 204, keepAlive: true, seconds: 0.2 };
  const results = await interleaved(
    load,
    { ours: { ...job, port: ours.port }, theirs: { ...job, port: theirs.port } },
    slices(40),
  );
  await Promise.all([stop(ours.child), stop(theirs.child)]);
  return [
    figure({
      name: `hook through MediaMTX ${found.version}, against bare Node as its hook`,
      unit: 'checks/s',
      ours: results.ours.map(({ rate }) => rate),
      theirs: results.theirs.map(({ rate }) => rate),
      goal: 0.9,
      better: 'higher',
    }),
  ];
}
