import { EslintProcess, type Finding } from './eslint-process.ts';

const eslint = new EslintProcess();
afterAll(() => eslint.stop());

async function lint(place: string, source: string): Promise<Finding[]> {
  const findings = await eslint.lint(place, source);
  return findings.filter(({ ruleId }) =>
    /^(import-x\/no-restricted-paths|no-restricted-(imports|syntax))$/.test(ruleId ?? ''),
  );
}

describe('import direction', () => {
  it.each([
    [
      'a floor below importing one above',
      'apps/backend/src/auth/probe.ts',
      `import { StreamsModule } from '../streams/index';`,
    ],
    [
      'technology importing the product',
      'apps/backend/src/platform/probe.ts',
      `import { PitsModule } from '../pits/index';`,
    ],
    [
      'a module entered past its index',
      'apps/backend/src/streams/probe.ts',
      `import { PitEntity } from '../pits/pit.entity';`,
    ],
    [
      'a library importing an app',
      'libs/contracts/src/probe.ts',
      `import { x } from '../../../apps/backend/src/create-app';`,
    ],
    [
      'an app importing what is not its own',
      'apps/backend/src/pits/probe.ts',
      `import { x } from '@ppf/sample-cameras';`,
    ],
    [
      'the player importing a feature',
      'apps/frontend/src/app/player/probe.ts',
      `import { x } from '../features/wall/wall-page';`,
    ],
    [
      'the kit importing the API',
      'apps/frontend/src/app/ui/probe.ts',
      `import { x } from '../api/pits-api';`,
    ],
    [
      'production code importing test helpers',
      'libs/whep/src/probe.ts',
      `import { waitFor } from '@ppf/testing';`,
    ],
    [
      'a test with a shorter time limit than the default',
      'libs/whep/src/probe.spec.ts',
      `it('plays', () => undefined, 10_000);`,
    ],
  ])('refuses %s', async (_what, place, source) => {
    expect(await lint(place, `${source}\n`)).toHaveLength(1);
  });

  it.each([
    [
      'a floor above importing one below by its index',
      'apps/backend/src/streams/probe.ts',
      `import { PitsModule } from '../pits/index';`,
    ],
    [
      'an app importing its own library',
      'apps/backend/src/pits/probe.ts',
      `import { Pit } from '@ppf/contracts';`,
    ],
    [
      'a spec importing test helpers',
      'libs/whep/src/probe.spec.ts',
      `import { waitFor } from '@ppf/testing';`,
    ],
  ])('allows %s', async (_what, place, source) => {
    expect(await lint(place, `${source}\n`)).toEqual([]);
  });
});
