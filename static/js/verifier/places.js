/** From scores to places: what is compared is what is published. */

/** {entry, place, tied, decided_by} for every entry with a total, best first; equals share a place (1, 2, 2, 4). */
export function places(scores, ties, decided) {
  const totals = new Map([...scores].filter(([, score]) => score.total).map(([entry, score]) => [entry, score.total]));
  const found = [];
  for (const level of levels(totals)) {
    for (const [equals, by] of apart(level, ties, { scores, decided })) {
      const place = found.length + 1;
      for (const entry of equals) found.push({ entry, place, tied: level.length > 1, decided_by: by });
    }
  }
  return found;
}

/** The entries in groups of equal merit, the highest first. */
function levels(merits) {
  const ordered = [...merits.keys()].sort((one, two) => merits.get(two).compare(merits.get(one)) || one - two);
  const groups = [];
  for (const entry of ordered) {
    const last = groups.at(-1);
    if (last && merits.get(last[0]).compare(merits.get(entry)) === 0) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** Equals part by part, as far as the steps tell them apart, with what did. */
function apart(equals, steps, known, by = "") {
  if (equals.length === 1) return [[equals, by]];
  const [step, ...rest] = steps;
  if (!step || step === "share") return [[equals, "share"]];
  const merits = meritsOf(equals, step, known);
  if (!merits) return [[equals, `awaiting:${step}`]];
  return levels(merits).flatMap((part) => apart(part, rest, known, step));
}

/** What the step compares; null while people have not decided. */
function meritsOf(equals, step, { scores, decided }) {
  if (step !== "vote" && step !== "lot") return new Map(equals.map((entry) => [entry, scores.get(entry).merit(step)]));
  const last = decided.findLast(({ method, order }) => method === step && equals.every((entry) => order.includes(entry)));
  return last ? new Map(equals.map((entry) => [entry, turn(last.order.indexOf(entry))])) : null;
}

/** An earlier turn is more. */
function turn(at) {
  return { at, compare: (other) => other.at - at };
}
