import { Logger } from '@nestjs/common';
import { Metrics } from './metrics/metrics';
import { RowFaults } from './row-faults';

describe('RowFaults', () => {
  let faults: RowFaults;
  let logged: object[];

  beforeEach(() => {
    logged = [];
    jest.spyOn(Logger.prototype, 'error').mockImplementation((what: object) => void logged.push(what));
    faults = new RowFaults(new Metrics());
  });
  afterEach(() => jest.restoreAllMocks());

  const badUrl = () => new URL('rtsp://u:zx81-pw@[');

  it('skips one row, logs it once without its content, and counts it until it is valid', () => {
    const work = (row: string) => faults.isolate('paths', row, () => (row === 'pit 2' ? badUrl() : row));
    expect(['pit 1', 'pit 2', 'pit 3'].map(work)).toEqual(['pit 1', undefined, 'pit 3']);
    work('pit 2');
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ task: 'paths', row: 'pit 2' });
    expect(JSON.stringify(logged)).not.toContain('zx81');
    expect(faults.count('paths')).toBe(1);
    faults.isolate('paths', 'pit 2', () => 'well');
    expect(faults.count('paths')).toBe(0);
  });

  it('rethrows that the database is unavailable: no row causes that', async () => {
    const away = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    await expect(faults.isolateAsync('paths', 'pit 1', () => Promise.reject(away))).rejects.toBe(away);
    expect(faults.count('paths')).toBe(0);
  });

  describe('writing rows together', () => {
    const rows = Array.from({ length: 9 }, (_, index) => index);
    const refused = Object.assign(new Error('no'), { driverError: { code: '22P05' } });
    let written: number[];
    const write = (bad: readonly number[], failure: Error) => async (some: readonly number[]) => {
      if (some.some((row) => bad.includes(row))) throw failure;
      written.push(...some);
    };
    beforeEach(() => (written = []));

    it('skips rows that the database refuses, and writes all others', async () => {
      await faults.writeEach('history', rows, String, write([2, 7], refused));
      expect(written).toEqual([0, 1, 3, 4, 5, 6, 8]);
      expect(faults.count('history')).toBe(2);
      await faults.writeEach('history', rows, String, write([], refused));
      expect(faults.count('history')).toBe(0);
    });

    it.each(['21000', '22P05', '23505', '54000'])(
      'stops no other row where PostgreSQL answers %s',
      async (code) => {
        const failure = Object.assign(new Error('no'), { driverError: { code } });
        await faults.writeEach('history', rows, String, write([2], failure));
        expect(written).toEqual([0, 1, 3, 4, 5, 6, 7, 8]);
      },
    );

    it('writes both entries if a batch contains a row twice', async () => {
      const twice = Object.assign(new Error('twice'), { driverError: { code: '21000' } });
      await faults.writeEach('history', [1, 2, 1], String, async (some) => {
        if (new Set(some).size < some.length) throw twice;
        written.push(...some);
      });
      expect([written, faults.count('history')]).toEqual([[1, 2, 1], 0]);
    });

    it('skips nothing for a failure that is not about a row', async () => {
      const slow = Object.assign(new Error('slow'), { driverError: { code: '57014' } });
      await expect(faults.writeEach('history', rows, String, write([2], slow))).rejects.toBe(slow);
      expect([written, faults.count('history')]).toEqual([[], 0]);
    });
  });
});
