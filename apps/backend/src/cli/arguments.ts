/** Given on the command line, besides the command. */
export interface Arguments {
  readonly email?: string | undefined;
  readonly camera?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
  /** `backup`: the file to write; `migrate`: the last migration that is to be there. */
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  /** Files that a backup keeps besides. */
  readonly with?: readonly string[] | undefined;
  readonly identity?: string | undefined;
  readonly secrets?: string | undefined;
  readonly files?: string | undefined;
  readonly replace?: boolean | undefined;
  readonly json?: boolean | undefined;
  /** `plan-size`: numbers as text; absent ones are measured or usual. */
  readonly measure?: boolean | undefined;
  readonly 'no-instant-picture'?: boolean | undefined;
  readonly pits?: string | undefined;
  readonly 'main-mbits'?: string | undefined;
  readonly 'sub-mbits'?: string | undefined;
  readonly 'key-frame-seconds'?: string | undefined;
  readonly 'watched-main'?: string | undefined;
  readonly 'watched-sub'?: string | undefined;
  readonly 'watched-hours'?: string | undefined;
  readonly reencoded?: string | undefined;
  readonly recorded?: string | undefined;
  readonly 'recorded-hours'?: string | undefined;
  readonly 'kept-days'?: string | undefined;
}
