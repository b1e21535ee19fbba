import type { Injector } from '@angular/core';
import type { Pit, ProblemCode } from '@ppf/contracts';
import { CamerasApi } from '../api/cameras-api';
import { PitsApi } from '../api/pits-api';
import { ProblemError } from '../api/problem-error';
import { actionProblemText } from '../api/problem-text';
import { confirm } from '../ui/confirm-dialog';
import { pauseConsequence, pitDeletionConsequence, removalConsequence } from './camera/consequences';
import { pitLabel } from './pit-state-text';

/** Deletes a pit after its owner has confirmed it; true when it is gone. */
export async function confirmPitDeletion(injector: Injector, pit: Pit): Promise<boolean> {
  return confirm(injector, {
    heading: `Delete ${pitLabel(pit)}?`,
    consequence: pitDeletionConsequence(await watching(injector, pit)),
    action: 'Delete pit',
    act: () => failureOf(injector.get(PitsApi).delete(pit.id), 'pit-not-found'),
  });
}

/** Takes a pit's camera away after its owner has confirmed it; true when it is gone. */
export async function confirmCameraRemoval(injector: Injector, pit: Pit): Promise<boolean> {
  return confirm(injector, {
    heading: `Remove the camera of ${pitLabel(pit)}?`,
    consequence: removalConsequence(pit.camera, await watching(injector, pit)),
    action: 'Remove camera',
    act: () => failureOf(injector.get(CamerasApi).delete(pit.id), 'camera-not-found'),
  });
}

/** Pauses a pit's camera after its owner has confirmed it; true when it is paused. */
export async function confirmCameraPause(injector: Injector, pit: Pit): Promise<boolean> {
  return confirm(injector, {
    heading: `Pause the camera of ${pitLabel(pit)}?`,
    consequence: pauseConsequence(await watching(injector, pit)),
    action: 'Pause camera',
    act: () => failureOf(injector.get(CamerasApi).setPaused(pit.id, true)),
  });
}

/** How many watch both of the camera's streams now; what was last heard, where that cannot be asked. */
async function watching(injector: Injector, pit: Pit): Promise<number> {
  if (!pit.camera) return 0;
  const heard = pit.stream.readers + (pit.sub_stream?.readers ?? 0);
  return injector
    .get(CamerasApi)
    .usage(pit.id)
    .then(
      ({ viewers }) => viewers,
      () => heard,
    );
}

/** A sentence when the step failed; null when it is done, or somebody had done it before. */
async function failureOf(step: Promise<unknown>, done?: ProblemCode): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    return problem.code === done ? null : actionProblemText(problem);
  }
}
