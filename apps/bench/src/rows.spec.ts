import { figure } from './figures.js';
import { exitCodeOf, measureEach, once, type Row, toTable } from './rows.js';

const row = (name: string, ours = 1): Row =>
  figure({ name, unit: 'ms', ours: [ours], theirs: [1], goal: 2, better: 'lower' });

describe('the rows of the bench', () => {
  it('are independent: a row that fails has its reason, and the others are measured', async () => {
    const reported: string[][] = [];
    const cleanUp = jest.fn(() => Promise.resolve());
    const rows = await measureEach(
      {
        hook: () => Promise.resolve([row('hook rate'), row('hook tail')]),
        reconcile: () => Promise.reject(new Error('1000 paths were not set within 60 s.\nand a long log')),
        token: () => Promise.resolve([row('token')]),
      },
      { onRows: (measured) => reported.push(measured.map(({ name }) => name)), cleanUp },
    );
    expect(rows.map(({ name, ok }) => [name, ok])).toEqual([
      ['hook rate', true],
      ['hook tail', true],
      ['reconcile', false],
      ['token', true],
    ]);
    expect(rows[2]).toMatchObject({ failed: '1000 paths were not set within 60 s.' });
    expect(reported).toEqual([['hook rate', 'hook tail'], ['reconcile'], ['token']]);
    expect(cleanUp).toHaveBeenCalledTimes(1);
    expect(exitCodeOf(rows)).toBe(1);
    const text = toTable(rows);
    expect(text).toMatch(/^token .* yes$/m);
    expect(text).toMatch(/^reconcile\s+FAILED\s+NO$/m);
    expect(text).toContain('reconcile failed: 1000 paths were not set within 60 s.');
  });

  it('fail together, and only these, when their shared servers cannot start', async () => {
    const start = jest.fn(() => Promise.reject(new Error('no port')));
    const servers = once(start);
    const rows = await measureEach(
      {
        hook: () => servers(),
        token: () => servers(),
        memory: () => Promise.resolve([row('memory')]),
      },
      { onRows: () => undefined, cleanUp: () => Promise.resolve() },
    );
    expect(start).toHaveBeenCalledTimes(1);
    expect(rows.map(({ failed }) => failed)).toEqual(['no port', 'no port', undefined]);
  });

  it('set the exit code when a row failed, and not when a goal is missed', () => {
    expect(exitCodeOf([row('slow', 9)])).toBe(0);
    expect(exitCodeOf([])).toBe(0);
  });
});
