import { replaceAll, type ProxyKind, type ProxyPlace } from './proxy';

/** Modules that Debian does not build in, as a2enmod would load them. */
const MODULES = ['mpm_event', 'authz_core', 'alias', 'ssl', 'headers', 'proxy', 'proxy_http', 'http2'];

/** Apache httpd with `infra/apache/ppf-monitoring.conf`. */
export const APACHE: ProxyKind = {
  name: 'Apache httpd',
  program: 'apache2',
  file: 'apache/ppf-monitoring.conf',
  adapt: (shipped, place) => inMainConfiguration(adaptSite(shipped, place), place),
  argumentsFor: (configuration) => ['-DFOREGROUND', '-f', configuration],
};

function adaptSite(shipped: string, { folder, port, behind, certificate, key }: ProxyPlace): string {
  return replaceAll(shipped, [
    // The redirect from plain HTTP would need another port.
    ['<VirtualHost *:80>', '<VirtualHost *:1>'],
    ['<VirtualHost *:443>', `<VirtualHost *:${port}>`],
    ['ServerName stream.your-domain.com', 'ServerName localhost'],
    ['/etc/letsencrypt/live/stream.your-domain.com/fullchain.pem', certificate],
    ['/etc/letsencrypt/live/stream.your-domain.com/privkey.pem', key],
    ['/var/log/apache2/ppf-monitoring.log', `${folder}/access.log`],
    ['127.0.0.1:3000', `127.0.0.1:${behind.backend}`],
    ['127.0.0.1:8889', `127.0.0.1:${behind.webrtc}`],
    ['127.0.0.1:8888', `127.0.0.1:${behind.hls}`],
  ]);
}

/** What a distribution's apache2.conf has around the site, with every path in one folder. */
function inMainConfiguration(site: string, { folder, port }: ProxyPlace): string {
  return [
    ...MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
    `ServerRoot ${folder}`,
    `DefaultRuntimeDir ${folder}`,
    `PidFile ${folder}/apache2.pid`,
    'ServerName localhost',
    // Its standard error is a socket here, which it cannot open by name.
    `ErrorLog ${folder}/error.log`,
    `Listen 127.0.0.1:${port}`,
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    site,
    '',
  ].join('\n');
}
