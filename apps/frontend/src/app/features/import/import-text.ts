import type { CameraImport, CameraImportRow } from '@ppf/contracts';
import type { DecodedTable } from './decode-table';
import { text } from './texts/text';

/** Maximum length of a CSV file in characters (limit of the API). */
export const MAX_CHARACTERS = 60_000;

/** A template: one row of each kind, with numbers that the sample workshop does not use. */
export const TEMPLATE = [
  'number,name,kind,url',
  '11,Window side,pull,rtsp://admin:password@192.168.1.20:554/Streaming/Channels/101',
  '12,,pull,rtsp://192.168.1.21:554/stream1',
  '13,Door,push,',
  '',
].join('\r\n');

/** What the import does with a row, or has done. */
export function rowText({ action, host }: CameraImportRow, done: boolean): string {
  if (action === null) return '';
  const result = text(done ? `action.${action}.done` : `action.${action}.planned`);
  // Only a camera that publishes has no host. One that replaces another may keep the key of that one.
  const needsKey = done && host === null && action !== 'replace-camera';
  return needsKey ? text('needsKey', { result }) : result;
}

/** An error of the file or a row, with its column. */
export function errorText({ column, message }: { column: string | null; message: string }): string {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  return column === null ? sentence : text('error.withColumn', { column, message: sentence });
}

/** The content of a row, without secrets: `Tür Süd · 192.168.1.20 · admin`. */
export function rowContentText({ name, host, user }: CameraImportRow): string {
  return [name, host, user].filter((part) => part !== null).join(' · ');
}

/** How the file was decoded; null: it is ASCII, so its encoding doesn't matter. */
export function encodingText({ isCertain, letters }: DecodedTable): string | null {
  if (letters.length === 0) return null;
  return text(isCertain ? 'letters' : 'uncertainLetters', { letters: letters.join(' ') });
}

/** The result of a check or an import, in one sentence. */
export function importText({ done, errors, rows }: CameraImport): string {
  const count = rows.length;
  const invalid = rows.filter((row) => row.errors.length > 0).length;
  if (done) return text('verdict.done', { count });
  if (errors.length > 0) return text('verdict.unreadable');
  if (invalid > 0) return text('verdict.invalid', { count: invalid, total: count });
  return count === 0 ? text('verdict.noRows') : text('verdict.valid', { count });
}

/** Whether a checked file can be imported. */
export function isValid({ errors, rows }: CameraImport): boolean {
  return errors.length === 0 && rows.length > 0 && rows.every((row) => row.errors.length === 0);
}
