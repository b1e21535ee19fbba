import { type writeSync } from 'node:fs';
import { standardOutput } from './standard-output';

describe('standardOutput', () => {
  let written: string;
  let room: number;
  let code: string;
  let tries: number;

  /** Takes as many bytes as there is room for, in pieces of eight, and fails like a full disk. */
  const write = ((_fd: number, text: Buffer, from: number) => {
    tries += 1;
    if (room === 0) throw Object.assign(new Error(code), { code });
    const size = Math.min(8, text.length - from, room);
    written += text.toString('utf8', from, from + size);
    room -= size;
    return size;
  }) as typeof writeSync;

  beforeEach(() => {
    [written, room, code, tries] = ['', Infinity, 'ENOSPC', 0];
  });

  it('writes whole lines, however little is taken at a time', () => {
    const output = standardOutput(1, write);
    output.write('a line of some length\n');
    output.write('another\n');
    expect(written).toBe('a line of some length\nanother\n');
  });

  it('drops output at capacity, continues, and reports it in a separate line when there is capacity', () => {
    const output = standardOutput(1, write);
    room = 4;
    output.write('first\n');
    output.write('second\n');
    expect(written).toBe('firs');
    room = Infinity;
    output.write('third\n');
    const [cut, notice, third] = written.split('\n');
    expect([cut, third]).toEqual(['firs', 'third']);
    expect(JSON.parse(notice ?? '')).toMatchObject({
      level: 'warn',
      msg: '2 log lines could not be written.',
    });
  });

  it('waits a moment for a reader that is behind, and no longer', () => {
    const output = standardOutput(1, write);
    [room, code] = [0, 'EAGAIN'];
    output.write('a line\n');
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(100);
    expect(written).toBe('');
  });
});
