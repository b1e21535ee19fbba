import { IsIn } from 'class-validator';

/** Action of an import row: create a pit with a camera, set the camera of a pit, or replace it. */
export const CAMERA_IMPORT_ACTIONS = ['create-pit', 'set-camera', 'replace-camera'] as const;
export type CameraImportAction = (typeof CAMERA_IMPORT_ACTIONS)[number];

/** An error of a row. Contains no cell text. */
export class CameraImportError {
  /** The column. Null: the whole row or table. */
  column: string | null;

  /** The error: a phrase that follows the column name, or a sentence without a column. */
  message: string;
}

/** A row of an import. */
export class CameraImportRow {
  /** Line of the file, from 1, including the header line. */
  line: number;

  /** Pit number. Null: not valid. */
  number: number | null;

  /** Pit name. Null: none, or not valid. */
  name: string | null;

  /** Host of a pulled camera. Null: the camera pushes, or the row is not valid. */
  host: string | null;

  /** User name at a pulled camera. Null: none, or the row is not valid. */
  user: string | null;

  @IsIn(CAMERA_IMPORT_ACTIONS)
  action: CameraImportAction | null;

  /** The created or changed pit. Null: not imported. */
  pit_id: number | null;

  /** Empty: the row is valid. */
  errors: CameraImportError[];
}

/** Response of `POST /workshops/{id}/cameras/import`. */
export class CameraImport {
  /** Whether the table was imported: false for a dry run and when any row has an error. */
  done: boolean;

  /** Errors of the whole table, such as an unknown column. */
  errors: CameraImportError[];

  /** All rows, in the order of the file. */
  rows: CameraImportRow[];
}
