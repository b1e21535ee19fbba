import { IsIn } from 'class-validator';

/** What a row of an import does: makes a pit with its camera, gives a pit its camera, or replaces the camera of one. */
export const CAMERA_IMPORT_ACTIONS = ['create-pit', 'set-camera', 'replace-camera'] as const;
export type CameraImportAction = (typeof CAMERA_IMPORT_ACTIONS)[number];

/** What is wrong in a row. Holds nothing of what stands in the row. */
export class CameraImportError {
  /** The column; null: the row or the table as a whole. */
  column: string | null;

  /** What is wrong: to be read after the column's name, or a whole sentence when there is no column. */
  message: string;
}

/** A row of an import. */
export class CameraImportRow {
  /** Line of the file, from 1; the header is one. */
  line: number;

  /** The pit's number; null: it cannot be read. */
  number: number | null;

  /** The pit's name, as it was read; null: none, or it cannot be read. */
  name: string | null;

  /** Host of a pulled camera, as it was read; null: it pushes, or cannot be read. */
  host: string | null;

  /** User name at a pulled camera, as it was read; null: none, or it cannot be read. */
  user: string | null;

  @IsIn(CAMERA_IMPORT_ACTIONS)
  action: CameraImportAction | null;

  /** The pit that it made or set; null before. */
  pit_id: number | null;

  /** Empty: nothing is wrong. */
  errors: CameraImportError[];
}

/** Answer of `POST /workshops/{id}/cameras/import`. */
export class CameraImport {
  /** Whether it was done: false for a dry run and when any row has an error. */
  done: boolean;

  /** What is wrong with the table as a whole, such as a column that is not known; empty: nothing. */
  errors: CameraImportError[];

  /** Every row, in the order of the file. */
  rows: CameraImportRow[];
}
