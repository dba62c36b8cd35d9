import {
  isNearDuplicate,
  likeness,
  sketchText,
  type TextLikeness,
  type TextSketch,
} from "../core/scaling/text-sketch.ts";

/** A family that a proposal is compared with. */
export type KnownFamily = {
  /** How messages name it. */
  readonly name: string;
  readonly title: string;
  /** All that is said of it. */
  readonly text: string;
};

type Sketched = KnownFamily & { readonly sketch: TextSketch };

/** Everything that a proposal must not be the same as. It grows with every proposal that is under way. */
export type Corpus = {
  /** All families, one for each title, those first that come nearest to a text. */
  readonly nearest: (text: string) => readonly Near[];
  /** Takes a family in from now on; returns what takes it out again. */
  readonly add: (family: KnownFamily) => () => void;
};

export type Near = KnownFamily & { readonly alike: TextLikeness; readonly isDuplicate: boolean };

/** Sketches every family once. */
export function openCorpus(families: readonly KnownFamily[]): Corpus {
  const all = new Set<Sketched>(families.map(sketchFamily));
  return {
    nearest: (text) => {
      const sketch = sketchText(text);
      const sorted = [...all]
        .map((one) => {
          const alike = likeness(sketch, one.sketch);
          return { ...one, alike, isDuplicate: isNearDuplicate(alike) };
        })
        .toSorted((a, b) => weight(b.alike) - weight(a.alike));
      // A bootcamp and the description that it was written from are one family.
      const titles = new Set<string>();
      return sorted.filter(({ title }) => titles.size !== titles.add(title.toLowerCase()).size);
    },
    add: (family) => {
      const sketched = sketchFamily(family);
      all.add(sketched);
      return () => void all.delete(sketched);
    },
  };
}

const sketchFamily = (family: KnownFamily): Sketched => ({
  ...family,
  sketch: sketchText(`${family.title}\n${family.text}`),
});

const weight = ({ phrases, words }: TextLikeness): number => Math.max(phrases, words);
