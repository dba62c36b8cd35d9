/* What a draft threw as one line of text, whatever it is and whatever reading it does. */
function describeError(error) {
  "use strict";
  const MAX_MESSAGE = 600;
  try {
    if (error instanceof Error) {
      const place = /draft\.ts:(\d+):(\d+)/.exec(`${error.stack}`);
      const where = place === null ? "" : ` (line ${place[1]})`;
      return `${`${error.name}: ${error.message}`.slice(0, MAX_MESSAGE)}${where}`;
    }
    return `threw ${`${error}`.slice(0, MAX_MESSAGE)}, which is no Error`;
  } catch {
    return "threw something that cannot be read";
  }
}
