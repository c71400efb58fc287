// The style of the documentation. It stands beside that of the viewer, so every rule is kept to a class of ours.

import { FONT_ADDRESS } from '../../../pages/style'

export const DOCS_STYLE = `@font-face{font-family:"KCS Malayalam";unicode-range:U+0D00-0D7F,U+200C-200D,U+25CC;font-display:swap;
src:local("Noto Sans Malayalam"),local("Nirmala UI"),local("Manjari"),local("Kartika"),url(${FONT_ADDRESS}) format("woff2")}
body{margin:0}
.docs-head{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;padding:.4rem 1rem;background:#0b4f6c;color:#fff;font-family:system-ui,sans-serif}
.docs-head p{margin:0;font-weight:600}
.docs-head nav{display:flex;flex-wrap:wrap;gap:0 .25rem}
.docs-head a{color:#fff;display:inline-flex;align-items:center;padding:0 .6rem;min-height:2.75rem;text-decoration:none}
.docs-head a:hover{text-decoration:underline}
.docs-head a[aria-current]{box-shadow:inset 0 -3px 0 #fff;font-weight:600}
.docs-head a:focus-visible,.docs-text :focus-visible{outline:3px solid #d98200;outline-offset:-3px}
.docs-text{font-family:"KCS Malayalam",system-ui,sans-serif;line-height:1.6;color:#1a1a1a;max-width:58rem;margin:0 auto;padding:1rem 1.25rem 4rem;overflow-wrap:break-word}
.docs-text h1{font-size:1.8rem;line-height:1.25;margin:1rem 0}
.docs-text h2{font-size:1.3rem;margin:2.5rem 0 .75rem;padding-top:.5rem;border-top:1px solid #c9c9c4}
.docs-text h3{font-size:1.1rem;margin:1.75rem 0 .5rem}
.docs-text a{color:#0b4f6c}
.docs-text .docs-wide{overflow-x:auto;margin:1rem 0}
.docs-text table{border-collapse:collapse;width:100%;font-size:.94rem}
.docs-text th,.docs-text td{border:1px solid #c9c9c4;padding:.45rem .6rem;text-align:left;vertical-align:top}
.docs-text th{background:#eef1f2}
.docs-text td:first-child{min-width:8rem}
.docs-text tr:target{background:#fff3d6}
.docs-text code{font-family:ui-monospace,Consolas,Menlo,monospace;font-size:.9em;background:#eef1f2;padding:.1em .25em;overflow-wrap:anywhere}
.docs-text pre{background:#f4f5f5;border:1px solid #c9c9c4;padding:.75rem 1rem;overflow-x:auto;line-height:1.45}
.docs-text pre code{background:none;padding:0;overflow-wrap:normal}
@media (max-width:46rem){.docs-text{padding:.5rem 1rem 3rem}.docs-text h1{font-size:1.5rem}}
`
