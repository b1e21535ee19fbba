import type { Injector } from '@angular/core';
import type { AlertChannel, MaintenanceWindow, WebhookSecret } from '@ppf/contracts';
import { AlertsApi } from '../../../api/alerts-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { confirm } from '../../../ui/confirm-dialog';
import { windowText } from '../alerts-text';

/** Deletes a channel after somebody has confirmed it; true when it is gone. */
export function confirmChannelRemoval(injector: Injector, channel: AlertChannel): Promise<boolean> {
  return confirm(injector, {
    heading: `Delete ${channel.name}?`,
    consequence: 'It is told nothing any more, and what it was told is deleted too.',
    action: 'Delete channel',
    act: () => failureOf(injector.get(AlertsApi).delete(channel)),
  });
}

/** Deletes a window after somebody has confirmed it; true when it is gone. */
export function confirmWindowRemoval(injector: Injector, window: MaintenanceWindow): Promise<boolean> {
  return confirm(injector, {
    heading: 'Delete these times?',
    consequence: `${windowText(window, Date.now())}. From now on it is told when a camera is away then.`,
    action: 'Delete times',
    act: () => failureOf(injector.get(AlertsApi).deleteWindow(window)),
  });
}

/** Makes a new signing secret after somebody has confirmed it; null when they did not. */
export async function confirmNewSecret(
  injector: Injector,
  channel: AlertChannel,
): Promise<WebhookSecret | null> {
  let made: WebhookSecret | null = null;
  await confirm(injector, {
    heading: `New secret for ${channel.name}?`,
    consequence: 'For 24 hours both secrets sign, so that you can bring the new one to the receiver.',
    action: 'Make a new secret',
    act: () =>
      failureOf(
        injector
          .get(AlertsApi)
          .replaceSecret(channel)
          .then((secret) => (made = secret)),
      ),
  });
  return made;
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
