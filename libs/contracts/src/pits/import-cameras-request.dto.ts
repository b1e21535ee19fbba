import { IsBoolean, IsString, Length } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';

/**
 * `POST /workshops/{id}/cameras/import`: imports pits with cameras from a CSV table: all rows or none. A row creates
 * the pit if there is none with its number, and sets the camera of a pit that has none.
 */
export class ImportCamerasRequest {
  /**
   * CSV (RFC 4180) with a header line. Cells are separated by comma, semicolon or tab, or by the separator of a first line `sep=;`.
   * Cells with U+FFFD are refused: the file was read in the wrong encoding. Columns, in any order: `number`
   * (required), `name`, `kind` (default `pull`), and those of `PUT /pits/{id}/camera`: `url` or `host`, `port`, `path`,
   * `user`, `password`; `feed`, `tls`, `tls_fingerprint`, `sub_path`, `transport`, `on_demand`, `transcode`, `sub`,
   * `allow_list` (separated by spaces). At most 500 rows and 60 000 characters.
   */
  @IsString()
  @Length(1, 60_000)
  csv: string;

  /** Whether to validate only, without changes. Default: false. */
  @MayBeAbsent()
  @IsBoolean()
  dry_run?: boolean;

  /** Whether to replace existing cameras, which disconnects their viewers. Default: false. */
  @MayBeAbsent()
  @IsBoolean()
  replace?: boolean;
}
