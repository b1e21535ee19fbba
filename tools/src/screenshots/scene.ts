import type { Page } from 'playwright-core';

/** A step on a page. */
export type Act = (page: Page) => unknown;

/** A page in one state. */
export interface Scene {
  readonly name: string;
  /** Whether the page is opened without a sign-in. */
  readonly visitor?: boolean;
  /** Runs before the page is opened, for example to replace responses of the API. */
  readonly arrange?: Act;
  /** Opens the page. */
  readonly open: Act;
  /** Runs on the open page. */
  readonly act?: Act;
}

/** Body of an API response. Scenes change single fields of it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Body = any;
