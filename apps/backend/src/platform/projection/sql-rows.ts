import type { DataSource } from 'typeorm';
import type { ProjectedRow, RowSource } from './row-projection';

/** Which rows a projection reads. The parts are constants of the code: never put input into them. */
export interface RowQuery {
  /** `SELECT … FROM …` with its joins, without a condition. Its result must have `id`. */
  readonly select: string;
  /** The column that is the id. Default `id`. */
  readonly idColumn?: string;
  /** Condition of every read. A row that does not meet it (any more) is removed from the copy. */
  readonly where?: string;
  /** Further condition of a full load only. */
  readonly loadWhere?: string;
}

/** Reads the rows of a projection by SQL. */
export class SqlRows<Row extends ProjectedRow> implements RowSource<Row> {
  private readonly idColumn: string;

  constructor(
    private readonly dataSource: Pick<DataSource, 'query'>,
    private readonly rows: RowQuery,
  ) {
    this.idColumn = rows.idColumn ?? 'id';
  }

  readPage(afterId: number, limit: number): Promise<readonly Row[]> {
    return this.read(`${this.idColumn} > $1`, this.rows.loadWhere, [afterId, limit], 'LIMIT $2');
  }

  readByIds(ids: readonly number[]): Promise<readonly Row[]> {
    return this.read(`${this.idColumn} = ANY($1)`, undefined, [ids]);
  }

  private read(
    condition: string,
    loadWhere: string | undefined,
    values: unknown[],
    limit = '',
  ): Promise<readonly Row[]> {
    const conditions = [condition, this.rows.where, loadWhere].filter((each) => each !== undefined);
    const where = conditions.map((each) => `(${each})`).join(' AND ');
    return this.dataSource.query<Row[]>(
      `${this.rows.select} WHERE ${where} ORDER BY ${this.idColumn} ${limit}`,
      values,
    );
  }
}
