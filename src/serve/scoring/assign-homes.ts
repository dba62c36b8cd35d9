import type { ServedClass } from "../holdings/served-class.ts";

/** The lane that a class is at home in. */
export type HomeOf = (of: ServedClass) => number;

/** Spreads classes evenly over lanes, in the order in which they are first asked for. */
export function assignHomes(lanes: number): HomeOf {
  const homes = new WeakMap<ServedClass, number>();
  let next = 0;
  return (of) => {
    const known = homes.get(of);
    if (known !== undefined) return known;
    const home = next++ % lanes;
    homes.set(of, home);
    return home;
  };
}
