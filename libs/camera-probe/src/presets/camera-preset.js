/** The brands and kinds of camera that we know. A closed list. */
export const CAMERA_PRESET_IDS = [
  'hikvision',
  'dahua',
  'cp-plus',
  'reolink',
  'tp-link-tapo',
  'axis',
  'onvif',
  'esp32-cam',
];
/** A path of a preset for one channel. @throws RangeError for a channel that no recorder has. */
export function presetPath(template, channel, { channelDigits }) {
  if (!Number.isInteger(channel) || channel < 1 || channel > 256)
    throw new RangeError('A channel is a whole number from 1 to 256.');
  return template.replaceAll('{channel}', String(channel).padStart(channelDigits, '0'));
}
