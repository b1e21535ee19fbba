import { PitStream } from '../streams/pit-stream.dto';
import { Camera } from './camera.dto';

/** A bay of a workshop. */
export class Pit {
  id: number;

  workshop_id: number;

  /** Unique within its workshop. */
  number: number;

  name: string | null;

  /** MediaMTX's name for the pit's stream: `workshop-{workshop_id}/pit-{number}`. */
  path: string;

  /** Null until a camera is set up. */
  camera: Camera | null;

  stream: PitStream;

  /** Of the second, smaller stream, `{path}/sub`; null: the camera has none. */
  sub_stream: PitStream | null;
}
