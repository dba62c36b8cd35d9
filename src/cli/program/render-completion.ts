import type { Command, Option } from "commander";

export type Shell = "bash" | "zsh" | "fish";

/** A command with what may follow it. */
type Known = {
  /** Its words after the program's name, with spaces between. */
  readonly path: string;
  readonly description: string;
  readonly words: readonly Word[];
};

type Word = { readonly text: string; readonly about: string };

/** A script that completes commands, options and the choices of options in a shell, drawn from the declarations. */
export function renderCompletion(program: Command, shell: Shell): string {
  const commands = listCommands(program, "");
  const choices = listChoices(program);
  switch (shell) {
    case "bash":
      return renderBash(commands, choices);
    case "zsh":
      return renderZsh(commands, choices);
    case "fish":
      return renderFish(commands, choices);
  }
}

function listCommands(command: Command, path: string): readonly Known[] {
  const subcommands = command.commands.map((one) => ({ text: one.name(), about: one.description() }));
  const options = command.options.flatMap((option): readonly Word[] => {
    const text = option.long ?? option.short;
    return option.hidden || text === undefined || text === null ? [] : [{ text, about: option.description }];
  });
  const values = command.registeredArguments.flatMap(({ argChoices = [], description }) =>
    argChoices.map((text) => ({ text, about: description })),
  );
  const words = [
    ...subcommands,
    ...values,
    ...options,
    { text: "--help", about: "display help for command" },
  ];
  const own: Known = { path, description: command.description(), words };
  return [
    own,
    ...command.commands.flatMap((one) =>
      listCommands(one, path === "" ? one.name() : `${path} ${one.name()}`),
    ),
  ];
}

/** The values of options that have a few, by the option's flag; options of one name have the same ones everywhere. */
function listChoices(command: Command): ReadonlyMap<string, readonly string[]> {
  const own = command.options.flatMap(({ long, argChoices }: Option) =>
    argChoices === undefined || long === undefined || long === null ? [] : [[long, argChoices] as const],
  );
  return new Map([...own, ...command.commands.flatMap((one) => [...listChoices(one)])]);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const textsOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(" ");

/** The words of the line that are commands make up the path; bash and zsh find it in the same way. */
function renderBash(commands: readonly Known[], choices: ReadonlyMap<string, readonly string[]>): string {
  const cases = commands.map(({ path, words }) => `    ${quoted(path)}) words=${quoted(textsOf(words))} ;;`);
  const values = [...choices].map(([flag, some]) => `    ${flag}) words=${quoted(some.join(" "))} ;;`);
  return `# campforge completion bash: put into ~/.bashrc: eval "$(npx campforge completion bash)"
_campforge() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${commands
      .map(({ path }) => path)
      .filter((path) => path !== "")
      .map((path) => path.replace(" ", "/"))
      .join(" ")} " in
      *" \${path:+\${path// //}/}$word "*) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${cases.join("\n")}
  esac
  case "$previous" in
${values.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  # What is no command and no option may be a file.
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _campforge campforge
`;
}

function renderZsh(commands: readonly Known[], choices: ReadonlyMap<string, readonly string[]>): string {
  const describe = ({ text, about }: Word): string => quoted(`${text}:${about.replaceAll(":", " -")}`);
  const cases = commands.map(
    ({ path, words }) => `    ${quoted(path)}) known=(${words.map(describe).join(" ")}) ;;`,
  );
  const values = [...choices].map(([flag, some]) => `    ${flag}) known=(${some.map(quoted).join(" ")}) ;;`);
  const paths = commands.map(({ path }) => path).filter((path) => path !== "");
  return `#compdef campforge
# campforge completion zsh: put into ~/.zshrc, after compinit: eval "$(npx campforge completion zsh)"
_campforge() {
  local path_='' word
  local -a known paths
  paths=(${paths.map(quoted).join(" ")})
  for word in "\${words[@]:1:$((CURRENT-2))}"; do
    (( \${paths[(Ie)\${path_:+$path_ }$word]} )) && path_="\${path_:+$path_ }$word"
  done
  case "$path_" in
${cases.join("\n")}
  esac
  case "\${words[CURRENT-1]}" in
${values.join("\n")}
  esac
  _describe campforge known
  _files
}
compdef _campforge campforge
`;
}

function renderFish(commands: readonly Known[], choices: ReadonlyMap<string, readonly string[]>): string {
  const lines = commands.flatMap(({ path, words }) => {
    const when =
      path === ""
        ? "__fish_use_subcommand"
        : path
            .split(" ")
            .map((word) => `__fish_seen_subcommand_from ${word}`)
            .join("; and ");
    return words.map(({ text, about }) => {
      const condition = path === "" && text.startsWith("-") ? "" : ` -n ${quoted(when)}`;
      if (!text.startsWith("--"))
        return `complete -c campforge${condition} -a ${quoted(text)} -d ${quoted(about)}`;
      const some = choices.get(text);
      const values = some === undefined ? "" : ` -x -a ${quoted(some.join(" "))}`;
      return `complete -c campforge${condition} -l ${text.slice(2)}${values} -d ${quoted(about)}`;
    });
  });
  return `# campforge completion fish: campforge completion fish > ~/.config/fish/completions/campforge.fish
${lines.join("\n")}
`;
}
