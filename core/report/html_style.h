#pragma once

#include <string_view>

namespace pinwheel {

/// The one style sheet of the HTML report: light and dark, printable. Colours of text against their
/// ground have a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3). Levels are told by words
/// everywhere; colour only helps.
inline constexpr std::string_view htmlStyle = R"css(
:root { color-scheme: light dark; --ground: #ffffff; --raised: #f5f6f8; --text: #1c2128; --soft: #57606a; --line: #d0d7de;
  --critical: #8b1a8b; --high: #b42318; --medium: #8a5a00; --low: #0b6b8a; --good: #1a7f37; --accent: #0a58a8; }
@media (prefers-color-scheme: dark) { :root { --ground: #16191d; --raised: #1f242a; --text: #e4e8ec; --soft: #a3adb8; --line: #3a424b;
  --critical: #e59be5; --high: #ff9a8f; --medium: #e8b75a; --low: #7cc7e3; --good: #7ad18f; --accent: #8bbcf5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 Inter, system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
a { color: var(--accent); }
code, pre { font-family: "JetBrains Mono", ui-monospace, monospace; font-size: .875rem; font-variant-ligatures: none; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; overflow-x: auto; }
mark { background: none; color: inherit; text-decoration: underline wavy var(--high) 2px; text-underline-offset: 3px; }
ins { color: var(--good); text-decoration: none; } del { color: var(--high); text-decoration: none; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { background: var(--raised); }
.scroll { overflow-x: auto; } .scroll svg { max-width: none; }
.verdict { background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; }
.level { font-weight: 600; } .critical { color: var(--critical); } .high, .fails { color: var(--high); }
.medium { color: var(--medium); } .low { color: var(--low); } .ok { color: var(--good); } .unknown { color: var(--soft); }
.soft { color: var(--soft); }
article { border: 1px solid var(--line); border-radius: 8px; padding: 0 1.25rem 1rem; margin: 1rem 0; }
nav ul { columns: 2; padding-left: 1.2rem; }
svg { max-width: 100%; height: auto; } svg text { font: 12px Inter, system-ui, sans-serif; fill: var(--text); }
svg .soft { fill: var(--soft); } svg .card { fill: var(--raised); stroke: var(--line); } svg .grid { fill: var(--ground); stroke: var(--line); }
svg .lane { stroke: var(--accent); stroke-width: 2; } svg .dot { fill: var(--accent); }
svg text.critical { fill: var(--critical); } svg text.high, svg text.fails { fill: var(--high); } svg text.medium { fill: var(--medium); }
svg text.low { fill: var(--low); } svg text.ok { fill: var(--good); } svg text.unknown { fill: var(--soft); }
svg rect.critical, svg rect.high, svg rect.medium, svg rect.low { stroke-width: 2; fill: var(--raised); }
svg rect.critical { stroke: var(--critical); } svg rect.high { stroke: var(--high); } svg rect.medium { stroke: var(--medium); } svg rect.low { stroke: var(--low); }
@media (max-width: 40rem) { body { padding: .75rem; } nav ul { columns: 1; } article { padding: 0 .75rem .75rem; }
  th, td { padding: .25rem .4rem; } td code, td .soft { overflow-wrap: anywhere; } figure { margin: 1rem 0; } }
@media print { .scroll svg { max-width: 100%; } body { max-width: none; padding: 0; font-size: .8rem; } nav { display: none; }
  h2 { margin-top: 1.5rem; } article { padding: 0 .75rem .5rem; } pre { padding: .3rem .5rem; white-space: pre-wrap; }
  tr, figure, li > pre { break-inside: avoid; } h2, h3, h3 + p, h3 + p + pre { break-after: avoid; } p, li { orphans: 2; widows: 2; } }
)css";

} // namespace pinwheel
