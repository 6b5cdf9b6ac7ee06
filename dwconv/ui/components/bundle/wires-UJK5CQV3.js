// Made by tests/js/bundle.mjs; edit what it is made from.
function x(r){let e=new CSSStyleSheet;return e.replaceSync(r),o=>{let{adoptedStyleSheets:c}=o.getRootNode();c.includes(e)||c.push(e)}}var p=`.wires { color: var(--st-text-color); font-family: var(--st-font); }
svg { display: block; max-width: 100%; height: auto; }
line { stroke-width: 2; }
circle { fill: currentColor; }
text { font-size: 13px; fill: currentColor; }
text.input { text-anchor: end; }
@media print { .wires { color: #000; } }
`;var w=x(p),S="http://www.w3.org/2000/svg",v=34,u=86,d=234,y=320;function i(r,e,o,c){let l=document.createElementNS(S,r);for(let[s,n]of Object.entries(e))l.setAttribute(s,n);return c!==void 0&&(l.textContent=c),o.append(l),l}function C(r,{inputs:e,outputs:o,wires:c,words:l}){let s=v*Math.max(e,o),n=i("svg",{role:"img",width:y,viewBox:`0 0 ${y} ${s}`},r);i("title",{},n,l);let a=t=>(t+.5)*s/e,f=t=>(t+.5)*s/o,h=getComputedStyle(r).getPropertyValue("--st-chart-categorical-colors").split(",");for(let[t,g]of c)i("line",{x1:u,y1:a(t),x2:d,y2:f(g),stroke:h[t%h.length].trim()},n);for(let t=0;t<e;t++)i("circle",{cx:u,cy:a(t),r:5},n),i("text",{class:"input",x:u-12,y:a(t)+4},n,`input ${t}`);for(let t=0;t<o;t++)i("circle",{cx:d,cy:f(t),r:5},n),i("text",{x:d+12,y:f(t)+4},n,`output ${t}`)}function R({data:r,parentElement:e}){w(e);let o=e.querySelector(".wires");o.replaceChildren(),C(o,r)}export{R as default};
