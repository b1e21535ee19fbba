/** Given on the command line, besides the command. */
export interface Arguments {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  readonly camera?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
}
