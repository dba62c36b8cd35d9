/** The value that a text holds as JSON; undefined, which no JSON is, where it is not valid JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
