/** Picture format declared by a sequence parameter set. */
export interface PictureFormat {
  /** `Baseline`, `Main`, `High`, … */
  readonly profile: string;
  /** In decimal notation: `3.1`. */
  readonly level: string;
  /** Pixels, after cropping. */
  readonly width: number;
  /** Pixels, after cropping. */
  readonly height: number;
  /** Declared frames per second; null: not declared. */
  readonly frameRate: number | null;
  /** Largest number of pictures sent before one that is shown earlier. 0: no reordering; null: not declared. */
  readonly reorder: number | null;
}
