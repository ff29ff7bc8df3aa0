/** Fails as a module does that reads a setting nobody made. */
export function setting(name: string): { value: number } {
  throw new RangeError(`no setting is called ${name}`);
}
