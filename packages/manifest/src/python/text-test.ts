type Test = (text: string) => boolean;

/** The methods of Python's `str` that ask what a text is made of; all but `isascii` are false for the empty text. */
export const textTest: Readonly<Record<string, Test>> = {
  isalnum: (text) => /^[\p{L}\p{N}]+$/u.test(text),
  isalpha: (text) => /^\p{L}+$/u.test(text),
  isascii: (text) => /^[\0-\x7f]*$/.test(text),
  isdecimal: (text) => /^\p{Nd}+$/u.test(text),
  isdigit: (text) => /^[\p{Nd}²³¹⁰⁴-⁹₀-₉]+$/u.test(text),
  isidentifier: (text) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text),
  islower: (text) => /\p{Ll}/u.test(text) && text === text.toLowerCase(),
  isnumeric: (text) => /^\p{N}+$/u.test(text),
  isprintable: (text) => !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(text),
  isspace: (text) => /^[\s\x1c-\x1f\x85]+$/.test(text),
  istitle: (text) =>
    /\p{L}/u.test(text) && [...text.matchAll(/\p{L}+/gu)].every(([word]) => /^[\p{Lu}\p{Lt}]\p{Ll}*$/u.test(word)),
  isupper: (text) => /\p{Lu}/u.test(text) && text === text.toUpperCase(),
};
