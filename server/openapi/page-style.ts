/** The stylesheet of the API reference. */

export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2024, #edeef0);
  --muted: light-dark(#5a6169, #a3abb4);
  --line: light-dark(#dfe3e6, #363a3f);
  --ground: light-dark(#fff, #151718);
  --raised: light-dark(#f6f8f9, #1f2225);
  --accent: light-dark(#0a5bd3, #83b4ff);
}
* { box-sizing: border-box }
body {
  margin: 0 auto;
  max-width: 60rem;
  padding: 2rem 1rem 4rem;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
}
h1, h2, h3 { line-height: 1.25; margin: 2rem 0 .5rem }
h1 { margin-top: 0 }
details h3 { margin-top: 1rem; font-size: .875rem }
a { color: var(--accent) }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
code { font: .875em ui-monospace, monospace; overflow-wrap: anywhere }
small { color: var(--muted) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none }
nav a { display: inline-block; padding: .25rem 0 }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; padding: 0 1rem }
details[open] { padding-bottom: 1rem }
summary { padding: .625rem 0; cursor: pointer; overflow-wrap: anywhere }
summary span { color: var(--muted); margin-left: .5rem }
.method { display: inline-block; min-width: 4.25rem; font: 600 .75rem ui-monospace, monospace }
dl { margin: .25rem 0; padding-left: .75rem; border-left: 2px solid var(--line) }
dt { margin-top: .375rem }
dd { margin: 0 0 0 1rem }
@media (min-width: 48rem) {
  dl { display: grid; grid-template-columns: fit-content(16rem) 1fr; column-gap: 1rem }
  dd { margin: .375rem 0 0 }
}
`
