import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { expect, test } from "vitest";
import { accuracyByLevel, type LevelPoint } from "../../src/charts/accuracy-by-level.ts";
import {
  accuracyHistogram,
  binAccuracy,
  HISTOGRAM_GROUPS,
  type JudgedPoint,
} from "../../src/charts/accuracy-histogram.ts";
import { CHART_CSS } from "../../src/charts/chart-css.ts";
import { funnelChart } from "../../src/charts/funnel.ts";
import { intervalStrip } from "../../src/charts/interval-strip.ts";
import { countTicks } from "../../src/charts/plot-area.ts";
import { DEFAULT_BAND, estimateAccuracy } from "../../src/core/judging/band.ts";

type Element = DefaultTreeAdapterTypes.Element;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const points: fc.Arbitrary<JudgedPoint[]> = fc.array(
  fc.record({ accuracy: share, verdict: fc.constantFrom(...HISTOGRAM_GROUPS) }),
  { maxLength: 60 },
);
const levelPoints: fc.Arbitrary<LevelPoint[]> = fc.array(
  fc.record({
    level: fc.nat(4),
    accuracy: fc.array(share, { maxLength: 9 }).map(estimateAccuracy),
    decision: fc.constantFrom("inside", "above", "<b>"),
    name: fc.string({ unit: "binary" }),
  }),
  { maxLength: 40 },
);
const charts = fc.tuple(points, levelPoints, fc.array(fc.nat(9_999), { maxLength: 6 })).map(
  ([judged, levels, counts]) =>
    [
      accuracyHistogram(judged, { id: "h", band: DEFAULT_BAND }),
      accuracyByLevel(levels, { id: "l", title: "x", band: DEFAULT_BAND, levelCount: 5 }),
      funnelChart(
        counts.map((count) => ({ name: "<stage>", count })),
        { id: "f", title: "y" },
      ),
      intervalStrip(estimateAccuracy([0.5]), DEFAULT_BAND),
    ] as const,
);

function elementsOf(markup: string): readonly Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if (!("tagName" in child)) continue;
      found.push(child);
      visit(child);
    }
  };
  visit(parseFragment(markup));
  return found;
}

const KNOWN = new Set(["svg", "title", "desc", "g", "rect", "line", "circle", "text"]);

test("charts are shapes, words and classes, whatever the data: no style, no script, no link, no number that is none", () => {
  fc.assert(
    fc.property(charts, (drawn) => {
      for (const chart of drawn) {
        for (const { tagName, attrs } of elementsOf(chart.toString())) {
          expect(KNOWN).toContain(tagName);
          const places = attrs.filter(({ name }) => /^(?:x|y|[xy][12]|c[xy]|r|width|height)$/.test(name));
          expect(attrs.filter(({ name }) => /^(?:style|on|href|xlink)/.test(name))).toEqual([]);
          expect(places.filter(({ value }) => !/^-?\d+(?:\.\d{1,2})?$/.test(value))).toEqual([]);
        }
      }
    }),
  );
});

test("every chart is an image with a name and a description in words", () => {
  const histogram = accuracyHistogram([{ accuracy: 0.9, verdict: "rejected" }], {
    id: "h",
    band: DEFAULT_BAND,
  });
  const [svg, title, desc] = elementsOf(histogram.toString());
  expect(svg?.attrs).toEqual(
    expect.arrayContaining([
      { name: "role", value: "img" },
      { name: "aria-labelledby", value: "h-title h-desc" },
    ]),
  );
  expect([title, desc].map((one) => one?.attrs[0]?.value)).toEqual(["h-title", "h-desc"]);
  expect(histogram.toString()).toContain("1 judged: 0 below the band of 0.03 to 0.85, 0 in it, 1 above.");
});

test("every point stands in one bin, the one whose edges hold it", () => {
  fc.assert(
    fc.property(points, (judged) => {
      const bins = binAccuracy(judged);
      const counted = bins.flatMap(({ counts }) => Object.values(counts)).reduce((sum, one) => sum + one, 0);
      expect(counted).toBe(judged.length);
    }),
  );
  for (const twentieth of Array.from({ length: 20 }, (_, index) => index)) {
    const bins = binAccuracy([{ accuracy: twentieth / 20, verdict: "flagged" }]);
    expect(bins.findIndex(({ counts }) => counts.flagged === 1)).toBe(twentieth);
  }
});

test("an axis of counts has at most six ticks, whole and evenly apart, and reaches its highest bar", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (most) => {
      const ticks = countTicks(most);
      const step = ticks[1] ?? 0;
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.every((tick, index) => Number.isInteger(tick) && tick === index * step)).toBe(true);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
    }),
  );
});

test("the colours of charts are set for light and for dark, once each", () => {
  const names = (text: string): readonly string[] =>
    [...text.matchAll(/(--[a-z-]+):/g)].map(([, name]) => name ?? "");
  const [light = "", dark = ""] = CHART_CSS.split("@media (prefers-color-scheme: dark)");
  expect(names(dark.slice(0, dark.indexOf("}")))).toEqual(names(light));
});
