import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type ApiClient } from '../world/api-client';
import { workspaceRoot } from '../world/workspace-root';

/** The site of an integrator: its page has a video, and its server requests stream tokens. */
export interface IntegratorsSite {
  readonly origin: string;
  stop(): Promise<void>;
}

const PAGE = `<!doctype html><html lang="en"><title>Workshop</title>
<link rel="icon" href="data:,">
<script type="importmap">{"imports": {"hls.js": "/hls.mjs"}}</script>
<video autoplay muted playsinline width="640" height="360"></video></html>`;

/**
 * Serves modules as they stand in a guide, their types stripped and nothing else changed.
 * @param modules TypeScript, by the name that it is served under.
 */
export async function startIntegratorsSite(
  modules: Readonly<Record<string, string>>,
  api: ApiClient,
  pitId: number,
): Promise<IntegratorsSite> {
  const hls = readFileSync(path.join(workspaceRoot, 'node_modules/hls.js/dist/hls.mjs'), 'utf8');
  const files = new Map([['/hls.mjs', hls]]);
  for (const [name, code] of Object.entries(modules)) files.set(`/${name}`, stripTypeScriptTypes(code));
  const answer = async (address: string, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(address, 'http://site');
    const script = files.get(pathname);
    if (script !== undefined) return send(response, 'text/javascript', script);
    if (pathname !== '/stream-token') return send(response, 'text/html', PAGE);
    const access = await api.streamToken(pitId, searchParams.get('renews') ?? undefined);
    send(response, 'application/json', JSON.stringify(access));
  };
  const server = createServer((request, response) => {
    answer(request.url ?? '/', response).catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // Another host than that of the product, so that nothing here is same-origin or same-site by chance.
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type }).end(body);
}
