/**
 * The page's only stylesheet. Colour roles are custom properties with a light, a dark and a print set;
 * charts use the same properties. Contrast of text on its background is at least 4.5 : 1 in each set.
 */
/** On a screen by day, and the base of print. */
export const light = `--paper:#fff; --raised:#f6f7f9; --ink:#1b2027; --muted:#57606a; --line:#dce1e7; --accent:#0b5cad;
  --leak:#b42318; --leak-soft:#fdecea; --pass:#17683a; --pass-soft:#e7f5ec; --open:#7a5200; --open-soft:#fdf4dc;
  --series-1:#b42318; --series-2:#0b5cad; --series-3:#17683a; --series-4:#7e3fb0; --series-5:#b45309; --series-6:#5b6472;`;
const dark = `--paper:#12161c; --raised:#1a2029; --ink:#e6edf3; --muted:#9aa6b2; --line:#2e3843; --accent:#6cb2ff;
  --leak:#ff8f85; --leak-soft:#351a18; --pass:#6fd394; --pass-soft:#13301f; --open:#f0c35a; --open-soft:#33290f;
  --series-1:#ff8f85; --series-2:#6cb2ff; --series-3:#6fd394; --series-4:#c79bff; --series-5:#ffb86b; --series-6:#a9b4c0;`;
/** What print changes of it. */
export const paper = `--leak-soft:#fff; --pass-soft:#fff; --open-soft:#fff; --raised:#fff; --ink:#000; --muted:#444; --line:#bbb;`;

