import { escapeLine, escapeText } from "../terminal/escape-text.ts";
import { Interrupted } from "../interrupt.ts";
import type { Choice, Prompter } from "./prompter.ts";

/** Asks on the terminal, on stderr. Loads what draws the questions only now. */
export async function openTerminalPrompter(signal: AbortSignal): Promise<Prompter> {
  return escapeQuestions(await openPrompter(signal));
}

/** Questions are made of what a source says of itself: as text, whatever it holds. */
function escapeQuestions(prompter: Prompter): Prompter {
  return {
    text: ({ message, path, initial, placeholder }) =>
      prompter.text({
        message: escapeText(message),
        ...(path === undefined ? {} : { path }),
        // One that a terminal would obey is not proposed.
        ...(initial === undefined || escapeLine(initial) !== initial ? {} : { initial }),
        ...(placeholder === undefined ? {} : { placeholder: escapeLine(placeholder) }),
      }),
    secret: ({ message }) => prompter.secret({ message: escapeText(message) }),
    confirm: (question) => prompter.confirm({ ...question, message: escapeText(question.message) }),
    choose: (question) =>
      prompter.choose({
        ...question,
        message: escapeText(question.message),
        options: question.options.map(escapeChoice),
      }),
    chooseSeveral: (question) =>
      prompter.chooseSeveral({
        ...question,
        message: escapeText(question.message),
        options: question.options.map(escapeChoice),
      }),
    search: ({ message, options }) =>
      prompter.search({ message: escapeText(message), options: options.map(escapeChoice) }),
    say: (text) => prompter.say(escapeText(text)),
    warn: (text) => prompter.warn(escapeText(text)),
    wait: (message, work) => prompter.wait(escapeLine(message), (say) => work((step) => say(escapeLine(step)))),
  };
}

function escapeChoice<Value>(choice: Choice<Value>): Choice<Value> {
  const { hint, label } = choice;
  return { ...choice, label: escapeLine(label), ...(hint === undefined ? {} : { hint: escapeLine(hint) }) };
}

async function openPrompter(signal: AbortSignal): Promise<Prompter> {
  const clack = await import("@clack/prompts");
  const common = { input: process.stdin, output: process.stderr, signal };
  const given = <Value>(answer: Value): Exclude<Value, symbol> => {
    if (clack.isCancel(answer)) throw new Interrupted("SIGINT");
    return answer as Exclude<Value, symbol>;
  };
  return {
    text: async ({ message, initial, placeholder }) => {
      const hints = {
        ...(initial === undefined ? {} : { initialValue: initial }),
        ...(placeholder === undefined ? {} : { placeholder }),
      };
      return given(await clack.text({ ...common, ...hints, message })) ?? "";
    },
    secret: async ({ message }) => given(await clack.password({ ...common, message })) ?? "",
    confirm: async ({ message, initial = false }) =>
      given(await clack.confirm({ ...common, message, initialValue: initial })),
    choose: async ({ message, options, initial }) => {
      const settings = {
        ...common,
        message,
        maxItems: maxShown,
        options: numbered(options),
        ...initialOf(options, initial),
      };
      const ask = options.length > maxShown ? clack.autocomplete<string> : clack.select<string>;
      return valueAt(options, given(await ask(settings)));
    },
    chooseSeveral: async ({ message, options, initial = [] }) => {
      const initialValues = numbered(
        options.filter(({ value }) => initial.includes(value)),
        options,
      ).map(({ value }) => value);
      const settings = { ...common, message, required: false, maxItems: maxShown, initialValues };
      const picked = given(await clack.multiselect<string>({ ...settings, options: numbered(options) }));
      return picked.map((index) => valueAt(options, index));
    },
    search: async ({ message, options }) =>
      given(await clack.autocomplete<string>({ ...common, message, maxItems: 10, options: [...options] })),
    say: (text) => clack.log.step(text, common),
    warn: (text) => clack.log.warn(text, common),
    wait: async (message, work) => {
      const spinner = clack.spinner({ output: process.stderr, signal });
      spinner.start(message);
      try {
        const result = await work((step) => spinner.message(step));
        spinner.stop(message);
        return result;
      } catch (error) {
        spinner.error(message);
        throw error;
      }
    },
  };
}

/** More than this are found by typing. */
const maxShown = 12;

function initialOf<Value>(
  options: readonly Choice<Value>[],
  initial: Value | undefined,
): { readonly initialValue?: string } {
  const at = options.findIndex(({ value }) => value === initial);
  return at < 0 ? {} : { initialValue: String(at) };
}

/** The library tells values apart by identity; ours are told by their place. */
function numbered<Value>(
  options: readonly Choice<Value>[],
  all: readonly Choice<Value>[] = options,
): { readonly value: string; readonly label: string; readonly hint?: string }[] {
  return options.map((option) => ({ ...option, value: String(all.indexOf(option)) }));
}

function valueAt<Value>(options: readonly Choice<Value>[], index: string): Value {
  const option = options[Number(index)];
  if (option === undefined) throw new RangeError(`There is no option ${index}.`);
  return option.value;
}
