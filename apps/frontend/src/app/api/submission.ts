import type { WritableSignal } from '@angular/core';
import type { FieldTree, FormSubmitOptions } from '@angular/forms/signals';
import { type FailureCode, fieldMessage, ProblemError } from './problem-error';
import { actionProblemText } from './problem-text';

/** How a form is submitted. The names in `Entry` equal the field names of the API. */
export interface Submission<Entry> {
  /**
   * Sends the form.
   * @throws ProblemError which the form then shows
   */
  readonly send: (entry: Entry) => Promise<void>;
  /** Receives the message of a failure of the whole form; null without one. */
  readonly failure: WritableSignal<string | null>;
  /** Problem codes that belong to one field. */
  readonly fields?: Partial<Record<FailureCode, string & keyof Entry>>;
}

/**
 * Submits a form and shows failures: beside the rejected field, or for the whole form. Angular's signal forms block another
 * submission until a rejected field changes. A failure of the whole form does not block, because a retry can succeed.
 */
export function submission<Entry extends object>({
  send,
  failure,
  fields = {},
}: Submission<Entry>): FormSubmitOptions<Entry, unknown> {
  return {
    action: async (tree) => {
      failure.set(null);
      const entry = tree().value();
      try {
        await send(entry);
        return undefined;
      } catch (problem) {
        if (!(problem instanceof ProblemError)) throw problem;
        const error = toFieldError(problem, Object.keys(entry), fields);
        if (!error) failure.set(actionProblemText(problem));
        return error && { ...error, fieldTree: fieldOf(tree, error.field) };
      }
    },
    onInvalid: (tree) => {
      failure.set(null);
      tree().errorSummary()[0]?.fieldTree().focusBoundControl();
    },
  };
}

function toFieldError(
  problem: ProblemError,
  names: readonly string[],
  fields: Partial<Record<FailureCode, string>>,
) {
  const kind = problem.code;
  for (const field of names) {
    const message = fieldMessage(problem, field);
    if (message !== null) return { field, kind, message };
  }
  const field = fields[kind];
  return field === undefined ? undefined : { field, kind, message: actionProblemText(problem) };
}

function fieldOf<Entry>(tree: FieldTree<Entry>, name: string): FieldTree<unknown> {
  return (tree as unknown as Record<string, FieldTree<unknown>>)[name] as FieldTree<unknown>;
}
