import { GLYPHS } from '../matrix.ts';
import { VERDICT_KINDS, type VerdictKind } from '../tally.ts';
import { LINE_STYLES } from './error-plot.ts';
import { PALETTE } from './palette.ts';

/** What was not judged has no colour of its own. */
const toneOf = (kind: VerdictKind): string => (kind === 'unsupported' || kind === 'unavailable' ? 'none' : kind);

const VERDICTS = VERDICT_KINDS.map((kind) => {
  const tone = toneOf(kind);
  // The second content says that a reader of the screen need not speak the sign; browsers that do not know it skip it.
  const sign = GLYPHS[kind];
  return `.badge.v-${kind}::before{content:"${sign} ";content:"${sign} " / ""}
.v-${kind}{color:var(--${tone}-ink);background:var(--${tone}-ground)}
.b-${kind}{fill:var(--${tone}-ink)}
.edge-${kind}{border-left-color:var(--${tone}-ink)}
`;
}).join('');

const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 2', '1 4'];
const LINES = Array.from(
  { length: LINE_STYLES },
  (_, i) => `.s${i}{stroke:var(--line-${i});stroke-dasharray:${DASHES[i]}}\n`,
).join('');

/** Hides what a chosen verdict does not occur in; it needs no script. */
export const filterStyle = (): string =>
  VERDICT_KINDS.map((kind) => `body:has(#show-${kind}:checked) [data-v]:not([data-v~="${kind}"]){display:none}\n`).join(
    '',
  );

const TEXT = `*{box-sizing:border-box}
html{scroll-padding-top:3.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
body>header,main,body>footer,nav ul{max-width:78rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
h1,h2,h3,h4,.answer{font-family:Charter,"Bitstream Charter","Iowan Old Style","Sitka Text",Cambria,Georgia,serif;line-height:1.2;text-wrap:balance}
h1{font-size:clamp(2rem,5vw,2.9rem);font-weight:600;letter-spacing:-.015em;margin:2.5rem 0 .8rem}
h2{font-size:1.65rem;font-weight:600;letter-spacing:-.01em;margin:3.2rem 0 .6rem}
h3{font-size:1.1rem;font-weight:600;margin:0}
h4{font-size:1rem;font-weight:600;margin:1.8rem 0 .5rem}
p,ul,dl,figure{margin:.5rem 0}
a{color:var(--link);text-underline-offset:.15em}
code,pre,.value{font-family:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
code{overflow-wrap:anywhere}
small{display:block;font-size:.8125rem;color:var(--muted);line-height:1.4}
.muted,.facts,.intro,.share{color:var(--muted)}
.facts{margin:.2rem 0;font-size:.9375rem}
.early{border-left:4px solid var(--unstable-ink);padding-left:.8rem}
.intro{max-width:48rem;margin-bottom:1.2rem}
.share{white-space:nowrap}
.lead{font-size:1.25rem;margin:.2rem 0 .9rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;z-index:9;background:var(--card);padding:.5rem 1rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
body>footer{margin-block:4rem 3rem;padding-top:1rem;color:var(--muted);font-size:.9375rem}
`;

const NAVIGATION = `nav{position:sticky;top:0;z-index:5;background:var(--ground);border-block:1px solid var(--rule);margin-top:1.8rem}
nav ul{display:flex;gap:.2rem 1.4rem;list-style:none;margin-block:0;padding-block:.55rem;overflow-x:auto;white-space:nowrap;font-size:.9375rem}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
.filter{border:0;padding:0;margin:0 0 1.2rem;display:flex;flex-wrap:wrap;gap:.4rem}
.filter legend{padding:0;margin-bottom:.4rem;font-size:.9375rem;color:var(--muted)}
.filter input{position:absolute;opacity:0}
.filter label{border:1px solid var(--rule);border-radius:99px;padding:.15rem .8rem;font-size:.9375rem;cursor:pointer;background:var(--card)}
.filter input:checked+label{background:var(--ink);color:var(--ground);border-color:var(--ink)}
.filter input:focus-visible+label{outline:3px solid var(--link);outline-offset:2px}
`;

const CARDS = `.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(16rem,100%),1fr));gap:1rem;margin-top:1.2rem}
.card{background:var(--card);border:1px solid var(--rule);border-top:4px solid var(--none-ink);border-radius:6px;padding:1rem 1.1rem;font-size:.9375rem}
.card h3{font-size:.9375rem;font-family:inherit;font-weight:500}
.tone-good{border-top-color:var(--pass-ink)}
.tone-bad{border-top-color:var(--fail-ink)}
.answer{font-size:1.5rem;font-weight:600;margin:.3rem 0 .4rem}
.tone-good .answer{color:var(--pass-ink)}
.tone-bad .answer{color:var(--fail-ink)}
.number{display:inline-block;min-width:1.35em;text-align:center;border:1px solid currentColor;border-radius:99px;font-size:.75rem;line-height:1.35em;color:var(--muted)}
.bar{display:block;width:100%;height:8px;border-radius:4px;margin:.7rem 0 .6rem;background:var(--code)}
.badges{display:flex;flex-wrap:wrap;gap:.3rem;list-style:none;padding:0;margin:0 0 .5rem}
.badge{display:inline-block;border-radius:4px;padding:0 .45em;font-size:.8125rem;font-weight:600;line-height:1.6;white-space:nowrap}
`;

