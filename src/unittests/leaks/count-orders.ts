import { factorial } from "../../bootcamp/index.ts";

/** In how many orders so many things stand; of more than twenty no fewer than of twenty, which chance never meets. */
export const countOrders = (count: number): number => Number(factorial(Math.min(count, 20)));
