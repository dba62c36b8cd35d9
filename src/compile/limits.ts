/** CPU time of one type check, in ms: a type of 185 characters can cost 38 s and 748 MB. */
export const CPU_LIMIT_MS = 10_000;