const page = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 1.8rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.15; margin: 0; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; margin: 3rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); letter-spacing: -.01em; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
p { margin: .5rem 0; max-width: 48rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:is(a, summary, .scroll):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: .15rem; }
ul { padding-inline-start: 1.2rem; margin: .5rem 0; } li { margin: .25rem 0; max-width: 48rem; }
code, .digest { font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace; font-size: .84em; overflow-wrap: anywhere; }
pre { overflow-x: auto; background: var(--raised); padding: .8rem; border-radius: .4rem; font-size: .78rem; }
.muted, figcaption, caption, dt { color: var(--muted); font-size: .88rem; }
.brand { color: var(--muted); font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; margin: 0 0 .2rem; }
.skip { position: absolute; inset-inline-start: -999rem; } .skip:focus { inset-inline-start: 1rem; top: .5rem; background: var(--paper); padding: .4rem .8rem; z-index: 2; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1rem; font-size: .9rem; } nav li { margin: 0; }`;

const verdicts = `
.verdict { border-inline-start: .4rem solid; border-radius: .4rem; padding: .9rem 1.1rem; margin: 1.2rem 0; }
.headline { font-size: 1.15rem; font-weight: 600; line-height: 1.4; margin: .4rem 0 0; }
.verdict.leak { border-color: var(--leak); background: var(--leak-soft); }
.verdict.no-leak-above-bound { border-color: var(--pass); background: var(--pass-soft); }
.verdict.inconclusive { border-color: var(--open); background: var(--open-soft); }
.badge { display: inline-block; border-radius: 1rem; padding: .02rem .6rem; font-size: .82rem; font-weight: 650; white-space: nowrap; border: 1px solid currentColor; }
.badge.leak { color: var(--leak); } .badge.no-leak-above-bound { color: var(--pass); } .badge.inconclusive { color: var(--open); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: .6rem; margin: 1rem 0; }
.facts > div { border: 1px solid var(--line); border-radius: .45rem; padding: .6rem .8rem; background: var(--raised); break-inside: avoid; }
.facts dd { margin: .1rem 0 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.definitions > div { margin: .5rem 0; max-width: 48rem; break-inside: avoid; } .definitions dt { color: var(--ink); font-weight: 600; scroll-margin-top: 1rem; } .definitions dd { margin: 0; }
.facts .with-bar { flex-wrap: wrap; } .facts :is(small, .note) { font-weight: 400; } .facts .muted { font-weight: 400; }`;

const tables = `
.scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; font-size: .875rem; width: max-content; min-width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: start; padding: .2rem 0 .4rem; } caption > span { position: sticky; inset-inline-start: 0; display: inline-block; max-width: min(60rem, calc(100vw - 3.4rem)); }
th, td { text-align: start; padding: .36rem .55rem; border-bottom: 1px solid var(--line); vertical-align: middle; max-width: 21rem; }
thead th { color: var(--muted); font-weight: 600; white-space: nowrap; border-bottom-width: 2px; }
tbody th { font-weight: 600; position: sticky; inset-inline-start: 0; background: var(--paper); max-width: 18rem; }
tbody tr:hover > * { background: var(--raised); }
.number { white-space: nowrap; } .number small { color: var(--muted); }
.with-bar { display: flex; align-items: center; gap: .4rem; } td .with-bar .number { min-width: 8.6rem; }
.note { display: block; color: var(--muted); font-size: .8rem; white-space: nowrap; } .note.wraps { white-space: normal; max-width: 13rem; }
.letter { display: inline-block; min-width: 1.5em; color: var(--muted); font-weight: 650; }
.heat { display: inline-block; min-width: 4rem; padding: 0 .4rem; border-radius: .2rem; background: color-mix(in srgb, var(--leak) var(--heat), transparent); }`;

const drawings = `
.bar { flex: none; vertical-align: middle; color: var(--series-1); }
.bar .axis { stroke: var(--line); } .bar .zero, .bar .mark { stroke: var(--muted); } .bar .mark { stroke-dasharray: 2 2; }
.bar .span { stroke: currentColor; stroke-width: 2.4; } .bar .dot { fill: currentColor; } .bar .before { fill: var(--paper); stroke: currentColor; stroke-width: 1.5; }
.tone-original { color: var(--series-2); } .tone-reference, .tone-no-leak-above-bound { color: var(--series-3); }
.tone-matched-reference { color: var(--series-4); } .tone-inconclusive { color: var(--open); }
figure { margin: 1rem 0; break-inside: avoid; } figcaption { max-width: 48rem; }
.wide > svg { min-width: 46rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem 2rem; } .row > figure { flex: 1 1 20rem; max-width: 31rem; margin: .4rem 0; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem 1.5rem; } .grid > figure { margin: .4rem 0; max-width: 22rem; }
.strip { display: flex; flex-wrap: wrap; gap: .7rem; } .strip figure { margin: 0; width: 7.6rem; }
.strip img { width: 7.6rem; height: 7.6rem; image-rendering: pixelated; border: 1px solid var(--line); border-radius: .35rem; background: var(--raised); display: block; }
details { margin: .5rem 0; } summary { cursor: pointer; color: var(--accent); padding: .15rem 0; width: fit-content; }
.target { border: 1px solid var(--line); border-radius: .5rem; padding: .3rem .9rem; margin: .6rem 0; }
.target > summary { color: inherit; padding: .4rem 0; width: auto; scroll-margin-top: 1rem; } .target > summary h3 { display: inline; margin: 0; font-size: 1.05rem; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .6rem; }`;

/** On paper nothing scrolls and sections are open; deep evidence is printed where the reader opened it. */
const print = `
@page { margin: 14mm 12mm; }
nav, .skip { display: none; } html { font-size: 12px; } main { max-width: none; padding: 0; } body { font-size: 9.5pt; line-height: 1.4; }
h2, h3, summary, caption { break-after: avoid; } tr, .target > summary { break-inside: avoid; } .scroll { overflow: visible; }
table { width: 100%; font-size: 7.4pt; } th, td { padding: .16rem .25rem; max-width: none; } thead th { white-space: normal; } tbody th { position: static; } .note { white-space: normal; }
td .with-bar .number { min-width: 0; } pre { columns: 3; font-size: 6pt; padding: 0; } .badge { padding: 0 .35rem; font-size: .95em; }
.bar { width: 1.9cm; height: auto; } .with-bar { flex-wrap: wrap; gap: 0 .3rem; } .wide > svg { min-width: 0; }
details:not(.deep)::details-content { content-visibility: visible; block-size: auto; } .target { border: 0; padding: 0; }
.strip img, .strip figure { width: 2.3cm; height: auto; } .heat { print-color-adjust: exact; }`;

const phone = `.badge, .note { white-space: normal; } .stacks td > .badge { justify-self: start; } main { padding: 1rem .85rem 3rem; } h1 { font-size: 1.5rem; } .headline { font-size: 1.02rem; } tbody th { max-width: 9.5rem; overflow-wrap: anywhere; }
.facts { grid-template-columns: repeat(2, minmax(0, 1fr)); } .facts dd { overflow-wrap: anywhere; } .strip figure, .strip img { width: 6.2rem; height: auto; } .target { padding: .2rem .6rem; } .stacks .with-bar { flex-wrap: wrap; gap: 0 .4rem; }
.stacks :is(table, tbody, tr, th, td, caption) { display: block; width: auto; max-width: none; } .stacks thead { display: none; }
.stacks tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } .stacks :is(th, td) { border: 0; padding: .08rem 0; } .stacks tbody th { max-width: none; font-size: 1rem; }
.stacks td[data-label] { display: grid; grid-template-columns: 7.5rem 1fr; gap: .6rem; } .stacks td[data-label]::before { content: attr(data-label); color: var(--muted); }`;

export const stylesheet = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
${page}${verdicts}${tables}${drawings}
@media (max-width: 40rem) { ${phone} }
@media print { :root { color-scheme: light; ${light} ${paper} } ${print} }
`;
