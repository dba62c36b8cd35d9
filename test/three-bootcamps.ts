/** Bootcamps of the project's library that tests draw from, so that what they count stays the same as it grows. */
export const THREE_BOOTCAMPS = ["futoshiki", "map-colouring", "calorimetry"] as const;
