import { IsIn } from 'class-validator';

/** Known camera brands and kinds. A closed list. */
export const CAMERA_PRESETS = [
  'hikvision',
  'dahua',
  'cp-plus',
  'reolink',
  'tp-link-tapo',
  'axis',
  'onvif',
  'esp32-cam',
] as const;
export type CameraPresetName = (typeof CAMERA_PRESETS)[number];

/** Connection and settings of a brand's cameras. */
export class CameraPreset {
  @IsIn(CAMERA_PRESETS)
  id: CameraPresetName;

  /** Brand name. */
  name: string;

  /** Default RTSP port. */
  port: number;

  /** Default user name. Null: chosen at setup. */
  user: string | null;

  /**
   * Path and query of the main stream. `{channel}` is replaced by the channel, from 1. Null: see the camera's own web page.
   */
  main_path: string | null;

  /** Path of the second stream. Null: none, or see the camera's own web page. */
  sub_path: string | null;

  /** Minimum number of digits of a channel in a path: 2 results in `01`. */
  channel_digits: number;

  /** Settings to change in the camera, with the brand's names, in order. */
  settings: string[];

  /** Further notes. */
  notes: string[];

  /** Whether its video is not H.264, so that browsers cannot play it without re-encoding. */
  needs_transcode: boolean;
}

/** `GET /camera-presets`: all presets. */
export class CameraPresetList {
  items: CameraPreset[];
}
