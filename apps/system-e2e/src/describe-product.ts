import { accessJourney } from './journeys/access-journey';
import { alertsJourney } from './journeys/alerts-journey';
import { cameraJourney } from './journeys/camera-journey';
import { frameJourney } from './journeys/frame-journey';
import { instantPictureJourney } from './journeys/instant-picture-journey';
import { integratorJourney } from './journeys/integrator-journey';
import { lapsedSignInJourney } from './journeys/lapsed-sign-in-journey';
import { looksJourney } from './journeys/looks-journey';
import { mediaServersJourney } from './journeys/media-servers-journey';
import { otherPlayersJourney } from './journeys/other-players-journey';
import { phantomViewersJourney } from './journeys/phantom-viewers-journey';
import { pitsJourney } from './journeys/pits-journey';
import { recoveryJourney } from './journeys/recovery-journey';
import { signInJourney } from './journeys/sign-in-journey';
import { textsJourney } from './journeys/texts-journey';
import { viewingJourney } from './journeys/viewing-journey';
import { watchingJourney } from './journeys/watching-journey';
import { describeIfNamed, findMediaMtx, type Target } from './target';
import { startWorld, type TheWorld, type World } from './world/world';

/**
 * Every journey through the product, on one world. Those that disturb the media server come last.
 * @param scope `access`: only who may watch and publish, and that it plays.
 */
export function describeProduct(target: Target, scope: 'whole' | 'access' = 'whole'): void {
  let started: World | undefined;
  const world: TheWorld = () => {
    if (!started) throw new Error('The world did not start: see the failure of beforeAll.');
    return started;
  };
  beforeAll(async () => {
    started = await startWorld(target);
  }, 150_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  it('runs on the media server that was asked for', async () => {
    const { media_server: server } = await world().admin.system();
    expect(server).toMatchObject({ kind: target.kind, auth: target.auth, reachable: true });
  });
  const whole = scope === 'whole';
  if (whole) describe('sign-in', () => signInJourney(world));
  if (whole) describe('a sign-in that ends', () => lapsedSignInJourney(world));
  if (whole) describe('pits', () => pitsJourney(world));
  describe('watching', () => watchingJourney(world));
  if (whole) describe('the first picture', () => instantPictureJourney(world, target));
  describe('access', () => accessJourney(world, target));
  describe('other players', () => otherPlayersJourney(world, target));
  // Once is enough: where there is a real one, with that.
  if (whole && (target.kind === 'mediamtx' || !findMediaMtx()))
    describe('integrators', () => integratorJourney(world));
  if (whole && (target.kind === 'mediamtx' || !findMediaMtx()))
    describe('alerts', () => alertsJourney(world));
  if (whole) describe('cameras', () => cameraJourney(world));
  // After those of the cameras: whoever watched before is forgotten by then, and it needs a pit that nobody watches.
  if (whole) describeIfNamed(target, 'viewing sessions', () => viewingJourney(world));
  if (whole) describe('who watches', () => phantomViewersJourney(world));
  if (whole) describe('looks', () => looksJourney(world));
  if (whole) describe('texts', () => textsJourney(world));
  if (whole) describe('the frame', () => frameJourney(world));
  if (whole) describe('several media servers', () => mediaServersJourney(world, target));
  if (whole) describe('recovery', () => recoveryJourney(world));
}
