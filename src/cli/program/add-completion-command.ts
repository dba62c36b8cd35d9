import { Argument, type Command } from "commander";

/** The shells for which there is a completion. */
const SHELLS = ["bash", "zsh", "fish"] as const;

/** Adds `campforge completion`, which is drawn from the declarations of all other commands. */
export function addCompletionCommand(program: Command): void {
  program
    .command("completion")
    .description("print a script that completes commands and options in a shell")
    .addArgument(new Argument("<shell>", "the shell").choices([...SHELLS]))
    .action(async (shell: (typeof SHELLS)[number]) => {
      const { renderCompletion } = await import("./render-completion.ts");
      const { print } = await import("../output/print.ts");
      print(renderCompletion(program, shell));
    });
}
