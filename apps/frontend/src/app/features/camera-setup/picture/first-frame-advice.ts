import type { Pit } from '@ppf/contracts';
import { text } from '../texts/text';

/** What to check while no video arrives, the most likely cause first. */
export function firstFrameAdvice({ camera, stream }: Pick<Pit, 'camera' | 'stream'>): readonly string[] {
  if (stream.status === 'live') return [text('picture.advice.browser')];
  if (camera?.kind === 'pull') return [text('picture.advice.pull'), text('picture.advice.starting')];
  return [
    text('picture.advice.publisherOff'),
    text('picture.advice.unreachable'),
    text('picture.advice.oldKey'),
  ];
}
