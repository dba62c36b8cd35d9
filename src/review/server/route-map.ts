import type { Hono } from "hono";
import { mapPage } from "../pages/map-page.ts";
import type { RouteContext } from "./route-context.ts";

/** The page of the map. */
export function routeMap(app: Hono, routes: RouteContext): void {
  const { map, runs } = routes.drivers;
  app.get("/map", (context) =>
    routes.page(context, { title: "Map", main: mapPage(map()), run: runs()[0]?.id ?? null, place: "map" }),
  );
}
