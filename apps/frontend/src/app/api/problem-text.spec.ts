/** @jest-environment node */
import { PROBLEM_CODES } from '@ppf/contracts';
import { ProblemError } from './problem-error';
import { actionProblemText, problemText } from './problem-text';

describe('problemText', () => {
  it.each([...PROBLEM_CODES, 'network', 'unreadable-answer'] as const)(
    'has a complete sentence for %s',
    (code) => {
      const text = problemText(new ProblemError(code, 500));
      expect(text).toMatch(/^[A-Z].{15,}\.$/);
      expect(text).not.toContain(code.includes('-') ? code : '§');
      expect(text.toLowerCase()).not.toContain('something went wrong');
    },
  );

  it('shows the delay that the server requests', () => {
    expect(problemText(new ProblemError('too-many-requests', 429, null, [], 30))).toContain('30 sec');
    expect(problemText(new ProblemError('too-many-requests', 429, null, [], 300))).toContain('5 min');
  });
});

describe('actionProblemText', () => {
  it.each([...PROBLEM_CODES, 'network', 'unreadable-answer'] as const)(
    'does not promise a retry of %s',
    (code) => {
      const text = actionProblemText(new ProblemError(code, 500));
      expect(text).toMatch(/^[A-Z].{15,}\.$/);
      expect(text).not.toContain('retries automatically');
    },
  );
});
