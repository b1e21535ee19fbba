import type { CameraImport, CameraImportAction, CameraImportRow } from '@ppf/contracts';
import type { DecodedTable } from './decode-table';

/** What a table may hold at most (contract of the import). */
export const MAX_CHARACTERS = 60_000;

/** A table to begin with: one row of each kind, with numbers that the sample workshop leaves free. */
export const TEMPLATE = [
  'number,name,kind,url',
  '11,Window side,pull,rtsp://admin:password@192.168.1.20:554/Streaming/Channels/101',
  '12,,pull,rtsp://192.168.1.21:554/stream1',
  '13,Door,push,',
  '',
].join('\r\n');

const ACTIONS: Readonly<Record<CameraImportAction, (done: boolean) => string>> = {
  'create-pit': (done) => (done ? 'Pit made, with its camera' : 'Makes the pit, with its camera'),
  'set-camera': (done) => (done ? 'Camera set' : 'Sets the camera of the pit'),
  'replace-camera': (done) => (done ? 'Camera replaced' : 'Replaces the camera of the pit'),
};

const NO_KEY = 'It has no publish key yet: open the camera by the pit’s number and press “Make the key”.';

/** What becomes of a row, or became of it. */
export function rowText({ action, host }: CameraImportRow, done: boolean): string {
  if (action === null) return '';
  // Only a camera that pushes has no host. One that replaces another may go on with that one's key.
  const needsKey = done && host === null && action !== 'replace-camera';
  return needsKey ? `${ACTIONS[action](done)}. ${NO_KEY}` : ACTIONS[action](done);
}

/** What is wrong, with its column: a sentence. */
export function faultText({ column, message }: { column: string | null; message: string }): string {
  return `${column === null ? '' : `“${column}” `}${message}${/[.!?]$/.test(message) ? '' : '.'}`;
}

/** What was read of a row, as far as it may be shown: `Tür Süd · 192.168.1.20 · admin`. */
export function readText({ name, host, user }: CameraImportRow): string {
  return [name, host, user].filter((part) => part !== null).join(' · ');
}

/** How the table's letters were read; null: it has none beyond ASCII, so it does not matter. */
export function encodingText({ isCertain, letters }: DecodedTable): string | null {
  if (letters.length === 0) return null;
  const found = `Letters beyond ASCII in it: ${letters.join(' ')}`;
  return isCertain
    ? found
    : `${found}. The file does not say how its letters are stored. Check them here and in the names below.`;
}

/** What a check or an import comes to, in one sentence. */
export function importText(found: CameraImport): string {
  const wrong = found.rows.filter(({ errors }) => errors.length > 0).length;
  if (found.done) return `${counted(found.rows.length, 'row')} imported.`;
  if (found.errors.length > 0) return 'The table cannot be read.';
  if (wrong > 0)
    return `${counted(wrong, 'row')} of ${found.rows.length} cannot be imported. Nothing is changed until all can.`;
  return found.rows.length === 0
    ? 'The table has no rows.'
    : `${counted(found.rows.length, 'row')}, all of them right.`;
}

/** Whether a checked table may be imported. */
export function isRight({ errors, rows }: CameraImport): boolean {
  return errors.length === 0 && rows.length > 0 && rows.every((row) => row.errors.length === 0);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
