import { spawn } from 'node:child_process';
import type { DiagnosisFaultCode } from '@ppf/contracts';
import { freePort } from '@ppf/free-ports';
import { waitFor } from '@ppf/testing';
import { describeDoctor } from '../world/describe-doctor';
import { type TroubleshootingFixture, startTroubleshootingFixture } from '../world/troubleshooting-fixture';
import { writeIn } from '../world/write-in';

describeDoctor('nginx before the media server, set up wrong', ['nginx'], (target) => {
  let world: TroubleshootingFixture;
  let proxy: number;
  beforeAll(async () => {
    proxy = await freePort();
    world = await startTroubleshootingFixture(target, {
      MEDIAMTX_WEBRTC_URL: `http://127.0.0.1:${proxy}/webrtc`,
    });
  }, 120_000);
  afterAll(() => world?.stop());

  const behindNginx = async (location: string) => {
    const { folder } = world.installation;
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (what) => `${what}_temp_path ${folder}/${what};`,
    );
    const file = writeIn(
      world.installation,
      'nginx.conf',
      `pid ${folder}/nginx.pid; error_log stderr crit; events {} http { access_log off; ${paths.join(' ')}
       server { listen 127.0.0.1:${proxy}; ${location} } }`,
    );
    const nginx = spawn('nginx', ['-p', folder, '-c', file, '-g', 'daemon off;'], { stdio: 'ignore' });
    const gone = new Promise((resolve) => nginx.once('exit', resolve));
    await waitFor(async () => (await fetch(`http://127.0.0.1:${proxy}/`)) && true, 'nginx answers', {
      withinMs: 10_000,
    });
    return async () => {
      nginx.kill('SIGTERM');
      await gone;
    };
  };

  it.each<[string, (webrtc: number) => string, DiagnosisFaultCode | null]>([
    [
      'nothing where it is right',
      (port) => `location /webrtc/ { proxy_pass http://127.0.0.1:${port}/; }`,
      null,
    ],
    [
      'a prefix that is not removed',
      (port) => `location /webrtc/ { proxy_pass http://127.0.0.1:${port}; }`,
      'webrtc-address-wrong',
    ],
    [
      'another prefix',
      (port) => `location /video/ { proxy_pass http://127.0.0.1:${port}/; }`,
      'webrtc-address-wrong',
    ],
    [
      'another port',
      () => `location /webrtc/ { proxy_pass http://127.0.0.1:9/; }`,
      'proxy-cannot-reach-server',
    ],
    [
      'headers of its own beside MediaMTX’s (CORS)',
      (port) =>
        `location /webrtc/ { proxy_pass http://127.0.0.1:${port}/; add_header Access-Control-Allow-Origin * always; }`,
      'cors-refused',
    ],
  ])('names %s', async (_, location, code) => {
    const stop = await behindNginx(location(world.ports.webrtc));
    try {
      const { pit } = await world.sample();
      await world.finds(pit, code);
    } finally {
      await stop();
    }
  });
});
