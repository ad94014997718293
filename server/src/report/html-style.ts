/** How the page of the format `html` looks, on light and dark screens and on paper. */

export const style = `
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #57606a; --ground: #fff; --line: #d0d7de; --error: #b3261e; --warning: #8a5300; --info: #0a5cad; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --quiet: #9da7b3; --ground: #0d1117; --line: #3d444d; --error: #ff8a80; --warning: #f0b35a; --info: #79b8ff; } }
body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 75rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); }
h1 { margin-top: 0; }
a { color: var(--info); }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
small, .note, footer { color: var(--quiet); }
dl { display: flex; gap: 2.5rem; margin: 1rem 0; }
dt { text-transform: capitalize; }
dd { margin: 0; font-size: 2rem; line-height: 1.2; }
.error dd, .error strong, strong.error { color: var(--error); }
.warning dd, .warning strong, strong.warning { color: var(--warning); }
.info dd, .info strong, strong.info { color: var(--info); }
table { width: 100%; border-collapse: collapse; margin: 1.5rem 0; }
caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .6rem .75rem .6rem 0; border-bottom: 1px solid var(--line); font-weight: normal; }
thead th { font-weight: 600; }
tbody th { font-weight: 600; }
tbody th small, tbody th code { font-weight: normal; }
ul { margin: 0; padding: 0; list-style: none; }
td:nth-child(3) { min-width: 14rem; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); font-size: .875rem; }
.print { display: none; }
@media print {
  :root { color-scheme: light; --text: #000; --quiet: #333; --ground: #fff; --line: #999; --error: #8c1d18; --warning: #6b4000; --info: #003d7a; }
  @page { margin: 15mm; }
  body { padding: 0; max-width: none; font-size: 9pt; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  a { text-decoration: none; }
  .print { display: inline; overflow-wrap: anywhere; }
}
`;
