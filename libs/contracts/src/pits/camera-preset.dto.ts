import { IsIn } from 'class-validator';

/** The brands and kinds of camera that we know. A closed list. */
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

/** How a brand's cameras are reached and set up. */
export class CameraPreset {
  @IsIn(CAMERA_PRESETS)
  id: CameraPresetName;

  /** As it stands on the camera. */
  name: string;

  /** RTSP port, unless it was changed in the camera. */
  port: number;

  /** User name that the brand's cameras come with; null: people choose one. */
  user: string | null;

  /**
   * Path of the first, large stream, query included; `{channel}` stands for the channel, from 1. Null: the camera's own
   * page tells it.
   */
  main_path: string | null;

  /** Path of the second, small stream; null: none, or the camera's own page tells it. */
  sub_path: string | null;

  /** Least digits of a channel in a path: 2 makes `01`. */
  channel_digits: number;

  /** What is switched on or off in the camera, in the brand's own words, in order. */
  settings: string[];

  /** What else people trip over. */
  notes: string[];

  /** Its video is no H.264: no browser shows it as it is. */
  needs_transcode: boolean;
}

/** `GET /camera-presets`: all of them. */
export class CameraPresetList {
  items: CameraPreset[];
}
