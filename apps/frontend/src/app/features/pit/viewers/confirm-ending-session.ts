import type { Injector } from '@angular/core';
import type { ViewingSession } from '@ppf/contracts';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { StreamsApi } from '../../../api/streams-api';
import { confirm } from '../../../ui/confirm-dialog';
import { text } from '../texts/text';
import { viewerText } from './viewing-session-text';

/** Ends a viewing session once the user has confirmed it; true when it was ended. */
export function confirmEndingSession(injector: Injector, session: ViewingSession): Promise<boolean> {
  const consequence = [text('viewers.confirm.consequence')];
  if (session.viewer.kind === 'user') consequence.push(text('viewers.confirm.canReturn'));
  return confirm(injector, {
    heading: text('viewers.confirm.heading', { viewer: viewerText(session) }),
    consequence: consequence.join(' '),
    action: text('viewers.confirm.action'),
    act: () => failureOf(injector.get(StreamsApi).endSession(session.id)),
  });
}

/** Why ending failed; null when the session is ended, or had ended before. */
async function failureOf(step: Promise<ViewingSession>): Promise<string | null> {
  try {
    const { ended_at } = await step;
    return ended_at === null ? text('viewers.confirm.pending') : null;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    return problem.code === 'viewing-session-not-found' ? null : actionProblemText(problem);
  }
}
