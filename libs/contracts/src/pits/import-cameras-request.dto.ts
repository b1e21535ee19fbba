import { IsBoolean, IsString, Length } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';

/**
 * `POST /workshops/{id}/cameras/import`: pits with their cameras from a table. All rows or none. A row makes its pit
 * where there is none by that number, and sets the camera of a pit that has none.
 */
export class ImportCamerasRequest {
  /**
   * CSV (RFC 4180) with a header line; comma, semicolon or tab between the cells, or what a first line `sep=;` names.
   * Cells with U+FFFD are refused: the table was read in another encoding than it was written in. Columns, in any order: `number`
   * (needed), `name`, `kind` (`pull` when empty), and those of `PUT /pits/{id}/camera`: `url` or `host`, `port`, `path`,
   * `user`, `password`; `feed`, `tls`, `tls_fingerprint`, `sub_path`, `transport`, `on_demand`, `transcode`, `sub`,
   * `allow_list` (with spaces between). At most 500 rows and 60 000 characters.
   */
  @IsString()
  @Length(1, 60_000)
  csv: string;

  /** True: check only, change nothing. False when absent. */
  @MayBeAbsent()
  @IsBoolean()
  dry_run?: boolean;

  /** True: also set the cameras of pits that have one, which disconnects whoever watches these. False when absent. */
  @MayBeAbsent()
  @IsBoolean()
  replace?: boolean;
}
