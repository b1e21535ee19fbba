import type { Browser } from 'playwright-core';
import { NGINX } from '../../proxies/nginx';
import { findProgram, startProxy } from '../../proxies/proxy';
import { freePort } from '@ppf/free-ports';
import { launchBrowser } from '../../pages/browser';
import { ENCODERS, type FilmedCamera } from '../world/camera-server';
import { describeDoctor } from '../world/describe-doctor';
import { type TroubleshootingFixture, startTroubleshootingFixture } from '../world/troubleshooting-fixture';
import { CHROMIUM_RESOLVES, NAMES, nodeResolves } from '../world/names';
import { type PitVisit, visitPit } from '../world/pit-visits';

// As behind a firewall. Unreachable addresses of the media server are not enough: older releases look
// for the browser by themselves, and find it on this machine.
const WITHOUT_UDP = ['force-webrtc-ip-handling-policy', 'webrtc-ip-handling-policy'].map(
  (name) => `--${name}=disable_non_proxied_udp`,
);

describeDoctor('what is between browser and media server', [], (target) => {
  let world: TroubleshootingFixture;
  let browser: Browser;
  let camera: FilmedCamera;
  beforeAll(async () => {
    browser = await launchBrowser([...CHROMIUM_RESOLVES, ...WITHOUT_UDP]);
    world = await startTroubleshootingFixture(target);
    camera = await world.film('good', ENCODERS.good);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  /** At a separate pit: a pit that existed during a restart of the media server has outages. */
  const watch = async (
    body: (visit: PitVisit) => Promise<void>,
    origin = world.installation.backend.origin,
  ) => {
    const { id } = await world.pit(camera);
    const visitor = { origin, who: world.people.operator, ignoreHTTPSErrors: true };
    await visitPit(browser, visitor, id, body);
  };
  const named = (settings: Readonly<Record<string, string>>) =>
    world.reconfigure({ ...nodeResolves(world.installation), ...settings });
  const at = (name: string, port: number) => `http://${name}:${port}`;

  it('reports blocked UDP when video arrives over HLS only', async () => {
    await watch(async (visit) => {
      await visit.reaches('live', 'hls');
      // WebRTC is given up ten seconds after it was answered.
      await visit.says('udp-blocked');
    });
  });

  it('reports that only private addresses are offered to a page on the internet', async () => {
    await named({ MEDIAMTX_WEBRTC_URL: at(NAMES.media, world.ports.webrtc) });
    await world.restart({ webrtcIPsFromInterfaces: 'no', webrtcAdditionalHosts: '[10.255.255.1]' });
    await watch(async (visit) => {
      await visit.reaches('live', 'hls');
      await visit.says('ice-hosts-missing');
    });
  });

  it('reports that only this browser does not reach the media server', async () => {
    await world.restart();
    await named({
      MEDIAMTX_WEBRTC_URL: at(NAMES.inside, world.ports.webrtc),
      MEDIAMTX_HLS_URL: at(NAMES.inside, world.ports.hls),
    });
    await watch((visit) => visit.says('browser-cannot-reach-media'));
  });

  it('reports that MEDIAMTX_HOST is still localhost', async () => {
    const { port } = world.installation.backend;
    await named({ PUBLIC_URL: at(NAMES.page, port) });
    await watch((visit) => visit.says('media-host-is-loopback'), at(NAMES.page, port));
  });

  const whereNginx = findProgram('nginx') && findProgram('openssl') ? it : it.skip;
  whereNginx('reports a media server without TLS when the page has it', async () => {
    const port = await freePort();
    const { webrtc, hls } = world.ports;
    await named({
      PUBLIC_URL: `https://localhost:${port}`,
      MEDIAMTX_WEBRTC_URL: at(NAMES.media, webrtc),
      MEDIAMTX_HLS_URL: at(NAMES.media, hls),
    });
    const proxy = await startProxy(NGINX, port, { backend: world.installation.backend.port, webrtc, hls });
    try {
      await watch((visit) => visit.says('media-not-https'), proxy.origin);
    } finally {
      await proxy.stop();
    }
  });
});
