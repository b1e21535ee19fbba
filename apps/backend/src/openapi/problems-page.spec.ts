import { PROBLEM_CODES } from '@ppf/contracts';
import { message } from '../platform/problems/messages';
import { problemsPage } from './problems-page';

describe('the page of problems', () => {
  it('has a section with advice for every code', () => {
    for (const code of PROBLEM_CODES) {
      expect(problemsPage()).toContain(`<section id="${code}">`);
      expect(message(`${code}.advice`).text().length).toBeGreaterThan(20);
    }
  });
});
