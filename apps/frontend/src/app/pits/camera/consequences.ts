import type { Camera } from '@ppf/contracts';
import { cameraText } from './texts/text';

/** How many viewers lose their video: `There are 2 viewers.`; empty when there are none. */
export function viewersText(viewers: number): string {
  return viewers === 0 ? '' : cameraText('viewers', { count: viewers });
}

/** What saving a pulled camera does to its viewers; null when it affects no viewer. */
export function saveConsequence(before: Camera | null, viewers: number): string | null {
  if (!before || viewers === 0) return null;
  return sentences(viewersText(viewers), cameraText('consequence.save'));
}

/** What creating a publish key does. */
export function keyConsequence(before: Camera | null, viewers: number): string {
  if (before?.kind === 'pull')
    return sentences(viewersText(viewers), cameraText('consequence.keyReplacesPull'));
  if (before?.has_publish_key)
    return sentences(viewersText(viewers), cameraText('consequence.keyReplacesKey'));
  return cameraText('consequence.firstKey');
}

/** What pausing a camera does. */
export function pauseConsequence(viewers: number): string {
  return sentences(viewersText(viewers), cameraText('consequence.pause'));
}

/** What removing a camera does. */
export function removalConsequence(camera: Camera | null, viewers: number): string {
  const rest = camera?.kind === 'push' ? 'consequence.removalOfKey' : 'consequence.removalOfAddress';
  return sentences(viewersText(viewers), cameraText('consequence.removal'), cameraText(rest));
}

/** What deleting a pit does. */
export function pitDeletionConsequence(viewers: number): string {
  return sentences(
    viewersText(viewers),
    cameraText('consequence.pitDeletion'),
    cameraText('consequence.final'),
  );
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
