import type { Injector } from '@angular/core';
import type { MediaServerDetails } from '@ppf/contracts';
import { MediaServersApi } from '../../../api/media-servers-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { confirm } from '../../../ui/confirm-dialog';
import { countText, disconnectText } from '../media-server-text';

/** Drains a server after the operator has confirmed it; true when it is empty. */
export function confirmDrain(injector: Injector, server: MediaServerDetails): Promise<boolean> {
  if (server.edge_of !== null)
    return confirm(injector, {
      heading: `Drain ${server.name}?`,
      consequence: 'It gets no new viewers, until you use it again. Those who watch there go on.',
      action: 'Drain server',
      act: () => failureOf(injector.get(MediaServersApi).drain(server.id)),
    });
  const moved =
    server.workshops === 0
      ? 'No workshop is on it now.'
      : `Its ${countText(server.workshops, 'workshop')} and ${countText(server.cameras, 'camera')} move to the other servers. ${disconnectText(server.viewers)} Cameras that send by themselves must be given their new address.`;
  return confirm(injector, {
    heading: `Drain ${server.name}?`,
    consequence: `${moved} No new workshop is placed on it, until you use it again.`,
    action: 'Drain server',
    act: () => failureOf(injector.get(MediaServersApi).drain(server.id)),
  });
}

/** Removes a server after the operator has confirmed it; true when it is gone. */
export function confirmMediaServerRemoval(injector: Injector, server: MediaServerDetails): Promise<boolean> {
  return confirm(injector, {
    heading: `Remove ${server.name}?`,
    consequence: `${server.edge_of === null ? 'It carries no workshop.' : 'Who watches there goes on elsewhere.'} This installation asks it no more; the server itself runs on.`,
    action: 'Remove server',
    act: () => failureOf(injector.get(MediaServersApi).remove(server.id)),
  });
}

/** A sentence when the step failed; null when it is done. */
async function failureOf(step: Promise<unknown>): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    return actionProblemText(problem);
  }
}
