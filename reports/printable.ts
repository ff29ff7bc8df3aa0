/** Control characters, line separators and marks that reverse the writing direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;

/**
 * `text` on one line without anything that moves a cursor or changes a colour.
 *
 * Records carry words of the subject (its error messages, its name); a subject must not be able to rewrite the
 * verdict printed above it.
 */
export function printable(text: string): string {
  return text
    .replace(/\r?\n|\t/g, ' ')
    .replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
