// Token issue: POST /api/v1/streams/token on 16 persistent connections.
import { secrets, signIn, startBare } from './backend.js';
import { figure, type Figure } from './figures.js';
import type { HookServers } from './hook.js';
import { interleaved, requestText } from './load.js';
import { stop } from './processes.js';
import type { Load, RunContext } from './types.js';

export async function measureTokenIssue(
  load: Load,
  { backend, databaseUrl }: HookServers,
  { slices }: RunContext,
): Promise<Figure[]> {
  const bare = await startBare('bare-token.js', { ...secrets, DATABASE_URL: databaseUrl });
  const authorization = await signIn(backend.origin);
  const requests = Array.from({ length: 10 }, (_, pit) =>
    requestText(
      'POST',
      '/api/v1/streams/token',
      {
        Host: '127.0.0.1',
        Authorization: authorization,
        'Content-Type': 'application/json',
        Accept: 'application/json',
      },
      JSON.stringify({ pit_id: pit + 1 }),
    ),
  );
  const job = { requests, expect: 201, keepAlive: true, connections: 16, seconds: 0.25 };
  const results = await interleaved(
    load,
    { backend: { ...job, port: backend.port }, bare: { ...job, port: bare.port } },
    slices(40),
  );
  await stop(bare.child);
  return [
    figure({
      name: 'token issue, 16 kept connections, against bare Node with one named read',
      unit: 'requests/s',
      ours: results.backend.map(({ rate }) => rate),
      theirs: results.bare.map(({ rate }) => rate),
      goal: 1,
      better: 'higher',
    }),
  ];
}