const TABLES = `.wide{position:relative;overflow-x:auto;border:1px solid var(--rule);border-radius:6px;background:var(--card);max-width:100%}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem;border-bottom:1px solid var(--rule)}
tbody tr:last-child>*{border-bottom:0}
thead th{font-size:.8125rem;font-weight:600;color:var(--muted);white-space:nowrap;background:var(--card)}
tbody th{font-weight:500}
th:first-child{position:sticky;left:0;background:var(--card);z-index:1;min-width:11rem;max-width:16rem;border-right:1px solid var(--rule)}
td{min-width:9.5rem}
tbody tr:hover>*{background:var(--code)}
td ul{padding-left:1rem;margin:0}
.result+.result{margin-top:.5rem}
.kept{color:var(--pass-ink)}
.broken{color:var(--fail-ink);font-weight:600}
.specials td{min-width:6rem}
.specials .wide table{width:auto}
.specials .wide{width:fit-content}
.specials tbody+tbody tr:first-child>*{border-top:2px solid var(--rule)}
`;

const DETAILS = `.operator,.finding{background:var(--card);border:1px solid var(--rule);border-left:4px solid var(--rule);border-radius:6px;margin:.55rem 0}
summary{cursor:pointer}
.operator>summary,.finding>summary{position:relative;padding:.65rem 2.8rem .65rem 1rem;display:flex;flex-wrap:wrap;gap:.15rem .7rem;align-items:baseline;list-style:none}
.operator>summary::-webkit-details-marker,.finding>summary::-webkit-details-marker{display:none}
.operator>summary::after,.finding>summary::after{content:"+";position:absolute;right:1rem;top:.75rem;font-size:1.2rem;line-height:1;color:var(--muted)}
.operator[open]>summary::after,.finding[open]>summary::after{content:"\\2212"}
.operator>summary:hover,.finding>summary:hover{background:var(--code)}
.finding h3{font-family:inherit;font-size:1rem}
.where{color:var(--muted);font-size:.875rem}
.gist{flex-basis:100%;color:var(--muted);font-size:.9375rem}
.operator .gist{flex-basis:auto}
.body{padding:0 1rem 1rem;border-top:1px solid var(--rule);scroll-margin-top:8rem}
.finding>.body{padding-top:.5rem}
.operator>.body{padding-bottom:1.4rem}
.operator .body>h4:first-child{margin-top:1rem}
.diagnosis{font-size:1.1rem;font-weight:600;max-width:52rem}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:1rem;margin:1rem 0}
figcaption{font-size:.875rem;font-weight:600;color:var(--muted);margin-bottom:.35rem}
.formulas{background:var(--code);border-radius:6px;padding:.5rem 1rem;overflow-x:auto}
.formula{padding:.35rem 0;font-size:1.1rem}
math{font-family:"STIX Two Math","Latin Modern Math","Cambria Math","Noto Sans Math",math;display:block math;width:fit-content}
.tml-left{text-align:left}
.tml-right{text-align:right}
.example{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem;margin:1rem 0}
.example>div{display:contents}
.example dt,.bounds dt{color:var(--muted)}
.example dd,.bounds dd{margin:0;min-width:0}
.value{font-weight:600}
.bits{color:var(--muted)}
.got .value{color:var(--fail-ink)}
.bounds>div{display:flex;gap:1rem}
.bounds dt{flex:none;min-width:2rem}
.certificate{font-size:.9375rem;max-width:60rem}
.again{margin-top:1rem}
.command{position:relative}
pre{margin:0;background:var(--code);border-radius:6px;padding:.7rem 5.5rem .7rem 1rem;overflow-x:auto}
.command button{position:absolute;top:.4rem;right:.4rem;font:inherit;font-size:.8125rem;color:var(--ink);background:var(--card);border:1px solid var(--rule);border-radius:4px;padding:.15rem .6rem;cursor:pointer}
.untested{padding-left:0;list-style:none}
.untested li{padding:.5rem 0;border-bottom:1px solid var(--rule)}
.untested details{font-size:.9375rem}
`;

const PLOTS = `.plot{margin:1.8rem 0 0}
.specials{margin:1.8rem 0 0}
.plot .wide svg{display:block;min-width:44rem;width:100%;height:auto}
.plot text{font:12px ui-sans-serif,system-ui,sans-serif;fill:var(--muted)}
.plot .note{font-style:italic}
.grid,.axis,.guide{fill:none;stroke:var(--rule);stroke-width:1}
.axis{stroke:var(--muted)}
.guide{stroke:var(--muted);stroke-dasharray:2 4}
.line{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
.c-relative{stroke:var(--pass-ink);stroke-width:2}
.c-mixed{stroke:var(--variant-ink);stroke-width:4}
.c-absolute{stroke:var(--unstable-ink);stroke-width:7}
.c-uninformative{stroke:var(--muted);stroke-width:4;stroke-dasharray:2}
.c-overflow,.c-nan,.c-fail{stroke:var(--fail-ink);stroke-width:10}
.legend{list-style:none;padding:0;font-size:.875rem}
.legend li{padding-left:4.3rem;text-indent:-4.3rem}
.legend .key{display:inline-block;width:30px;height:8px;margin-right:.4rem}
.legend .number{text-indent:0}
`;

const PRINT = `@media (max-width:40rem){.example{grid-template-columns:1fr;gap:0}.example dd{margin-bottom:.5rem}th:first-child{min-width:7rem;max-width:9.5rem}.operator .gist{flex-basis:100%}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{nav,.filter,.skip,.command button,summary::after{display:none!important}body{font-size:10pt}.wide,.formulas,pre{overflow:visible;white-space:pre-wrap}.plot svg{min-width:0}details::details-content{content-visibility:visible;height:auto}.finding,.plot,tr,.card{break-inside:avoid}h2,h3,h4,figcaption{break-after:avoid}}
`;

/** The style sheet of the report. */
export const STYLE = [PALETTE, TEXT, NAVIGATION, CARDS, TABLES, DETAILS, PLOTS, VERDICTS, LINES, PRINT].join('');
