import type { Injector } from '@angular/core';
import type { Pit, ProblemCode } from '@ppf/contracts';
import { CamerasApi } from '../api/cameras-api';
import { PitsApi } from '../api/pits-api';
import { ProblemError } from '../api/problem-error';
import { actionProblemText } from '../api/problem-text';
import { confirm } from '../ui/confirm-dialog';
import { pauseConsequence, pitDeletionConsequence, removalConsequence } from './camera/consequences';
import { pitLabel } from './pit-state-text';
import { cameraText } from './camera/texts/text';

/** Deletes a pit once the user has confirmed it; true when it is deleted. */
export async function confirmPitDeletion(injector: Injector, pit: Pit): Promise<boolean> {
  return confirm(injector, {
    heading: cameraText('confirm.deletePit', { pit: pitLabel(pit) }),
    consequence: pitDeletionConsequence(await viewersOf(injector, pit)),
    action: cameraText('confirm.deletePitAction'),
    act: () => failureOf(injector.get(PitsApi).delete(pit.id), 'pit-not-found'),
  });
}

/** Removes a pit's camera once the user has confirmed it; true when it is removed. */
export async function confirmCameraRemoval(injector: Injector, pit: Pit): Promise<boolean> {
  return confirm(injector, {
    heading: cameraText('confirm.removeCamera', { pit: pitLabel(pit) }),
    consequence: removalConsequence(pit.camera, await viewersOf(injector, pit)),
    action: cameraText('confirm.removeCameraAction'),
    act: () => failureOf(injector.get(CamerasApi).delete(pit.id), 'camera-not-found'),
  });
}

/** Pauses a pit's camera once the user has confirmed it; true when it is paused. */
export async function confirmCameraPause(injector: Injector, pit: Pit): Promise<boolean> {
  return confirm(injector, {
    heading: cameraText('confirm.pauseCamera', { pit: pitLabel(pit) }),
    consequence: pauseConsequence(await viewersOf(injector, pit)),
    action: cameraText('confirm.pauseCameraAction'),
    act: () => failureOf(injector.get(CamerasApi).setPaused(pit.id, true)),
  });
}

/** The viewers of both streams of the camera; the last reported number where the request fails. */
async function viewersOf(injector: Injector, pit: Pit): Promise<number> {
  if (!pit.camera) return 0;
  const reported = pit.stream.readers + (pit.sub_stream?.readers ?? 0);
  return injector
    .get(CamerasApi)
    .usage(pit.id)
    .then(
      ({ viewers }) => viewers,
      () => reported,
    );
}

/** Why a step failed; null when it succeeded, or when another user had done it before (problem code `done`). */
async function failureOf(step: Promise<unknown>, done?: ProblemCode): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    return problem.code === done ? null : actionProblemText(problem);
  }
}
