import type { CommandOutline } from "./command-outline.ts";

/** The shells there are completions for. */
export const completionShells = ["bash", "zsh", "fish"] as const;

/** One of the shells. */
export type CompletionShell = (typeof completionShells)[number];

/** What a shell can complete: each command with its options, the words that may follow it, and whether it takes a connection. */
interface Completion {
  readonly name: string;
  readonly text: string;
  readonly options: readonly { readonly flag: string; readonly text: string }[];
  readonly words: readonly string[];
  readonly takesConnection: boolean;
}

/** A script that completes commands, options, and the connections of the config file, which it asks `airdock` for. */
export function printCompletion(shell: CompletionShell, table: readonly CommandOutline[]): string {
  const completions = [
    ...table.map(describe),
    {
      name: "help",
      text: "show the help of a command",
      options: [],
      words: table.map(({ name }) => name),
      takesConnection: false,
    },
  ];
  return PRINTERS[shell](completions);
}

const PRINTERS: Record<CompletionShell, (completions: readonly Completion[]) => string> = {
  bash: printBash,
  zsh: printZsh,
  fish: printFish,
};

function describe({ name, text, options, args }: CommandOutline): Completion {
  return {
    name,
    text,
    options: options.map((option) => ({ flag: /--[\w-]+/.exec(option.flags)?.[0] ?? "", text: option.text })),
    words: args[0]?.choices ?? [],
    takesConnection: args.some((argument) => argument.name === "source" || argument.name === "connection"),
  };
}

const ASK = "airdock completion --connections 2>/dev/null";

function printBash(completions: readonly Completion[]): string {
  const cases = completions.map(({ name, options, words, takesConnection }) => {
    const plain = [...options.map(({ flag }) => flag), ...words].join(" ");
    return `    ${name}) words="${plain}"${takesConnection ? `; [[ $current == -* ]] || asks=yes` : ""} ;;`;
  });
  return `# airdock completion for bash: source <(airdock completion bash)
_airdock() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" asks="" name
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    words="${completions.map(({ name }) => name).join(" ")} --help --version"
  else
    case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  # Names of connections may hold anything: they are never expanded, and quoted as words.
  [[ -n $asks ]] && while IFS= read -r name; do
    name=$(printf %q "$name")
    [[ $name == "$current"* ]] && COMPREPLY+=("$name")
  done < <(${ASK})
}
complete -o default -F _airdock airdock
`;
}

function printZsh(completions: readonly Completion[]): string {
  const commands = completions.map(({ name, text }) => `    ${quote(`${name}:${text.replaceAll(":", "\\:")}`)}`);
  const cases = completions.map(({ name, options, words, takesConnection }) => {
    const described = options.map(({ flag, text }) => quote(`${flag}:${text.replaceAll(":", "\\:")}`)).join(" ");
    const more = [
      ...(words.length === 0 ? [] : [`compadd -- ${words.join(" ")}`]),
      ...(takesConnection ? [`compadd -- \${(f)"$(${ASK})"}; _files`] : []),
    ];
    return `    ${name})
      options=(${described})
      if [[ $PREFIX == -* ]]; then _describe -o option options; else ${more.length === 0 ? "_files" : more.join("; ")}; fi ;;`;
  });
  return `#compdef airdock
# airdock completion for zsh: source <(airdock completion zsh)
_airdock() {
  local -a commands options
  commands=(
${commands.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
${cases.join("\n")}
  esac
}
if (( $+functions[compdef] )); then compdef _airdock airdock; fi
`;
}

function printFish(completions: readonly Completion[]): string {
  const names = completions.map(({ name }) => name).join(" ");
  const lines = completions.flatMap(({ name, text, options, words, takesConnection }) => {
    const when = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c airdock -f -n 'not __fish_seen_subcommand_from ${names}' -a ${name} -d ${quote(text)}`,
      ...options.map((option) => `complete -c airdock ${when} -l ${option.flag.slice(2)} -d ${quote(option.text)}`),
      ...(words.length === 0 ? [] : [`complete -c airdock -f ${when} -a ${quote(words.join(" "))}`]),
      ...(takesConnection ? [`complete -c airdock ${when} -a '(${ASK})' -d connection`] : []),
    ];
  });
  return `# airdock completion for fish: airdock completion fish | source\n${lines.join("\n")}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}
