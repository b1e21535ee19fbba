/** SVG files are bundled as text (the `loader` option of the build). */
declare module '*.svg' {
  const svg: string;
  export default svg;
}
