/**
 * Ids within one report. An id is made of a name's own letters, so that a link survives from report to report; where
 * two names have the same letters the later one gets a number.
 */
export class Anchors {
  readonly #ids = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** The id of `name` among things of this kind; always the same for the same name. */
  of(kind: 'operator' | 'check' | 'finding' | 'subject', name: string): string {
    const key = `${kind} ${name}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const base = `${kind}-${name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')}`;
    let id = base;
    for (let n = 2; this.#taken.has(id); n++) id = `${base}-${n}`;
    this.#taken.add(id);
    this.#ids.set(key, id);
    return id;
  }
}
