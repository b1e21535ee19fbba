// The contracts' classes are decorated; the build drops them, jest loads them.
import 'reflect-metadata';

// Specs of functions without a page run in Node (`@jest-environment node`), without the start of jsdom and Angular.
if (typeof document !== 'undefined') {
  const angular = jest.requireActual<typeof import('jest-preset-angular/setup-env/zoneless')>(
    'jest-preset-angular/setup-env/zoneless',
  );
  angular.setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });
}
