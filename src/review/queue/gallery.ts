import { openPortrayer, type Portrait } from "../../catalogue/portray-bootcamp.ts";
import { findLibrary, type Listed, readCatalogue } from "../../catalogue/read-catalogue.ts";
import { CommandError } from "../../core/run/exit-codes.ts";
import type { Workshop } from "../../workshop/workshop.ts";

/** What a library holds, or why it cannot be read. */
export type GalleryListing =
  | { readonly status: "read"; readonly library: string; readonly bootcamps: readonly Listed[] }
  | { readonly status: "failed"; readonly library: string; readonly reason: string };

/** What a class says and shows of itself, or why it shows nothing. */
export type GalleryPortrait =
  | { readonly status: "drawn"; readonly portrait: Portrait }
  | { readonly status: "failed"; readonly reason: string };

/** A library to look at: it is read anew for each page, and cases are drawn in the sandbox. */
export type Gallery = {
  readonly list: () => GalleryListing;
  readonly portray: (one: Listed) => Promise<GalleryPortrait>;
};

/** The library of this name, else the one beside the reader, else the one that ships with Campforge. */
export function openGallery(named: string | undefined, workshop: Workshop): Gallery {
  const library = findLibrary(named);
  const portrayer = openPortrayer(workshop);
  return {
    list: () => {
      try {
        return { status: "read", library, bootcamps: readCatalogue(library) };
      } catch (error) {
        return { status: "failed", library, reason: told(error) };
      }
    },
    portray: async ({ folder, source }) => {
      try {
        return { status: "drawn", portrait: await portrayer.portray({ name: folder, source }) };
      } catch (error) {
        return { status: "failed", reason: told(error) };
      }
    },
  };
}

/** What a person can put right is told; everything else is a fault. */
function told(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  throw error;
}
