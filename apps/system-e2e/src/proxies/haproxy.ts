import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { replaceAll, type ProxyKind, type ProxyPlace } from './proxy';

/** HAProxy with `infra/haproxy/haproxy.cfg`. */
export const HAPROXY: ProxyKind = {
  name: 'HAProxy',
  program: 'haproxy',
  file: 'haproxy/haproxy.cfg',
  adapt: adaptSite,
  argumentsFor: (configuration) => ['-db', '-f', configuration],
  logsTo: 'stdout',
};

function adaptSite(shipped: string, { folder, port, behind, certificate, key }: ProxyPlace): string {
  const both = path.join(folder, 'both.pem');
  writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
  return replaceAll(shipped, [
    // It logs by syslog or to its output only.
    ['log /dev/log local0', 'log stdout format raw local0'],
    // The redirect from plain HTTP would need another port.
    ['bind :80', `bind unix@${folder}/http.sock`],
    ['bind :443', `bind 127.0.0.1:${port}`],
    ['/etc/haproxy/certs/stream.your-domain.com.pem', both],
    ['127.0.0.1:3000', `127.0.0.1:${behind.backend}`],
    ['127.0.0.1:8889', `127.0.0.1:${behind.webrtc}`],
    ['127.0.0.1:8888', `127.0.0.1:${behind.hls}`],
  ]);
}
