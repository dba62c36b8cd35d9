/** The look of the library's map, for pages that also bring that of the charts: a chart alone does without it. */
export const MAP_CSS = `
.library-map table { border-collapse: separate; border-spacing: 4px; width: auto; min-width: 0; }
.library-map th, .library-map td { padding: 2px; border: 0; vertical-align: middle; }
.map-square { display: grid; gap: 4px; justify-items: center; width: 100%; min-width: 72px; padding: 6px 4px; font: inherit;
  color: var(--ink); background: var(--paper); border: 1px solid var(--faint); border-radius: 6px; cursor: pointer; }
.map-square:focus-visible, .map-close:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.map-empty { border: 2px dashed var(--band-edge); }
.map-thin { background: var(--band); border: 2px solid var(--band-edge); }
.map-pips { display: inline-block; vertical-align: middle; }
.map-on { fill: var(--accent); }
.map-off { fill: none; stroke: var(--rest); stroke-width: 0.5; }
.map-legend { max-width: none; margin-top: 16px; }
.map-legend span { white-space: nowrap; margin-right: 16px; }
.map-opened { max-width: min(720px, 92vw); max-height: 80vh; overflow: auto; padding: 20px; color: var(--ink);
  background: var(--paper); border: 1px solid var(--rest); border-radius: 8px; }
.map-title { margin: 0 0 10px; font-size: 15px; font-weight: 650; }
.map-opened table { width: 100%; }
.map-opened th, .map-opened td { text-align: left; padding: 4px 12px 4px 0; }
.map-close { margin-top: 12px; font: inherit; color: var(--ink); background: var(--track); border: 1px solid var(--rest);
  border-radius: 6px; padding: 4px 12px; cursor: pointer; }
`;
