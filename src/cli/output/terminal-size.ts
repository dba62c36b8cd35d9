/** The size of a terminal in cells. */
export type TerminalSize = () => { readonly columns: number; readonly rows: number };

/** The size of the terminal on standard output; one that does not know its own is taken for the usual one. */
export const terminalSize: TerminalSize = () => {
  const { columns, rows } = process.stdout;
  return { columns: columns > 0 ? columns : 80, rows: rows > 0 ? rows : 24 };
};

/** How wide a line may be that is printed once: as wide as the terminal; without end where there is none. */
export const lineWidth = (): number => (process.stdout.isTTY ? terminalSize().columns : Infinity);
