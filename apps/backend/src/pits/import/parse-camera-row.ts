import { CreatePitRequest, PutCameraRequest, type CameraImportError } from '@ppf/contracts';
import { RequestPipe } from '../../platform/http/request-pipe';
import { textOf } from '../../platform/messages/text-of';
import { DomainError } from '../../platform/problems/domain-error';
import { type CameraInput, parseCameraRequest } from '../cameras/input/parse-camera-request';
import type { TableRow } from './parse-camera-table';

/** A row that was read; `asked` is null when something in it is wrong. */
export interface CameraRow {
  readonly line: number;
  /** The pit's number; null: it cannot be read. */
  readonly number: number | null;
  readonly name: string | null;
  readonly camera: CameraInput | null;
  /** The column that says where the camera is. */
  readonly addressColumn: 'host' | 'url';
  readonly errors: readonly CameraImportError[];
}

const NUMBERS: readonly string[] = ['number', 'port'];
/** What a cell must be that holds no digits: no range says that. */
const RANGES: ReadonlyMap<string | null, string> = new Map([
  ['number', 'must be a whole number from 1 to 9999'],
  ['port', 'must be a whole number from 1 to 65535'],
]);
const FLAGS: readonly string[] = ['tls', 'on_demand', 'transcode', 'sub'];
const YES: readonly string[] = ['true', 'yes', '1'];
const NO: readonly string[] = ['false', 'no', '0'];

/** Reads a row as the requests are read that would make the same pit and camera one by one. */
export async function parseCameraRow({ line, cells, faults }: TableRow): Promise<CameraRow> {
  const addressColumn = cells.has('url') ? 'url' : 'host';
  // Letters are lost: whatever else is wrong may be wrong because of it.
  if (faults.length > 0)
    return { line, number: numberOf(cells), name: null, camera: null, addressColumn, errors: faults };
  const values = new Map([...cells].map(([column, cell]) => [column, valueOf(column, cell)]));
  const { '': surplus, number, name, kind = 'pull', ...camera } = Object.fromEntries(values);
  const errors: CameraImportError[] = [];
  if (surplus !== undefined)
    errors.push({ column: null, message: 'The row has more cells than the first line' });
  const pit = await validated(CreatePitRequest, { number, ...(name === undefined ? {} : { name }) }, errors);
  const request = await validated(PutCameraRequest, { kind, ...camera }, errors);
  const asked = request && parseCamera(request, errors);
  return {
    line,
    number: pit?.number ?? numberOf(cells),
    name: pit?.name ?? null,
    camera: errors.length === 0 ? asked : null,
    addressColumn,
    errors,
  };
}

/** What is wrong, by column. `address`: the column that says where the camera is. @throws what is no DomainError */
export function errorsOf(failure: unknown, address: 'host' | 'url' = 'host'): CameraImportError[] {
  if (!(failure instanceof DomainError)) throw failure;
  const { errors = [], detail } = failure.details;
  if (errors.length > 0)
    return errors.map(({ field, message }) => ({ column: field || null, message: textOf(message) }));
  // The only other one that is about a cell: where the camera is.
  return [
    { column: address, message: detail === undefined ? 'is refused' : `is refused: ${textOf(detail)}` },
  ];
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
      ...errorsOf(failure).map(({ column, message }) => ({ column, message: RANGES.get(column) ?? message })),
    );
    return null;
  }
}

function numberOf(cells: ReadonlyMap<string, string>): number | null {
  const number = valueOf('number', cells.get('number') ?? '');
  return typeof number === 'number' ? number : null;
}

// What cannot be read stays a text, which the validation then refuses.
function valueOf(column: string, cell: string): unknown {
  if (NUMBERS.includes(column)) return /^\d{1,9}$/.test(cell) ? Number(cell) : cell;
  if (column === 'allow_list') return cell.split(/[\s,]+/);
  if (!FLAGS.includes(column)) return cell;
  const flag = cell.toLowerCase();
  return YES.includes(flag) || (NO.includes(flag) ? false : cell);
}
