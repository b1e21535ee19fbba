import { PROBLEM_CODES, PROBLEM_KINDS, problemType } from './problem-code';

describe('problem codes', () => {
  it.each(PROBLEM_CODES)('%s is a kebab-case noun with a failing status and a sentence', (code) => {
    const { status, title } = PROBLEM_KINDS[code];
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).toMatch(/^[A-Z].*\.$/);
  });

  it('lead to the place of their own in the documentation', () => {
    const places = PROBLEM_CODES.map(problemType);
    expect(new Set(places).size).toBe(PROBLEM_CODES.length);
    expect(places).toContain('/api/docs/problems#pit-not-found');
  });
});
