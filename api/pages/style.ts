// The style of the pages that the API draws itself; a file of its own, for the policy allows no styles inside a page.

/** Where the portal's Malayalam font is found, for machines that have none. */
export const FONT_ADDRESS = '/page-ml.woff2'

export const STYLE = `@font-face{font-family:"KCS Malayalam";unicode-range:U+0D00-0D7F,U+200C-200D,U+25CC;font-display:swap;
src:local("Noto Sans Malayalam"),local("Nirmala UI"),local("Manjari"),local("Kartika"),local("Rachana"),url(${FONT_ADDRESS}) format("woff2")}
*{box-sizing:border-box}
body{font-family:"KCS Malayalam",system-ui,sans-serif;line-height:1.55;margin:0;background:#f4f4f2;color:#1a1a1a}
header{display:flex;gap:1rem;justify-content:space-between;align-items:center;padding:.6rem 1rem;background:#0b4f6c;color:#fff}
header p{margin:0;font-weight:600}
header a{color:#fff;display:inline-block;padding:.6rem .2rem;min-height:2.75rem}
main{max-width:42rem;margin:1.5rem auto;padding:1.25rem;background:#fff;border:1px solid #c9c9c4}
h1{font-size:1.35rem;margin:0 0 1rem;line-height:1.35}
h2{font-size:1.1rem;margin:1.75rem 0 .5rem}
dl{margin:0}dt{color:#4d4d4d;font-size:.9rem}dd{margin:0 0 .7rem;overflow-wrap:anywhere}
ul{margin:0;padding:0;list-style:none}
li a{display:block;padding:.65rem .75rem;border:1px solid #c9c9c4;margin:0 0 .5rem;overflow-wrap:anywhere;min-height:2.75rem}
a{color:#0b4f6c}
label{display:block;font-weight:600;margin:1rem 0 .25rem}
.hint{color:#4d4d4d;font-size:.9rem;margin:0 0 .25rem;font-weight:400}
input{font:inherit;width:100%;max-width:24rem;padding:.55rem .6rem;border:1px solid #666;border-radius:0;background:#fff;color:inherit;min-height:2.75rem}
input[aria-invalid=true]{border:2px solid #a40000}
.wrong{color:#a40000;font-weight:600;margin:.25rem 0 0}
button{font:inherit;font-weight:600;margin-top:1.5rem;padding:.6rem 1.4rem;background:#0b4f6c;color:#fff;border:2px solid #0b4f6c;min-height:3rem}
button:hover{background:#083a50}
:focus-visible{outline:3px solid #d98200;outline-offset:2px}
.note{border-left:5px solid #1c6b2a;background:#eef6ef;padding:.75rem 1rem;margin:0 0 1.25rem}
.note p,.fault p{margin:.25rem 0}
.fault{border-left:5px solid #a40000;background:#fbeeee;padding:.75rem 1rem;margin:0 0 1.25rem}
.small{color:#4d4d4d;font-size:.85rem;overflow-wrap:anywhere}
@media (max-width:46rem){main{margin:0;border-width:0 0 1px;min-height:60vh}button,input{max-width:none;width:100%}}
`
