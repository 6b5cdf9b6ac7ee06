// Made by tests/js/bundle.mjs; edit what it is made from.
function p(r,e,o){let n=r.querySelector(e);if(!(n instanceof o))throw new Error(`there is no ${e}`);return n}function x(r){let e=new CSSStyleSheet;return e.replaceSync(r),o=>{let n=o.getRootNode(),{adoptedStyleSheets:s}=n;s.includes(e)||s.push(e)}}function i(r,e,o,n){let s=document.createElementNS("http://www.w3.org/2000/svg",r);for(let[l,c]of Object.entries(e))s.setAttribute(l,String(c));return n!==void 0&&(s.textContent=n),o.append(s),s}var g=`.wires { color: var(--st-text-color); font-family: var(--st-font); }
svg { display: block; max-width: 100%; height: auto; }
line { stroke-width: 2; }
circle { fill: currentColor; }
text { font-size: 13px; fill: currentColor; }
text.input { text-anchor: end; }
@media print { .wires { color: #000; } }
`;var b=x(g),S=34,d=86,u=234,w=320;function v(r,{inputs:e,outputs:o,wires:n,words:s}){let l=S*Math.max(e,o),c=i("svg",{role:"img",width:w,viewBox:`0 0 ${w} ${l}`},r);i("title",{},c,s);let f=t=>(t+.5)*l/e,a=t=>(t+.5)*l/o,h=getComputedStyle(r).getPropertyValue("--st-chart-categorical-colors").split(",");for(let[t,y]of n)i("line",{x1:d,y1:f(t),x2:u,y2:a(y),stroke:h[t%h.length].trim()},c);for(let t=0;t<e;t++)i("circle",{cx:d,cy:f(t),r:5},c),i("text",{class:"input",x:d-12,y:f(t)+4},c,`input ${t}`);for(let t=0;t<o;t++)i("circle",{cx:u,cy:a(t),r:5},c),i("text",{x:u+12,y:a(t)+4},c,`output ${t}`)}function L({data:r,parentElement:e}){b(e);let o=p(e,".wires",HTMLElement);o.replaceChildren(),v(o,r)}export{L as default};
