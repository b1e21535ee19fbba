import type { CameraImportAction, CameraImportError } from '@ppf/contracts';
import { missingCredential } from '../cameras/input/missing-credential';
import type { PulledCameraInput } from '../cameras/input/parse-camera-request';
import type { CameraRow } from './parse-camera-row';

/** What is there before an import: pits by number. */
export type ExistingPits = ReadonlyMap<number, { readonly pitId: number; readonly hasCamera: boolean }>;

/** What a row would do. */
export interface PlannedRow extends CameraRow {
  readonly action: CameraImportAction | null;
  /** Of a pit that is there; null: it is to be made. */
  readonly pitId: number | null;
}

/** What an import would do, row by row. Pure. @param replace Whether a camera that is there may be replaced. */
export function planCameraImport(
  rows: readonly CameraRow[],
  there: ExistingPits,
  replace: boolean,
): readonly PlannedRow[] {
  const lines = new Map<number, number>();
  return rows.map((row) => {
    const { number } = row;
    if (number === null) return { ...row, action: null, pitId: null };
    const errors: CameraImportError[] = [...row.errors];
    const first = lines.get(number);
    if (first === undefined) lines.set(number, row.line);
    else errors.push({ column: 'number', message: `is in line ${first} already` });
    const pit = there.get(number);
    if (pit?.hasCamera && !replace)
      errors.push({
        column: null,
        message: `Pit ${number} already has a camera. Tick “Also replace cameras that pits have already” (by the API, set \`replace\`) to replace it.`,
      });
    // Nothing is kept that could complete it.
    const half = row.camera?.kind === 'pull' && !pit?.hasCamera ? credentialError(row.camera) : null;
    if (half) errors.push(half);
    const action = !pit ? 'create-pit' : pit.hasCamera ? 'replace-camera' : 'set-camera';
    return { ...row, errors, action, pitId: pit?.pitId ?? null };
  });
}

function credentialError({ user, password }: PulledCameraInput): CameraImportError | null {
  const half = missingCredential(user, password !== null);
  return half && { column: half.field, message: half.message };
}
