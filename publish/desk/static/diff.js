/* The difference of two texts, word by word: the longest words in common, by the usual table (texts are short). */

const WORDS = /\s+|[^\s]+/gu;
const MOST = 400;

export function wordDiff(old, fresh) {
  const [before, after] = [old.match(WORDS) ?? [], fresh.match(WORDS) ?? []];
  if (before.length > MOST || after.length > MOST) return [{ kind: "deleted", text: old }, { kind: "inserted", text: fresh }];
  const common = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) common[i][j] = before[i] === after[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  }
  const pieces = [];
  const add = (kind, text) => { if (pieces.at(-1)?.kind === kind) pieces.at(-1).text += text; else pieces.push({ kind, text }); };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) { add("same", before[i++]); j++; }
    else if (j < after.length && (i === before.length || common[i][j + 1] > common[i + 1][j])) add("inserted", after[j++]);
    else add("deleted", before[i++]);
  }
  return pieces;
}
