/** The first sentence of a doc comment's text (what stands between its slashes and stars), on one line; undefined when it says nothing. */
export function firstSentence(comment: string): string | undefined {
  const text = comment
    .split("\n")
    .map((line) => line.replace(/^\s*\*+ ?/, "").trim())
    .join(" ")
    .replace(/(^|\s)@\w+.*$/, "")
    .trim();
  const end = /[.!?](?=\s+[A-Z`"(]|$)/.exec(text);
  const sentence = end ? text.slice(0, end.index + 1) : text;
  return sentence === "" ? undefined : sentence;
}
