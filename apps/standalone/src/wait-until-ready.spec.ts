import { lastWords } from './wait-until-ready';

describe('lastWords', () => {
  it('returns the sentence, not the log', () => {
    const output = '{"level":"info","msg":"x"}\nThe configuration is broken:\n  PORT must be a port\n\n';
    expect(lastWords(output)).toBe('The configuration is broken:\n  PORT must be a port');
  });

  it('refers to the log if there is no sentence', () => {
    expect(lastWords('{"level":"info"}\n')).toContain('see its log');
  });
});
