import type { Context, Hono } from "hono";
import type { Listed } from "../../catalogue/read-catalogue.ts";
import type { Html } from "../../charts/html.ts";
import type { GalleryPortrait } from "../queue/gallery.ts";
import { galleryBootcampPage, galleryPage, galleryPortrait, galleryWords } from "../pages/gallery-page.ts";
import type { RouteContext } from "./route-context.ts";

const MISSING = "There is no such bootcamp in the library.";

/** The pages of a library: all that it holds, and each bootcamp by itself. */
export function routeGallery(app: Hono, routes: RouteContext): void {
  const { gallery, runs } = routes.drivers;
  const run = (): number | null => runs()[0]?.id ?? null;
  app.get("/library", (context) =>
    routes.page(context, {
      title: "Library",
      main: galleryPage(gallery.list()),
      run: run(),
      place: "library",
    }),
  );
  /** The bootcamp that an address names among all of them: no path is made of what it says. */
  const find = (context: Context): { readonly all: readonly Listed[]; readonly at: number } => {
    const listing = gallery.list();
    const all = listing.status === "read" ? listing.bootcamps : [];
    const folder = `${context.req.param("domain")}/${context.req.param("slug")}`;
    return { all, at: all.findIndex((one) => one.folder === folder) };
  };
  app.get("/library/:domain/:slug", (context) => {
    const { all, at } = find(context);
    const one = all[at];
    if (one === undefined) return routes.missing(context, MISSING);
    const main = galleryBootcampPage({ one, previous: all[at - 1], next: all[at + 1] });
    return routes.page(context, { title: one.card.title, main, run: run(), place: "library" });
  });
  const part = (name: string, show: (drawn: GalleryPortrait) => Html): void => {
    app.get(`/library/:domain/:slug/${name}`, async (context) => {
      const { all, at } = find(context);
      const one = all[at];
      if (one === undefined) return routes.missing(context, MISSING);
      return routes.part(context, show(await gallery.portray(one)));
    });
  };
  part("words", galleryWords);
  part("portrait", (drawn) => galleryPortrait(drawn, routes.texts));
}
