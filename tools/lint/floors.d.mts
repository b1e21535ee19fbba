export const PROJECTS: Readonly<Record<string, readonly string[]>>;
export const FLOORS: Readonly<Record<string, readonly (readonly string[])[]>>;
export const DOORS: Readonly<Record<string, readonly string[]>>;
export function zones(root: string): { target: string; from: string; message: string; except?: string[] }[];
