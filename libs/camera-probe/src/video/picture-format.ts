/** What a parameter set says of the pictures. */
export interface PictureFormat {
  /** `Baseline`, `Main`, `High`, … */
  readonly profile: string;
  /** As people write it: `3.1`. */
  readonly level: string;
  /** Pixels, after cropping. */
  readonly width: number;
  readonly height: number;
  /** Frames a second that it claims; null: says nothing. */
  readonly frameRate: number | null;
  /** How many pictures may be sent before one that is shown earlier: 0 means no reordering; null: says nothing. */
  readonly reorder: number | null;
}
