// Lets any Node from 20 on import libraries of bootcamps, which are TypeScript: node --import campforge/register FILE
// In a clone it also leads campforge/bootcamp and campforge/library to their sources, where nothing has been built.
import module from "node:module";

module.register("./typescript-hooks.js", import.meta.url);
