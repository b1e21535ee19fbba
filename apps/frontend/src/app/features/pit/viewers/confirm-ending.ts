import type { Injector } from '@angular/core';
import type { ViewingSession } from '@ppf/contracts';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { StreamsApi } from '../../../api/streams-api';
import { confirm } from '../../../ui/confirm-dialog';
import { viewerText } from './viewing-text';

/** Ends what somebody watches after it was confirmed; true when it was ended. */
export function confirmEnding(injector: Injector, session: ViewingSession): Promise<boolean> {
  const who = viewerText(session);
  const again =
    session.viewer.kind === 'user'
      ? ' They can watch again; to keep them out, take them out of the workshop.'
      : '';
  return confirm(injector, {
    heading: `End what ${who} watches?`,
    consequence: `The picture is gone at once, and their screen says that your workshop ended it.${again}`,
    action: 'End viewing',
    act: () => failureOf(injector.get(StreamsApi).endSession(session.id)),
  });
}

/** A sentence when it failed; null when it is done, or it had ended before. */
async function failureOf(step: Promise<ViewingSession>): Promise<string | null> {
  try {
    const { ended_at } = await step;
    return ended_at === null
      ? 'It is recorded, but the media server does not answer yet. The picture ends as soon as it does.'
      : null;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    return problem.code === 'viewing-session-not-found' ? null : actionProblemText(problem);
  }
}
