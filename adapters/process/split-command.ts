/**
 * The words of a command line, as a shell reads them as far as quotes go: `"..."`, `'...'` and `\` before a character.
 * Nothing else of a shell is known: no variables, no pipes.
 *
 * @returns `undefined` where a quote is left open
 */
export function splitCommand(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (c === '\\' && quote !== "'" && i + 1 < line.length) word = (word ?? '') + line[++i];
    else if (quote !== '') {
      if (c === quote) quote = '';
      else word += c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word ??= '';
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + c;
  }
  if (quote !== '') return undefined;
  return word === undefined ? words : [...words, word];
}

/** The command line that `splitCommand` reads as these words. */
export const joinCommand = (words: readonly string[]): string =>
  words.map((word) => (/^[\w./:@=,+%-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
