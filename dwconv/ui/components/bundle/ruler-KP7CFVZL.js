// Made by tests/js/bundle.mjs; edit what it is made from.
function z(p){let i=new CSSStyleSheet;return i.replaceSync(p),e=>{let{adoptedStyleSheets:n}=e.getRootNode();n.includes(i)||n.push(i)}}var M=`.ruler { color: var(--st-text-color); font-family: var(--st-font); overflow: hidden; }
svg { display: block; }
text { font-size: 11px; fill: currentColor; text-anchor: middle; }
.band { fill-opacity: 0.75; }
.brace { stroke: currentColor; stroke-opacity: 0.35; }
.hatch { stroke: currentColor; stroke-opacity: 0.35; stroke-width: 1.4; }
.padding, .pixel { stroke: var(--st-border-color); stroke-width: 1; }
.pixel { fill: #0072b2; fill-opacity: 0.2; }
.pixel.missed { fill: currentColor; fill-opacity: 0.06; }
.strike { stroke: #d55e00; stroke-width: 1.5; }
.index { font-family: var(--st-code-font); }
.index.zero, .index.missed { fill-opacity: 0.6; }
.output { text-anchor: end; font-family: var(--st-code-font); fill-opacity: 0.8; }
.gap { text-anchor: start; fill-opacity: 0.75; }
.span { stroke: #d55e00; stroke-width: 1.5; }
.tap { fill: #d55e00; }
.tap.outside { fill: var(--st-background-color); stroke: #d55e00; stroke-width: 1.3; stroke-dasharray: 2 2; }
.hit { fill: transparent; }
.window:hover .hit { fill: currentColor; fill-opacity: 0.07; }
`;var R=z(M),U="http://www.w3.org/2000/svg";function o(p,i,e,n){let r=document.createElementNS(U,p);for(let[y,g]of Object.entries(i))r.setAttribute(y,g);return n!==void 0&&(r.textContent=n),e.append(r),r}function q(p,i){let{size:e,before:n,after:r,reached:y,windows:g,more:b}=i,W=n+e+r,m=p.clientWidth||600,c=(m-72)/W,N=c>=18,S=68,l=t=>S+(t+n)*c,x=22,w=Math.min(26,Math.max(14,c)),u=15,h=o("svg",{role:"img",width:m,height:x+w+8+g.length*u+(b?u:0)+4},p);o("title",{},h,i.words);let O=o("defs",{},h),j=o("pattern",{id:`hatch-${i.name}`,width:5,height:5,patternUnits:"userSpaceOnUse",patternTransform:"rotate(45)"},O);o("line",{class:"hatch",x1:0,y1:0,x2:0,y2:5},j);let k=(t,s,a)=>{if(s<=t)return;let v=(s-t)*c>a.length*6.2?a:"";o("text",{class:"band",x:(l(t)+l(s))/2,y:12},h,v),o("line",{class:"brace",x1:l(t)+1,x2:l(s)-1,y1:17,y2:17},h)};k(-n,0,`padding ${n}`),k(0,e,`input, ${i.name} ${e}`),k(e,e+r,`padding ${r}`);for(let t=-n;t<e+r;t++){let s=t>=0&&t<e,a=s?y[t]?"pixel":"pixel missed":"padding";if(o("rect",{class:a,x:l(t),y:x,width:c,height:w,...s?{}:{style:`fill: url(#hatch-${i.name})`}},h),N){let d=s?String(t):"0";o("text",{class:s?y[t]?"index":"index missed":"index zero",x:l(t)+c/2,y:x+w/2+4},h,d)}s&&!y[t]&&o("line",{class:"strike",x1:l(t),y1:x,x2:l(t)+c,y2:x+w},h)}let f=x+w+8,C=-1;for(let{index:t,taps:s}of g){t!==C+1&&(o("text",{class:"gap",x:S,y:f+10},h,`… ${b} more windows …`),f+=u),C=t;let a=o("g",{class:"window"},h);o("title",{},a,`output ${t}: taps at ${s.map(d=>d<0||d>=e?"padding":d).join(", ")}`),o("rect",{class:"hit",x:0,y:f,width:m,height:u},a),o("text",{class:"output",x:62,y:f+11},a,`window ${t}`),o("line",{class:"span",x1:l(s[0])+c/2,x2:l(s.at(-1))+c/2,y1:f+7,y2:f+7},a);for(let d of s){let v=d<0||d>=e,$=Math.min(c-2,22);o("rect",{class:v?"tap outside":"tap",rx:2,x:l(d)+(c-$)/2,y:f+2,width:Math.max($,1.5),height:u-5},a)}f+=u}}function D({data:p,parentElement:i}){R(i);let e=i.querySelector(".ruler"),n=()=>{e.replaceChildren(),q(e,p)};n();let r=new ResizeObserver(()=>{e.firstChild&&Number(e.firstChild.getAttribute("width"))!==e.clientWidth&&n()});return r.observe(e),()=>r.disconnect()}export{D as default};
