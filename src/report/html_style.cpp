#include "report/html.hpp"

namespace rfmeans::report {

std::string_view page_style() {
    // Ten hues that keep their contrast on white and on black; .s0 to .s9 give a series its colour.
    return R"css(
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#5b6470;--line:#d9dee4;--card:#f6f8fa;--grid:#e4e8ec;--accent:#2f6fd0;--up:47,111,208;--down:217,108,26}
@media (prefers-color-scheme:dark){:root{--bg:#14171b;--fg:#e6e9ed;--soft:#9aa4b0;--line:#343b44;--card:#1c2127;--grid:#2a3038;--accent:#6ea3f2;--up:96,152,240;--down:235,138,60}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,header,footer{max-width:1180px;margin:0 auto;padding:0 20px}
header{padding-top:28px}footer{padding-bottom:32px;color:var(--soft);font-size:.85rem}
h1{font-size:1.8rem;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:1.3rem;margin:40px 0 12px;padding-top:12px;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:24px 0 8px}
p{margin:8px 0;max-width:75ch;overflow-wrap:anywhere}.soft{color:var(--soft)}
.tiles{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}
.tile{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 16px;flex:1 1 auto}
.tile b{display:block;font-size:1.35rem;line-height:1.25;overflow-wrap:anywhere}.tile span{color:var(--soft);font-size:.85rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr));gap:16px;margin:16px 0}
.card{background:var(--card);border:1px solid var(--line);border-left:6px solid var(--c,var(--accent));border-radius:8px;padding:14px 16px;break-inside:avoid}
.card h3{margin:0 0 6px;overflow-wrap:anywhere}
.card dl{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:2px 12px;margin:8px 0;font-size:.92rem}
.card dt{color:var(--soft);overflow-wrap:anywhere}.card dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}.card details dl{grid-template-columns:minmax(0,1fr) minmax(0,2fr)}.card details dd{overflow-wrap:anywhere}
.card .do{margin:10px 0 4px;padding-top:8px;border-top:1px solid var(--line);font-size:.95rem}
.share{display:grid;grid-template-columns:6.2em 1fr 4em;gap:8px;align-items:center;font-size:.85rem;margin:3px 0}
.share i{display:block;height:8px;border-radius:4px;background:var(--grid);overflow:hidden}
.share i b{display:block;height:100%;background:var(--c,var(--accent))}.share i b.w{opacity:.55}
.values .share{grid-template-columns:minmax(0,3fr) minmax(0,2fr) 4em}.values .share span{overflow-wrap:anywhere}
.share span:last-child{text-align:right;font-variant-numeric:tabular-nums}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));gap:20px;align-items:start}
figure{margin:0;break-inside:avoid;min-width:0}figcaption{font-weight:600;margin-bottom:6px}
svg{display:block;width:100%;max-width:620px;height:auto;font:13px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
svg text{fill:var(--fg)}svg .t{fill:var(--soft);font-size:12px}svg .g{stroke:var(--grid)}svg .z{stroke:var(--soft)}
svg .b{fill:var(--c,var(--accent))}svg .w{opacity:.55}
svg .l{fill:none;stroke:var(--c,var(--accent));stroke-width:2.2;stroke-linejoin:round}
svg .p{fill:var(--c,var(--accent))}svg .m{fill:none;stroke:#d96c1a;stroke-width:2.5}
svg .v{stroke:#d96c1a;stroke-dasharray:4 4}
.legend{display:flex;flex-wrap:wrap;gap:4px 14px;font-size:.85rem;margin:6px 0;padding:0;list-style:none}
.legend li{overflow-wrap:anywhere}.legend li::before{content:"";display:inline-block;width:18px;height:0;border-top:3px var(--d,solid) var(--c,var(--accent));margin-right:6px;vertical-align:middle}
.scroll{overflow-x:auto;margin:8px 0}
table{border-collapse:collapse;font-size:.88rem;min-width:min(100%,320px)}
th,td{padding:5px 10px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;vertical-align:bottom}td{overflow-wrap:break-word;max-width:46ch}td:not(.n):not(:empty){min-width:14ch}th.n{white-space:normal}.wide td:first-child{min-width:22ch}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.heat td.h{text-align:center;font-variant-numeric:tabular-nums;white-space:nowrap;min-width:7em;border:2px solid var(--bg)}
.up{background:rgba(var(--up),var(--a))}.down{background:rgba(var(--down),var(--a))}
details{margin:6px 0}summary{cursor:pointer;color:var(--accent);font-size:.88rem}
code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.85em;overflow-wrap:anywhere}
.s0{--c:#4269d0}.s1{--c:#d99e0b}.s2{--c:#ff725c}.s3{--c:#3fa58f}.s4{--c:#3ca951}.s5{--c:#e2699b}.s6{--c:#a463f2}.s7{--c:#5e9be0}.s8{--c:#9c6b4e}.s9{--c:#868b94}
.dash{--d:dashed}svg .dash{stroke-dasharray:7 4}.dots{--d:dotted}svg .dots{stroke-dasharray:2 4}
@media (max-width:560px){main,header,footer{padding-left:14px;padding-right:14px}h1{font-size:1.45rem}.tile b{font-size:1.15rem}}
@media print{:root{color-scheme:light;--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--card:#fff;--grid:#ddd}body{font-size:11pt}.scroll{overflow:visible}h2,h3{break-after:avoid}tr{break-inside:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";
}

}  // namespace rfmeans::report
