/** Converts a property name to an option name: `mainMbits` → `main-mbits`. Commander converts it back. */
export function toOptionName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
