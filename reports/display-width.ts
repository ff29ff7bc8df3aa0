/** Scripts and symbols that terminals draw two columns wide (Unicode TR 11: East Asian Wide, and emoji). */
const WIDE =
  /[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B2FF}\u{1F000}-\u{1FAFF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
/** Marks that are drawn upon the character before them. */
const COMBINING = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** Everything outside printable ASCII needs the slow way. */
const BEYOND_ASCII = /[^ -~]/;

function characterWidth(character: string): number {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns that a line of printable text takes in a terminal. */
export function displayWidth(text: string): number {
  if (!BEYOND_ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The longest start of `text` that fits into `width` columns, and the rest. */
export function splitAtWidth(text: string, width: number): [head: string, tail: string] {
  let used = 0;
  let end = 0;
  for (const character of text) {
    const next = used + characterWidth(character);
    // A character wider than the whole line is taken all the same: otherwise nothing would ever be taken.
    if (next > width && end > 0) break;
    used = next;
    end += character.length;
  }
  return [text.slice(0, end), text.slice(end)];
}

/** `text` in at most `width` columns; what is cut off is marked by an ellipsis. */
export function truncateTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width <= 1 ? '…'.slice(0, width) : `${splitAtWidth(text, width - 1)[0]}…`;
}

/** `text` followed by spaces up to `width` columns. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
