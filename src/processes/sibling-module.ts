import { extname } from "node:path";

/** The URL of a module beside another one, `.ts` in a checkout and `.js` once built. */
export function siblingModule(from: string, name: string): URL {
  return new URL(`./${name}${extname(new URL(from).pathname)}`, from);
}
