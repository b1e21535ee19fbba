import type { Injector } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import { PitsApi } from '../../../api/pits-api';
import { ProblemError } from '../../../api/problem-error';
import { problemText } from '../../../api/problem-text';
import { confirm } from '../../../ui/confirm-dialog';
import { pitDeletionConsequence, removalConsequence } from '../camera/consequences';
import { pitLabel } from '../pit-state-text';

/** Deletes a pit after its owner has confirmed it; true when it is gone. */
export function confirmPitDeletion(injector: Injector, pit: Pit): Promise<boolean> {
  return confirm(injector, {
    heading: `Delete ${pitLabel(pit)}?`,
    consequence: pitDeletionConsequence(pit.stream.readers),
    action: 'Delete pit',
    act: () => failureOf(injector.get(PitsApi).delete(pit.id), 'pit-not-found'),
  });
}

/** Takes a pit's camera away after its owner has confirmed it; true when it is gone. */
export function confirmCameraRemoval(injector: Injector, pit: Pit): Promise<boolean> {
  return confirm(injector, {
    heading: `Remove the camera of ${pitLabel(pit)}?`,
    consequence: removalConsequence(pit.camera, pit.stream.readers),
    action: 'Remove camera',
    act: () => failureOf(injector.get(PitsApi).deleteCamera(pit.id), 'camera-not-found'),
  });
}

/** A sentence when the step failed; null when it is done, or somebody had done it before. */
async function failureOf(
  step: Promise<void>,
  done: 'pit-not-found' | 'camera-not-found',
): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    return problem.code === done ? null : problemText(problem);
  }
}
