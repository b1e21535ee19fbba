/** Saves a file to the browser's downloads. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Later: some browsers read the URL only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
