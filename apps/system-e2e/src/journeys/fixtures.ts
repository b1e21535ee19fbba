import { test as base } from '@playwright/test';
import { ControlApi } from '@ppf/mediamtx';
import { launchBrowser } from '../pages/browser';
import { SIMULATOR, type Target } from '../world/target';
import { ApiClient } from '../world/api-client';
import { startProduct, type Product } from '../world/product';
import { openWorkshop, type WorkshopUnderTest } from '../world/workshop-under-test';
import type { World } from './world';

export { expect } from '@playwright/test';

/** Options of a project of playwright.config.ts. */
export interface ProjectOptions {
  /** The media server of the project; a text gives the reason why there is none. */
  readonly target: Target | string;
}

interface Fixtures extends ProjectOptions {
  /** The product of this worker: its own ports, database and data directory. */
  readonly product: Product;
  /** The API, signed in as the operator. */
  readonly admin: ApiClient;
  /** The workshop of this worker, with cameras that the tests can stop. */
  readonly workshop: WorkshopUnderTest;
  readonly world: World;
}

/** The first start runs every migration, on a machine that other workers use too. */
const START_TIMEOUT_MS = 150_000;

/** Playwright's `test` with a product for each worker. */
export const test = base.extend<object, Fixtures>({
  target: [SIMULATOR, { scope: 'worker', option: true }],
  product: [
    async ({ target }, use) => {
      if (typeof target === 'string') throw new Error(target);
      const product = await startProduct(target);
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: START_TIMEOUT_MS },
  ],
  admin: [
    async ({ product }, use) => use(await ApiClient.signIn(product.origin, product.admin)),
    { scope: 'worker' },
  ],
  workshop: [
    async ({ product, admin }, use) => {
      const workshop = await openWorkshop(product, admin);
      await use(workshop);
      await workshop.stop();
    },
    { scope: 'worker', timeout: START_TIMEOUT_MS },
  ],
  world: [
    async ({ target, product, admin, workshop }, use) => {
      if (typeof target === 'string') throw new Error(target);
      const control = new ControlApi({ url: `http://127.0.0.1:${product.ports.api}` });
      const browser = await launchBrowser();
      await use({ target, product, admin, workshop, control, browser });
      await browser.close();
      await control.close();
    },
    { scope: 'worker', timeout: START_TIMEOUT_MS },
  ],
});
