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
] as const;
export type CameraPresetId = (typeof CAMERA_PRESET_IDS)[number];

/** How a brand's cameras are reached and set up. */
export interface CameraPreset {
  readonly id: CameraPresetId;
  /** As it stands on the camera. */
  readonly name: string;
  /** RTSP port, unless it was changed in the camera. */
  readonly port: number;
  /** User name that the brand's cameras come with; null: people choose one. */
  readonly user: string | null;
  /**
   * Path of the first, large stream, query included. `{channel}` stands for the channel of a recorder, from 1.
   * Null: see the camera's own web page.
   */
  readonly mainPath: string | null;
  /** Path of the second, small stream; null: none, or see the camera's own web page. */
  readonly subPath: string | null;
  /** Digits that the brand writes a channel with: 2 makes `01`. */
  readonly channelDigits: 1 | 2;
  /** What is switched on or off in the camera, in the brand's own words, in order. */
  readonly settings: readonly string[];
  /** What else people trip over. */
  readonly notes: readonly string[];
  /** Its video is no H.264: `transcode` is needed. */
  readonly needsTranscode: boolean;
}

/** A path of a preset for one channel. @throws RangeError for a channel that no recorder has. */
export function presetPath(template: string, channel: number, { channelDigits }: CameraPreset): string {
  if (!Number.isInteger(channel) || channel < 1 || channel > 256)
    throw new RangeError('A channel is a whole number from 1 to 256.');
  return template.replaceAll('{channel}', String(channel).padStart(channelDigits, '0'));
}
