import type { CameraImportAction, CameraImportError } from '@ppf/contracts';
import { missingCredential } from '../cameras/input/missing-credential';
import type { PulledCameraInput } from '../cameras/input/parse-camera-request';
import { textOf } from '../../platform/messages/text-of';
import { message } from '../messages';
import type { CameraRow } from './parse-camera-row';

/** The pits before an import, by number. */
export type ExistingPits = ReadonlyMap<number, { readonly pitId: number; readonly hasCamera: boolean }>;

/** A row with the action that it would take. */
export interface PlannedRow extends CameraRow {
  readonly action: CameraImportAction | null;
  /** Id of an existing pit. Null: the pit is created. */
  readonly pitId: number | null;
}

/** Plans an import row by row. Pure. @param replace Whether existing cameras may be replaced. */
export function planCameraImport(
  rows: readonly CameraRow[],
  existing: ExistingPits,
  replace: boolean,
): readonly PlannedRow[] {
  const lines = new Map<number, number>();
  return rows.map((row) => {
    const { number } = row;
    if (number === null) return { ...row, action: null, pitId: null };
    const errors: CameraImportError[] = [...row.errors];
    const first = lines.get(number);
    if (first === undefined) lines.set(number, row.line);
    else errors.push({ column: 'number', message: message('import.repeated-pit', { line: first }).text() });
    const pit = existing.get(number);
    if (pit?.hasCamera && !replace)
      errors.push({
        column: null,
        message: message('import.pit-has-camera', { number }).text(),
      });
    // Without an existing camera, there is no stored password to retain.
    const missing = row.camera?.kind === 'pull' && !pit?.hasCamera ? credentialError(row.camera) : null;
    if (missing) errors.push(missing);
    const action = !pit ? 'create-pit' : pit.hasCamera ? 'replace-camera' : 'set-camera';
    return { ...row, errors, action, pitId: pit?.pitId ?? null };
  });
}

function credentialError({ user, password }: PulledCameraInput): CameraImportError | null {
  const missing = missingCredential(user, password !== null);
  return missing && { column: missing.field, message: textOf(missing.message) };
}
