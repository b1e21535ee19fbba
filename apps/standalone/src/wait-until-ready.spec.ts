import { lastWords } from './wait-until-ready';

describe('lastWords', () => {
  it('gives the sentence, not the log', () => {
    const output = '{"level":"info","msg":"x"}\nThe configuration is broken:\n  PORT must be a port\n\n';
    expect(lastWords(output)).toBe('The configuration is broken:\n  PORT must be a port');
  });

  it('points to the log where there was none', () => {
    expect(lastWords('{"level":"info"}\n')).toContain('see its log');
  });
});
