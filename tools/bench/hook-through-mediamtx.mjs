// What a viewer's request costs through the media server: `OPTIONS /{path}/whep` with credentials is one hook call.
import { issueTokens, secrets } from './backend.mjs';
import { figure } from './figures.mjs';
import { interleaved, requestText } from './load.mjs';
import { askingHook, findMediaMtx, startMediaMtx } from './media-server.mjs';
import { stop } from './processes.mjs';

export async function measureThroughMediaMtx(load, { backend, bare }, { folder, slices, say }) {
  const found = findMediaMtx();
  if (!found) {
    say('Left out: the hook through MediaMTX. None found: set MEDIAMTX_BIN or put mediamtx on the PATH.');
    return [];
  }
  const hook = (port) =>
    askingHook(
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
