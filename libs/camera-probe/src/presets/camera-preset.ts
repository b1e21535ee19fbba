/** The supported brands and kinds of camera. A closed list. */
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

/** Connection and setup of a brand's cameras. */
export interface CameraPreset {
  readonly id: CameraPresetId;
  /** Name as printed on the camera. */
  readonly name: string;
  /** RTSP port, unless it was changed in the camera. */
  readonly port: number;
  /** Default user name of the brand's cameras; null: the user chooses one. */
  readonly user: string | null;
  /**
   * Path of the first, large stream, query included. `{channel}` stands for the channel of a recorder, from 1.
   * Null: see the camera's own web page.
   */
  readonly mainPath: string | null;
  /** Path of the second, small stream; null: none, or see the camera's own web page. */
  readonly subPath: string | null;
  /** Number of digits of a channel in the brand's paths: 2 for `01`. */
  readonly channelDigits: 1 | 2;
  /** Settings to turn on or off in the camera, in the brand's terms, in order. */
  readonly settings: readonly string[];
  /** Further common pitfalls. */
  readonly notes: readonly string[];
  /** Its video is not H.264: `transcode` is required. */
  readonly needsTranscode: boolean;
}

/** A path of a preset for one channel. @throws RangeError for an invalid channel. */
export function presetPath(template: string, channel: number, { channelDigits }: CameraPreset): string {
  if (!Number.isInteger(channel) || channel < 1 || channel > 256)
    throw new RangeError('A channel is a whole number from 1 to 256.');
  return template.replaceAll('{channel}', String(channel).padStart(channelDigits, '0'));
}
