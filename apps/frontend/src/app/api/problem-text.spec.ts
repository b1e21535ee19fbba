import { PROBLEM_CODES } from '@ppf/contracts';
import { ProblemError } from './problem-error';
import { actionProblemText, problemText } from './problem-text';

describe('problemText', () => {
  it.each([...PROBLEM_CODES, 'network', 'unreadable-answer'] as const)(
    'says %s in a whole sentence',
    (code) => {
      const text = problemText(new ProblemError(code, 500));
      expect(text).toMatch(/^[A-Z].{15,}\.$/);
      expect(text).not.toContain(code.includes('-') ? code : '§');
      expect(text.toLowerCase()).not.toContain('something went wrong');
    },
  );

  it('says how long to wait when the server does', () => {
    expect(problemText(new ProblemError('too-many-requests', 429, null, [], 30))).toContain('30 s');
    expect(problemText(new ProblemError('too-many-requests', 429, null, [], 300))).toContain('5 min');
  });
});

describe('actionProblemText', () => {
  it.each([...PROBLEM_CODES, 'network', 'unreadable-answer'] as const)(
    'promises of %s no other try by itself',
    (code) => {
      const text = actionProblemText(new ProblemError(code, 500));
      expect(text).toMatch(/^[A-Z].{15,}\.$/);
      expect(text).not.toContain('again by itself');
    },
  );
});
