import type { Camera } from '@ppf/contracts';

/** How many lose their picture: `2 people are watching.`; empty when nobody does. */
export function watchersText(watching: number): string {
  if (watching === 0) return '';
  return watching === 1 ? '1 person is watching.' : `${watching} people are watching.`;
}

/** What saving a pulled camera does to those who watch; null when it does nothing to anybody. */
export function saveConsequence(before: Camera | null, watching: number): string | null {
  if (!before || watching === 0) return null;
  return `${watchersText(watching)} Their picture stops for a moment when you save, and comes back by itself.`;
}

/** What making a key does. */
export function keyConsequence(before: Camera | null, watching: number): string {
  if (before?.kind === 'pull')
    return sentences(
      watchersText(watching),
      'A key is made, and the camera that the pit has now is no longer fetched.',
    );
  if (before?.has_publish_key)
    return sentences(
      watchersText(watching),
      'A new key is made, and the one before ends at once: the camera stops sending until it has the new one.',
    );
  return 'A key is made. The camera sends its picture with it, and only for this pit.';
}

/** What pausing a camera does. */
export function pauseConsequence(watching: number): string {
  return sentences(
    watchersText(watching),
    'The picture ends for everybody, and the camera is left alone until you resume it. Its settings stay.',
  );
}

/** What taking a camera away does. */
export function removalConsequence(camera: Camera | null, watching: number): string {
  return sentences(
    watchersText(watching),
    'The pit stays, without a picture.',
    camera?.kind === 'push'
      ? 'The camera’s publish key ends at once.'
      : 'The camera’s address and password are deleted here; the camera itself is not touched.',
  );
}

/** What deleting a pit does. */
export function pitDeletionConsequence(watching: number): string {
  return sentences(
    watchersText(watching),
    'The pit and its camera’s settings are deleted, and whoever watches it loses the picture.',
    'This cannot be taken back. The camera itself is not touched.',
  );
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
