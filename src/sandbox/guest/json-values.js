/* What of a case is no JSON. */
function createJsonValues() {
  "use strict";
  const { getPrototypeOf, keys, values } = Object;
  const MAX_DEPTH = 60;

  /** What JSON would lose of a value and where in it, or null. The path is written only where there is one. */
  const lostInJson = (value, depth) => {
    if (depth > MAX_DEPTH) return `: nested deeper than ${MAX_DEPTH}`;
    switch (typeof value) {
      case "string":
      case "boolean":
        return null;
      case "number":
        if (!Number.isFinite(value)) return `: ${value}`;
        return Object.is(value, -0) ? ": -0 becomes 0" : null;
      case "object": {
        if (value === null) return null;
        const kind = getPrototypeOf(value);
        if (Array.isArray(value)) {
          for (let place = 0; place < value.length; place++) {
            const lost = place in value ? lostInJson(value[place], depth + 1) : ": a hole";
            if (lost !== null) return `[${place}]${lost}`;
          }
          return null;
        }
        if (kind !== Object.prototype && kind !== null) return `: an instance of ${kind?.constructor?.name}`;
        for (const key of keys(value)) {
          const lost = value[key] === undefined ? null : lostInJson(value[key], depth + 1);
          if (lost !== null) return `.${key}${lost}`;
        }
        return null;
      }
      default:
        return `: a ${typeof value}`;
    }
  };

  /** Whoever reads a case walks it, and a deep one would exhaust their stacks. */
  const isDeep = (value, depth) => {
    if (typeof value !== "object" || value === null) return false;
    if (depth > MAX_DEPTH) return true;
    for (const part of Array.isArray(value) ? value : values(value)) if (isDeep(part, depth + 1)) return true;
    return false;
  };

  return { lostInJson, isDeep, MAX_DEPTH };
}
