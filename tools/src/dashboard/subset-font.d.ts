declare module 'subset-font' {
  /** Returns a font with the characters of `text` only. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      readonly targetFormat: 'sfnt' | 'woff' | 'woff2';
      /** OpenType tags of the layout features to keep. */
      readonly keepFeatures?: readonly string[];
      readonly variationAxes?: Readonly<
        Record<string, number | { readonly min: number; readonly max: number }>
      >;
    },
  ): Promise<Buffer>;
}
