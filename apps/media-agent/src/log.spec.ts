import { consoleLog } from './log';

describe('the log', () => {
  it('has each warning of an outage once, and again after another message', () => {
    const lines: string[] = [];
    const log = consoleLog((line) => lines.push(line.replace(/^\S+ /, '')));
    for (const message of ['a', 'b', 'a', 'b']) log.warn(message);
    log.info('c');
    log.warn('a');
    expect(lines).toEqual(['WARN a\n', 'WARN b\n', 'INFO c\n', 'WARN a\n']);
  });
});
