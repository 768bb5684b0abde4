/**
 * The page's only stylesheet. Colour roles are custom properties with a light, a dark and a print set;
 * charts use the same properties. Contrast of text on its background is at least 4.5 : 1 in each set.
 */
export const stylesheet = `
:root { color-scheme: light dark; --paper:#fff; --raised:#f5f6f8; --ink:#1c2128; --muted:#57606a; --line:#d8dee4; --accent:#0b5cad;
  --leak:#b42318; --leak-soft:#fdecea; --pass:#17683a; --pass-soft:#e6f4ea; --open:#7a5200; --open-soft:#fdf3d9;
  --series-1:#0b5cad; --series-2:#c2410c; --series-3:#5b6472; --series-4:#7e3fb0; --series-5:#17683a; --series-6:#a3174f; }
@media (prefers-color-scheme: dark) { :root { --paper:#11151b; --raised:#1a2029; --ink:#e6edf3; --muted:#9aa6b2; --line:#303a46; --accent:#6cb2ff;
  --leak:#ff8f85; --leak-soft:#3a1917; --pass:#6fd394; --pass-soft:#12301f; --open:#f0c35a; --open-soft:#35290c;
  --series-1:#6cb2ff; --series-2:#ff9a5c; --series-3:#a9b4c0; --series-4:#c79bff; --series-5:#6fd394; --series-6:#ff8fbf; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin:0; background:var(--paper); color:var(--ink); font:16px/1.55 system-ui, -apple-system, 'Segoe UI', sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: .2rem 0 .6rem; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
p { margin: .5rem 0; max-width: 46rem; }
a { color: var(--accent); } a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.muted, figcaption, caption { color: var(--muted); font-size: .9rem; }
.verdict { border-left: .35rem solid; border-radius: .3rem; padding: .8rem 1rem; margin: .8rem 0; }
.verdict p { margin: .2rem 0; }
.leak { border-color: var(--leak); background: var(--leak-soft); } .no-leak-above-bound { border-color: var(--pass); background: var(--pass-soft); }
.inconclusive { border-color: var(--open); background: var(--open-soft); }
.badge { display:inline-block; border-radius: 1rem; padding: .05rem .65rem; font-size: .85rem; font-weight: 600; white-space: nowrap; border: 1px solid currentColor; }
.badge.leak { color: var(--leak); } .badge.no-leak-above-bound { color: var(--pass); } .badge.inconclusive { color: var(--open); }
.cards { display:grid; grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); gap: .8rem; margin: 1rem 0; }
.card { border:1px solid var(--line); border-radius:.4rem; padding:.8rem; background: var(--raised); break-inside: avoid; }
.card h3 { margin: 0 0 .3rem; overflow-wrap: anywhere; } .card p { margin:.3rem 0; font-size:.92rem; }
.scroll { overflow-x:auto; margin:.6rem 0; }
table { border-collapse: collapse; font-size:.88rem; width:max-content; min-width:100%; font-variant-numeric: tabular-nums; }
caption { text-align:left; padding:.2rem 0; } th, td { text-align:left; padding:.3rem .55rem; border-bottom:1px solid var(--line); vertical-align: top; max-width: 17rem; } tbody th { white-space: nowrap; }
thead th { color: var(--muted); font-weight:600; white-space: nowrap; } .number { white-space: nowrap; } .number small { color: var(--muted); }
code, .digest { font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace; font-size:.82em; overflow-wrap:anywhere; }
figure { margin: .8rem 0; break-inside: avoid; } .row { display:flex; flex-wrap:wrap; gap:1rem 2rem; align-items:flex-start; } .row > figure { flex: 1 1 19rem; max-width: 30rem; }
.strip { display:flex; flex-wrap:wrap; gap:.7rem; } .strip figure { margin:0; width: 7.6rem; }
.strip img { width: 7.6rem; height:7.6rem; image-rendering: pixelated; border:1px solid var(--line); border-radius:.25rem; background: var(--raised); display:block; }
ul { padding-left: 1.2rem; } li { margin:.25rem 0; max-width: 46rem; } details { margin:.5rem 0; } summary { cursor:pointer; color: var(--accent); }
nav ul { list-style:none; padding:0; display:flex; flex-wrap:wrap; gap:.2rem 1rem; font-size:.9rem; } nav li { margin: 0; }
pre { overflow-x:auto; background:var(--raised); padding:.8rem; border-radius:.3rem; font-size:.8rem; }
.skip { position:absolute; left:-999rem; } .skip:focus { left:1rem; top:.5rem; background:var(--paper); padding:.3rem .6rem; }
@media print { :root { --paper:#fff; --raised:#fff; --ink:#000; --muted:#444; --line:#bbb; --leak:#7a0f08; --pass:#0d4a27; --open:#5a3c00;
  --leak-soft:#fff; --pass-soft:#fff; --open-soft:#fff; --series-1:#0b5cad; --series-2:#c2410c; --series-3:#5b6472; }
  nav, .skip { display:none; } main { max-width:none; padding:0; } body { font-size: 10.5pt; } details { display:block; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } .scroll { overflow: visible; } }
`;
