import { PROBLEM_CODES, PROBLEM_STATUSES, problemType } from './problem-code';

describe('problem codes', () => {
  it.each(PROBLEM_CODES)('%s is a kebab-case noun with a failing status', (code) => {
    const status = PROBLEM_STATUSES[code];
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  });

  it('link to their section in the documentation', () => {
    const places = PROBLEM_CODES.map(problemType);
    expect(new Set(places).size).toBe(PROBLEM_CODES.length);
    expect(places).toContain('/api/docs/problems#pit-not-found');
  });
});
