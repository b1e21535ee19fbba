import { readFileSync } from 'node:fs';
import path from 'node:path';
import { adaptSite, inMainConfiguration, NGINX } from '../../proxies/nginx';
import { replaceAll, type ProxyKind, type ProxyPlace } from '../../proxies/proxy';
import { workspaceRoot } from '../../world/workspace-root';

/** Loopback ports of the servers behind nginx. */
export interface BehindNginx {
  readonly backends: readonly number[];
  /** Their auth hook ports. */
  readonly hooks: readonly number[];
  /** Of the media servers, in the order of their prefixes. */
  readonly mediaServers: readonly { readonly webrtc: number; readonly hls: number }[];
  /** Hook address for media servers. */
  readonly hook: number;
}

const BACKEND = 'server 127.0.0.1:3000 max_fails=1 fail_timeout=1s;';

/** The prefix of a media server's WebRTC and HLS, as the shipped site defines it. @param at From 0. */
export function prefixOf(kind: 'webrtc' | 'hls', at: number): string {
  return at === 0 ? `/${kind}` : `/${kind}-${at + 1}`;
}

/** nginx with the shipped site and hook, extended for several servers as their comments describe. */
export function fleetNginx(behind: BehindNginx): ProxyKind {
  return {
    ...NGINX,
    adapt: (shipped, place) => {
      const hook = readFileSync(path.join(workspaceRoot, 'infra/nginx/ppf-monitoring-hook.conf'), 'utf8');
      const site = withBackends(adaptSite(withMediaServers(shipped, behind), place), behind, place);
      return inMainConfiguration(`${site}\n${adaptHook(hook, behind)}`, place);
    },
  };
}

/** The locations of the first one again, under other names and for the ports of the others. */
function withMediaServers(shipped: string, { mediaServers }: BehindNginx): string {
  const blocks = /^ {4}location \/(?:webrtc|hls)\/ \{$[^}]*^ {4}\}$/gm;
  const others = mediaServers.slice(1).flatMap(({ webrtc, hls }, at) =>
    (shipped.match(blocks) ?? []).map((block) =>
      block
        .replaceAll('/webrtc/', `${prefixOf('webrtc', at + 1)}/`)
        .replaceAll('/hls/', `${prefixOf('hls', at + 1)}/`)
        .replaceAll('127.0.0.1:8889', `127.0.0.1:${webrtc}`)
        .replaceAll('127.0.0.1:8888', `127.0.0.1:${hls}`),
    ),
  );
  if (others.length !== 2 * (mediaServers.length - 1))
    throw new Error('The shipped site has other locations of the media server.');
  return shipped.replace(/\}\s*$/, `\n${others.join('\n\n')}\n}\n`);
}

/** `adaptSite` has put the port of the first one in. */
function withBackends(site: string, { backends }: BehindNginx, { behind }: ProxyPlace): string {
  const first = BACKEND.replace('3000', String(behind.backend));
  const lines = backends.map((port) => BACKEND.replace('3000', String(port)));
  return replaceAll(site, [[first, lines.join('\n    ')]]);
}

function adaptHook(shipped: string, { backends, hooks, hook }: BehindNginx): string {
  const linesOf = (ports: readonly number[]): string => {
    const [first, ...rest] = ports.map((port) => BACKEND.replace('3000', String(port)));
    return [first ?? '', ...rest.map((line) => line.replace(';', ' backup;'))].join('\n    ');
  };
  return replaceAll(shipped, [
    [BACKEND.replace('3000', '4000'), linesOf(hooks)],
    [BACKEND, linesOf(backends)],
    ['listen 127.0.0.1:3100;', `listen 127.0.0.1:${hook};`],
  ]);
}
