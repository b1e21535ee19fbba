import { CreatePitRequest, PutCameraRequest, type CameraImportError } from '@ppf/contracts';
import { RequestPipe } from '../../platform/http/request-pipe';
import { textOf } from '../../platform/messages/text-of';
import type { Message } from '../../platform/messages/message-catalog';
import { DomainError } from '../../platform/problems/domain-error';
import { type CameraInput, parseCameraRequest } from '../cameras/input/parse-camera-request';
import { message } from '../messages';
import type { TableRow } from './parse-camera-table';

/** A parsed row. */
export interface CameraRow {
  readonly line: number;
  /** The pit number. Null: not valid. */
  readonly number: number | null;
  readonly name: string | null;
  /** Null: the row has errors. */
  readonly camera: CameraInput | null;
  /** The column that contains the address of the camera. */
  readonly addressColumn: 'host' | 'url';
  readonly errors: readonly CameraImportError[];
}

const NUMBERS: readonly string[] = ['number', 'port'];
/** Messages for cells that contain no number, where the message of the validator would be misleading. */
const NUMBER_MESSAGES: ReadonlyMap<string | null, Message> = new Map([
  ['number', message('import.number')],
  ['port', message('import.port')],
]);
const FLAGS: readonly string[] = ['tls', 'on_demand', 'transcode', 'sub'];
const TRUE_WORDS: readonly string[] = ['true', 'yes', '1'];
const FALSE_WORDS: readonly string[] = ['false', 'no', '0'];

/** Parses a row by the rules of the requests that create a single pit and camera. */
export async function parseCameraRow({ line, cells, errors: unreadable }: TableRow): Promise<CameraRow> {
  const addressColumn = cells.has('url') ? 'url' : 'host';
  // With lost characters, further errors may only follow from them.
  if (unreadable.length > 0)
    return { line, number: numberOf(cells), name: null, camera: null, addressColumn, errors: unreadable };
  const values = new Map([...cells].map(([column, cell]) => [column, valueOf(column, cell)]));
  const { '': surplus, number, name, kind = 'pull', ...camera } = Object.fromEntries(values);
  const errors: CameraImportError[] = [];
  if (surplus !== undefined) errors.push({ column: null, message: message('import.surplus-cells').text() });
  const pit = await validated(CreatePitRequest, { number, ...(name === undefined ? {} : { name }) }, errors);
  const request = await validated(PutCameraRequest, { kind, ...camera }, errors);
  const input = request && parseCamera(request, errors);
  return {
    line,
    number: pit?.number ?? numberOf(cells),
    name: pit?.name ?? null,
    camera: errors.length === 0 ? input : null,
    addressColumn,
    errors,
  };
}

/**
 * Converts a failed validation to errors by column.
 * @param addressColumn The column for errors of the camera's address.
 * @throws every failure that is not a DomainError
 */
export function errorsOf(failure: unknown, addressColumn: 'host' | 'url' = 'host'): CameraImportError[] {
  if (!(failure instanceof DomainError)) throw failure;
  const { errors = [], detail } = failure.details;
  if (errors.length > 0)
    return errors.map((error) => ({ column: error.field || null, message: textOf(error.message) }));
  // The only other failure of a cell is a refused address.
  const refusal =
    detail === undefined
      ? message('import.refused')
      : message('import.refused-because', { reason: textOf(detail) });
  return [{ column: addressColumn, message: refusal.text() }];
}

function parseCamera(request: PutCameraRequest, errors: CameraImportError[]): CameraInput | null {
  try {
    return parseCameraRequest(request);
  } catch (failure) {
    errors.push(...errorsOf(failure));
    return null;
  }
}

async function validated<T>(
  metatype: new () => T,
  body: object,
  errors: CameraImportError[],
): Promise<T | null> {
  try {
    return (await new RequestPipe().transform(body, { type: 'body', metatype })) as T;
  } catch (failure) {
    errors.push(
      ...errorsOf(failure).map((error) => ({
        column: error.column,
        message: NUMBER_MESSAGES.get(error.column)?.text() ?? error.message,
      })),
    );
    return null;
  }
}

function numberOf(cells: ReadonlyMap<string, string>): number | null {
  const number = valueOf('number', cells.get('number') ?? '');
  return typeof number === 'number' ? number : null;
}

// Other text stays as it is, and the validation refuses it.
function valueOf(column: string, cell: string): unknown {
  if (NUMBERS.includes(column)) return /^\d{1,9}$/.test(cell) ? Number(cell) : cell;
  if (column === 'allow_list') return cell.split(/[\s,]+/);
  if (!FLAGS.includes(column)) return cell;
  const flag = cell.toLowerCase();
  return TRUE_WORDS.includes(flag) || (FALSE_WORDS.includes(flag) ? false : cell);
}
