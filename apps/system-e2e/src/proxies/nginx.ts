import { replaceAll, type ProxyKind, type ProxyPlace } from './proxy';

/** nginx with `infra/nginx/ppf-monitoring.conf`. */
export const NGINX: ProxyKind = {
  name: 'nginx',
  program: 'nginx',
  file: 'nginx/ppf-monitoring.conf',
  adapt: (shipped, place) => inMainConfiguration(adaptSite(shipped, place), place),
  argumentsFor: (configuration, { folder }) => ['-p', folder, '-c', configuration, '-g', 'daemon off;'],
};

/** The shipped site on separate ports and files. */
export function adaptSite(shipped: string, { folder, port, behind, certificate, key }: ProxyPlace): string {
  return replaceAll(shipped, [
    // The redirect from plain HTTP would need another port.
    ['listen 80;', `listen unix:${folder}/http.sock;`],
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['server_name stream.your-domain.com;', 'server_name localhost;'],
    ['/etc/letsencrypt/live/stream.your-domain.com/fullchain.pem', certificate],
    ['/etc/letsencrypt/live/stream.your-domain.com/privkey.pem', key],
    ['/var/log/nginx/ppf-monitoring.log', `${folder}/access.log`],
    ['/var/log/nginx/ppf-monitoring-media.log', `${folder}/media.log`],
    ['127.0.0.1:3000', `127.0.0.1:${behind.backend}`],
    ['127.0.0.1:8889', `127.0.0.1:${behind.webrtc}`],
    ['127.0.0.1:8888', `127.0.0.1:${behind.hls}`],
  ]);
}

/** What a distribution's nginx.conf has around the site, with every path in one folder. */
export function inMainConfiguration(site: string, { folder }: ProxyPlace): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (what) => `  ${what}_temp_path ${folder}/${what};`,
  );
  return [
    `pid ${folder}/nginx.pid;`,
    'error_log stderr error;',
    'events {}',
    'http {',
    ...temporary,
    site,
    '}',
    '',
  ].join('\n');
}
