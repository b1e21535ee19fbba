import type { Injector } from '@angular/core';
import type { MediaServerDetails } from '@ppf/contracts';
import { MediaServersApi } from '../../../api/media-servers-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { confirm } from '../../../ui/confirm-dialog';
import { disconnectText } from '../media-server-text';
import { text } from '../texts/text';

/** Drains a server after a confirmation. @returns whether it was drained */
export function confirmDrain(injector: Injector, server: MediaServerDetails): Promise<boolean> {
  if (server.edge_of !== null)
    return confirm(injector, {
      heading: text('drainServer.heading', { name: server.name }),
      consequence: text('drainServer.edge'),
      action: text('drainServer.action'),
      act: () => toFailure(injector.get(MediaServersApi).drain(server.id)),
    });
  const { workshops, cameras, viewers } = server;
  const consequence =
    workshops === 0
      ? text('drainServer.empty')
      : text('drainServer.moves', { workshops, cameras, disconnects: disconnectText(viewers) });
  return confirm(injector, {
    heading: text('drainServer.heading', { name: server.name }),
    consequence,
    action: text('drainServer.action'),
    act: () => toFailure(injector.get(MediaServersApi).drain(server.id)),
  });
}

/** Removes a server after a confirmation. @returns whether it was removed */
export function confirmMediaServerRemoval(injector: Injector, server: MediaServerDetails): Promise<boolean> {
  return confirm(injector, {
    heading: text('removeServer.heading', { name: server.name }),
    consequence: text(server.edge_of === null ? 'removeServer.note' : 'removeServer.edge'),
    action: text('removeServer.action'),
    act: () => toFailure(injector.get(MediaServersApi).remove(server.id)),
  });
}

/** Revokes the media agent of a server after a confirmation. @returns whether it was revoked */
export function confirmAgentRevocation(injector: Injector, server: MediaServerDetails): Promise<boolean> {
  return confirm(injector, {
    heading: text('revokeAgent.heading', { name: server.name }),
    consequence: text('revokeAgent.note'),
    action: text('revokeAgent.action'),
    act: () => toFailure(injector.get(MediaServersApi).revokeAgent(server.id)),
  });
}

/** Awaits an action. @returns the error message, or null on success */
async function toFailure(step: Promise<unknown>): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    return actionProblemText(problem);
  }
}
