/** Given on the command line, besides the command. */
export interface Arguments {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
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
}
