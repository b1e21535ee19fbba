import type { Injector } from '@angular/core';
import type { AlertChannel, MaintenanceWindow, WebhookSecret } from '@ppf/contracts';
import { AlertsApi } from '../../../api/alerts-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { confirm } from '../../../ui/confirm-dialog';
import { windowText } from '../alerts-text';
import { text } from '../texts/text';

/** Deletes a channel after a confirmation. @returns whether it was deleted */
export function confirmChannelRemoval(injector: Injector, channel: AlertChannel): Promise<boolean> {
  return confirm(injector, {
    heading: text('deleteChannel.heading', { name: channel.name }),
    consequence: text('deleteChannel.note'),
    action: text('deleteChannel.action'),
    act: () => toFailure(injector.get(AlertsApi).delete(channel)),
  });
}

/** Deletes maintenance times after a confirmation. @returns whether they were deleted */
export function confirmWindowRemoval(injector: Injector, window: MaintenanceWindow): Promise<boolean> {
  return confirm(injector, {
    heading: text('deleteTimes.heading'),
    consequence: text('deleteTimes.note', { times: windowText(window, Date.now()) }),
    action: text('deleteTimes.action'),
    act: () => toFailure(injector.get(AlertsApi).deleteWindow(window)),
  });
}

/** Creates a signing secret after a confirmation. @returns null if it was not confirmed */
export async function confirmNewSecret(
  injector: Injector,
  channel: AlertChannel,
): Promise<WebhookSecret | null> {
  let created: WebhookSecret | null = null;
  await confirm(injector, {
    heading: text('replaceSecret.heading', { name: channel.name }),
    consequence: text('replaceSecret.note'),
    action: text('replaceSecret.action'),
    act: () =>
      toFailure(
        injector
          .get(AlertsApi)
          .replaceSecret(channel)
          .then((secret) => (created = secret)),
      ),
  });
  return created;
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
