/** A page whose first load is optimized: its code is in few files, and its HTML names them all. */
export interface Page {
  readonly name: string;
  /** Regular expressions of the URL paths. */
  readonly paths: readonly string[];
  /** Modules that the page imports dynamically on its way to the first picture, below apps/frontend/src. */
  readonly modules: readonly string[];
  /** Limits of the build for the files of the page, with Brotli. */
  readonly budget: Budget;
}

/** Limits of a first load. */
export interface Budget {
  /** Bytes of all files, with `HEADER_BYTES` for each. */
  readonly bytes: number;
  readonly requests: number;
}

/** Response headers of a file, bytes: measured in Chromium with the backend's security headers. */
export const HEADER_BYTES = 1_000;

/**
 * The pages. A first load may transfer 120 kB in 12 requests for the sign-in page, 200 kB in 15 requests for all pits, and
 * 230 kB for one pit. These budgets are smaller, because the API answers 2 requests with 2 kB on the sign-in page, and 6
 * requests with 15 kB elsewhere.
 */
export const PAGES: readonly [signIn: Page, wall: Page, pit: Page] = [
  {
    name: 'sign-in',
    paths: ['^/sign-in$'],
    modules: ['app/start-sign-in.ts'],
    budget: { bytes: 118_000, requests: 8 },
  },
  {
    name: 'wall',
    paths: ['^/pits$'],
    modules: [
      'early/start-early.ts',
      'app/start-application.ts',
      'app/shell/shell.ts',
      'app/features/wall/wall-page.ts',
    ],
    budget: { bytes: 185_000, requests: 9 },
  },
  {
    name: 'pit',
    paths: ['^/pits/[1-9]\\d{0,9}$', '^/workshops/\\d{1,10}/pits/\\d{1,10}$'],
    modules: [
      'early/start-early.ts',
      'app/start-application.ts',
      'app/shell/shell.ts',
      'app/features/pit/pit-page.ts',
    ],
    budget: { bytes: 215_000, requests: 9 },
  },
];
