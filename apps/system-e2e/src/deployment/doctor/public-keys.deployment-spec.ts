import { generateKeyPairSync } from 'node:crypto';
import { inJwtMode } from '../../world/target';
import { describeDoctor } from '../world/describe-doctor';
import { type TroubleshootingFixture, startTroubleshootingFixture } from '../world/troubleshooting-fixture';

describeDoctor('the media server in JWT mode', [], (target) => {
  let world: TroubleshootingFixture;
  beforeAll(async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    world = await startTroubleshootingFixture(target, { MEDIAMTX_AUTH: 'jwt', STREAM_TOKEN_KEY: key });
  }, 120_000);
  afterAll(() => world?.stop());

  const [modern, old] = inJwtMode(target) ? [it, it.skip] : [it.skip, it];

  old('names one that is too old for it', async () => {
    const { pit } = await world.sample();
    await world.finds(pit, 'media-server-too-old');
  });

  modern('names keys that the media server cannot fetch', async () => {
    const { origin } = world.installation.backend;
    const keys = (from: string) => ({
      authMethod: 'jwt',
      authJWTJWKS: `${from}/api/v1/streams/jwks.json`,
      authJWTExclude: '[{action: api}]',
    });
    const { pit } = await world.sample();
    await world.restart(keys(origin));
    await world.finds(pit, null);
    await world.restart(keys('http://127.0.0.1:9'));
    await world.finds(pit, 'token-refused');
  });
});
