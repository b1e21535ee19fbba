import { replaceAll, type ProxyKind, type ProxyPlace } from './proxy';

/** Caddy with `infra/caddy/Caddyfile`. */
export const CADDY: ProxyKind = {
  name: 'Caddy',
  program: 'caddy',
  file: 'caddy/Caddyfile',
  adapt: (shipped, place) =>
    `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${adaptSite(shipped, place)}`,
  argumentsFor: (configuration) => ['run', '--adapter', 'caddyfile', '--config', configuration],
};

function adaptSite(shipped: string, { folder, port, behind, certificate, key }: ProxyPlace): string {
  return replaceAll(shipped, [
    [
      'stream.your-domain.com {',
      `https://localhost:${port} {\n\tbind 127.0.0.1\n\ttls ${certificate} ${key}`,
    ],
    ['/var/log/caddy/ppf-monitoring.log', `${folder}/access.log`],
    ['127.0.0.1:3000', `127.0.0.1:${behind.backend}`],
    ['127.0.0.1:8889', `127.0.0.1:${behind.webrtc}`],
    ['127.0.0.1:8888', `127.0.0.1:${behind.hls}`],
  ]);
}
