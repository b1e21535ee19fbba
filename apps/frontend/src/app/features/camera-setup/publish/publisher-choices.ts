import clapperboard from 'lucide-static/icons/clapperboard.svg';
import radio from 'lucide-static/icons/radio.svg';
import microchip from 'lucide-static/icons/microchip.svg';
import terminal from 'lucide-static/icons/square-terminal.svg';
import webcam from 'lucide-static/icons/webcam.svg';
import workflow from 'lucide-static/icons/workflow.svg';
import { type Publisher, PUBLISHERS } from '../../../pits/camera/camera-entry';
import type { Choice } from '../../../ui/choices';
import { text } from '../texts/text';

const ICONS: Readonly<Record<Publisher, string>> = {
  'esp32-cam': microchip,
  ffmpeg: terminal,
  obs: clapperboard,
  gstreamer: workflow,
  whip: radio,
  other: webcam,
};

/** The publishers to choose from. @param isJwtMode In JWT mode an ESP32-CAM can't publish, because nothing re-encodes its video. */
export function publisherChoices(isJwtMode: boolean): readonly Choice<Publisher>[] {
  return PUBLISHERS.filter((publisher) => !isJwtMode || publisher !== 'esp32-cam').map((publisher) => ({
    value: publisher,
    label: text(`publisher.${publisher}.name`),
    note: text(`publisher.${publisher}.note`),
    svg: ICONS[publisher],
  }));
}
