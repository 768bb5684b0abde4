/** The page's only style. Contrast of text on its background is at least 4.5 : 1, in light and in dark. */
export const stylesheet = `
:root { --paper:#fff; --raised:#f6f7f9; --ink:#1b2027; --muted:#57606a; --line:#8c959f; --accent:#0b5cad; --on-accent:#fff;
  --bad:#b42318; --bad-soft:#fdecea; --good:#17683a; --good-soft:#e7f5ec; --open:#7a5200; --open-soft:#fdf4dc; }
@media (prefers-color-scheme: dark) {
:root { --paper:#12161c; --raised:#1a2029; --ink:#e6edf3; --muted:#9aa6b2; --line:#6e7b88; --accent:#6cb2ff; --on-accent:#12161c;
  --bad:#ff8f85; --bad-soft:#351a18; --good:#6fd394; --good-soft:#13301f; --open:#f0c35a; --open-soft:#33290f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: .2rem 0 1rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
code { font-family: ui-monospace, monospace; font-size: .9em; }
.brand, .muted, .details { color: var(--muted); font-size: .9rem; }
.brand { margin: 0; letter-spacing: .08em; text-transform: uppercase; }
fieldset { border: 1px solid var(--line); border-radius: .4rem; margin: 1rem 0; padding: .6rem 1rem 1rem; min-width: 0; }
legend { font-weight: 600; padding: 0 .3rem; }
label { display: block; margin: .5rem 0 .2rem; }
input, textarea { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .3rem; padding: .4rem; }
input.folder { border: 2px dashed var(--accent); padding: 1.5rem .6rem; background: var(--raised); }
textarea { font-family: ui-monospace, monospace; font-size: .8rem; }
button { font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: .3rem; padding: .6rem 1.4rem; min-height: 2.75rem; cursor: pointer; }
:is(button, input, textarea, section):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
section:focus { outline: none; }
.box { border-left: .4rem solid; border-radius: .3rem; padding: .7rem 1rem; margin: 1rem 0; font-weight: 600; }
.box.good { border-color: var(--good); background: var(--good-soft); }
.box.bad { border-color: var(--bad); background: var(--bad-soft); }
.box.open { border-color: var(--open); background: var(--open-soft); }
ul { padding-left: 1.2rem; } ul.checks { list-style: none; padding: 0; } .checks > li { border-top: 1px solid var(--line); padding: .5rem 0; }
.state { font-weight: 650; } .passed { color: var(--good); } .failed { color: var(--bad); } .not-checked { color: var(--open); }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .2rem 1rem; margin: .5rem 0; } dt { color: var(--muted); } dd { margin: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } }
@media print { form { display: none; } }
`;
