import { openWorkshop } from "./workshop.ts";

/** The toolkit's documentation as Markdown, as prompts hold it. */
export async function readToolkit(): Promise<string> {
  const { compiler, close } = openWorkshop();
  try {
    return (await compiler.documentation()).markdown;
  } finally {
    close();
  }
}
