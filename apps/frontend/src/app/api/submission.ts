import type { WritableSignal } from '@angular/core';
import type { FieldTree, FormSubmitOptions } from '@angular/forms/signals';
import { type FailureCode, faultOf, ProblemError } from './problem-error';
import { actionProblemText } from './problem-text';

/** What a form does when it is sent. `Entry`: its values, by the names that the API's fields have. */
export interface Submission<Entry> {
  /**
   * Sends what was entered.
   * @throws ProblemError that is then told in the form
   */
  readonly send: (entry: Entry) => Promise<void>;
  /** Where a failure of the whole form is told; null while there is none. */
  readonly failure: WritableSignal<string | null>;
  /** Failures that are gone only when one field has another value. */
  readonly fields?: Partial<Record<FailureCode, string & keyof Entry>>;
}

/**
 * Sends a form, and tells what failed: beside the field whose value is refused, else of the whole form. A fault of a field
 * keeps the form from being sent until the field changes (`submit` of Angular's signal forms); a failure of the whole form
 * does not, for the same values may do at the next try.
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
        const fault = fieldFault(problem, Object.keys(entry), fields);
        if (!fault) failure.set(actionProblemText(problem));
        return fault && { ...fault, fieldTree: fieldOf(tree, fault.field) };
      }
    },
    onInvalid: (tree) => {
      failure.set(null);
      tree().errorSummary()[0]?.fieldTree().focusBoundControl();
    },
  };
}

function fieldFault(
  problem: ProblemError,
  names: readonly string[],
  fields: Partial<Record<FailureCode, string>>,
) {
  const kind = problem.code;
  for (const field of names) {
    const message = faultOf(problem, field);
    if (message !== null) return { field, kind, message };
  }
  const field = fields[kind];
  return field === undefined ? undefined : { field, kind, message: actionProblemText(problem) };
}

function fieldOf<Entry>(tree: FieldTree<Entry>, name: string): FieldTree<unknown> {
  return (tree as unknown as Record<string, FieldTree<unknown>>)[name] as FieldTree<unknown>;
}
