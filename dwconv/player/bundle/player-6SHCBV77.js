// Made by tests/js/bundle.mjs; edit what it is made from.
var pe=`/* The player's frame; everything inside the scene is drawn by player.js. Streamlit sets the --st-*
   variables; an exported page or a notebook falls back to the reader's own light or dark. */

.dw-player {
  --dw-own-paper: #ffffff;
  --dw-own-panel: #f3f4f6;
  --dw-own-ink: #14181d;
  --dw-own-line: #d9dde2;
  --dw-paper: var(--st-background-color, var(--dw-own-paper));
  --dw-panel: var(--st-secondary-background-color, var(--dw-own-panel));
  --dw-ink: var(--st-text-color, var(--dw-own-ink));
  --dw-line: var(--st-border-color, var(--dw-own-line));
  --dw-text-font: var(--st-font, "Source Sans", "DejaVu Sans", system-ui, sans-serif);
  --dw-code-font: var(--st-code-font, "Source Code Pro", "DejaVu Sans Mono", ui-monospace, monospace);
  --dw-muted: color-mix(in srgb, var(--dw-ink) 68%, var(--dw-paper));

  position: relative;
  box-sizing: border-box;
  display: flex;
  flex-direction: column;
  gap: 10px;
  width: 100%;
  visibility: visible;
  color: var(--dw-ink);
  font-family: var(--dw-text-font);
  font-size: 14px;
  line-height: 1.3;
  border-radius: 8px;
}

@media (prefers-color-scheme: dark) {
  .dw-player {
    --dw-own-paper: #14171a;
    --dw-own-panel: #1f2429;
    --dw-own-ink: #e8eaed;
    --dw-own-line: #3a4149;
  }
}

.dw-player *,
.dw-player *::before {
  box-sizing: border-box;
}

.dw-player:focus { outline: none; }
.dw-player:focus-visible,
.dw-player :is(button, input, select):focus-visible {
  outline: 2px solid var(--dw-ink);
  outline-offset: 2px;
}

.dw-scene {
  position: relative;
  flex: 1 1 auto;
  min-height: 0;
  overflow: hidden;
  cursor: default;
  touch-action: pan-y pinch-zoom;
  user-select: none;
  -webkit-user-select: none;
}

.dw-scene canvas {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
}

.dw-scene.dw-pointing { cursor: pointer; }

/* A lane's name, and the button that makes it the large one. */
.dw-lane {
  position: absolute;
  margin: 0;
  padding: 0 4px;
  border: 0;
  border-radius: 4px;
  background: none;
  font: 650 13px/18px var(--dw-text-font);
  white-space: nowrap;
  cursor: pointer;
}

.dw-lane:disabled { cursor: default; }
.dw-lane:not(:disabled):hover { text-decoration: underline; text-underline-offset: 3px; }

.dw-tip {
  position: absolute;
  transform-origin: 0 0;
  z-index: 2;
  max-width: 300px;
  padding: 5px 9px;
  border-radius: 5px;
  background: var(--dw-ink);
  color: var(--dw-paper);
  font-size: 13px;
  line-height: 1.35;
  pointer-events: none;
}

.dw-tip b { font: 600 13px/1.35 var(--dw-code-font); white-space: nowrap; }
.dw-tip span { display: block; }

/* It wraps rather than sticks out: also on a phone before the script has measured it. */
.dw-transport {
  display: flex;
  flex: none;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 14px;
  min-height: 38px;
}

.dw-buttons { display: flex; gap: 5px; align-items: center; }

.dw-player .dw-transport button,
.dw-player .dw-transport select {
  margin: 0;
  height: 34px;
  border: 1px solid var(--dw-line);
  border-radius: 6px;
  background: var(--dw-paper);
  color: var(--dw-ink);
  font: inherit;
  cursor: pointer;
}

.dw-player .dw-buttons button { width: 34px; padding: 0; display: grid; place-items: center; }
.dw-player .dw-buttons svg { width: 15px; height: 15px; fill: currentColor; }
.dw-player .dw-buttons button.dw-play {
  width: 44px;
  border-color: var(--dw-ink);
  border-radius: 17px;
  background: var(--dw-ink);
  color: var(--dw-paper);
}

.dw-player[data-playing="true"] .dw-icon-play,
.dw-player[data-playing="false"] .dw-icon-pause { display: none; }

.dw-player .dw-transport button:hover:not(:disabled):not(.dw-play):not([aria-checked="true"]),
.dw-player .dw-transport select:hover { background: var(--dw-panel); }
.dw-player .dw-transport :disabled { opacity: 0.45; cursor: not-allowed; }

.dw-track { position: relative; flex: 1 1 80px; min-width: 80px; height: 34px; }

/* One tick where each output row begins. */
.dw-ticks { position: absolute; inset: 11px 9px; pointer-events: none; }
.dw-ticks i { position: absolute; top: 0; bottom: 0; width: 1px; background: var(--dw-line); }

.dw-player .dw-step {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
  margin: 0;
  background: none;
  appearance: none;
  -webkit-appearance: none;
  cursor: pointer;
}

.dw-step::-webkit-slider-runnable-track {
  height: 4px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--dw-ink) var(--dw-done, 0%), var(--dw-line) var(--dw-done, 0%));
}
.dw-step::-webkit-slider-thumb {
  -webkit-appearance: none;
  width: 18px;
  height: 18px;
  margin-top: -7px;
  border: 2px solid var(--dw-paper);
  border-radius: 50%;
  background: var(--dw-ink);
}
.dw-step::-moz-range-track { height: 4px; border-radius: 2px; background: var(--dw-line); }
.dw-step::-moz-range-progress { height: 4px; border-radius: 2px; background: var(--dw-ink); }
.dw-step::-moz-range-thumb {
  width: 14px;
  height: 14px;
  border: 2px solid var(--dw-paper);
  border-radius: 50%;
  background: var(--dw-ink);
}

.dw-count {
  min-width: 5.5em;
  text-align: right;
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
}

.dw-pace { display: flex; align-items: center; gap: 7px; color: var(--dw-muted); white-space: nowrap; }
.dw-player .dw-pace select { padding: 0 4px; }

.dw-advance { display: flex; }
.dw-player .dw-advance button { padding: 0 11px; border-radius: 0; }
.dw-player .dw-advance button + button { border-left: 0; }
.dw-player .dw-advance button:first-child { border-radius: 6px 0 0 6px; }
.dw-player .dw-advance button:last-child { border-radius: 0 6px 6px 0; }
.dw-player .dw-advance button[aria-checked="true"] {
  border-color: var(--dw-ink);
  background: var(--dw-ink);
  color: var(--dw-paper);
}

.dw-player .dw-transport .dw-present { display: grid; place-items: center; width: 34px; padding: 0; }
.dw-present svg { width: 15px; height: 15px; fill: currentColor; }

/* Predict, then reveal. */
.dw-guess { display: flex; flex: none; flex-wrap: wrap; align-items: center; gap: 6px 12px; }
.dw-guess[hidden] { display: none; }
.dw-guess label { display: flex; align-items: center; gap: 8px; font-weight: 600; }
.dw-guess label span { font-family: var(--dw-code-font); }
.dw-player .dw-guess :is(input, button) {
  margin: 0;
  height: 34px;
  padding: 0 10px;
  border: 1px solid var(--dw-ink);
  border-radius: 6px;
  background: var(--dw-paper);
  color: var(--dw-ink);
  font: inherit;
}
.dw-player .dw-guess button { padding: 0 16px; cursor: pointer; }
.dw-player .dw-guess input { width: 7em; font-size: 16px; }
.dw-guess[data-answer="right"] .dw-said { padding: 3px 10px; border-radius: 6px; background: #007a59; color: #fff; font-weight: 650; }
.dw-guess[data-answer="wrong"] .dw-said { padding: 3px 10px; border: 2px solid #d55e00; border-radius: 6px; font-weight: 600; }
.dw-score { margin-left: auto; color: var(--dw-muted); }

/* Presenter mode: nothing but the player, and a ring that the class can follow. */
.dw-presented { overflow: hidden; }
.dw-player.dw-presenting {
  position: fixed;
  inset: 0;
  z-index: 1000000;
  height: 100dvh;
  padding: 14px 18px 10px;
  border-radius: 0;
  background: var(--dw-paper);
  overflow-y: auto;
}
.dw-presenting .dw-lanes { transform-origin: 0 0; }
.dw-presenting .dw-transport { font-size: 16px; }
/* What else there is to say is marked in the picture, and the class looks at that. */
.dw-presenting .dw-tip span { display: none; }
.dw-ring {
  position: fixed;
  top: -26px;
  left: -26px;
  width: 52px;
  height: 52px;
  border: 4px solid #d55e00;
  border-radius: 50%;
  outline: 2px solid var(--dw-paper);
  pointer-events: none;
  z-index: 3;
}

/* For screen readers: the same words and numbers that the strip draws. */
.dw-status {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

/* A phone: one column as long as it needs, the transport always in reach. */
.dw-player.dw-narrow:not(.dw-presenting) .dw-transport .dw-present { display: none; }
.dw-player.dw-narrow { height: auto; }
.dw-narrow .dw-scene { flex: none; }
.dw-narrow .dw-transport {
  position: sticky;
  bottom: 0;
  gap: 4px 10px;
  justify-content: space-between;
  padding: 4px 0;
  z-index: 1;
  border-top: 1px solid var(--dw-line);
  background: var(--dw-paper);
}
.dw-narrow .dw-track { order: -2; flex: 1 1 60%; height: 30px; }
.dw-narrow .dw-ticks { inset: 9px; }
.dw-narrow .dw-count { order: -1; }
.dw-player.dw-narrow .dw-transport button,
.dw-player.dw-narrow .dw-transport select { height: 40px; }
.dw-player.dw-narrow .dw-buttons button { width: 40px; }
.dw-player.dw-narrow .dw-buttons button.dw-play { width: 52px; border-radius: 20px; }
.dw-narrow .dw-pace > span { font-size: 12px; }
/* On a phone that lies on its side the picture needs the height more. */
@media (max-height: 500px) {
  .dw-narrow .dw-pace > span { display: none; }
  .dw-narrow .dw-transport { row-gap: 2px; }
}

/* A race: what stands above and below each of the two pictures. */
.dw-race { min-height: 440px; }
.dw-race .dw-head,
.dw-race .dw-formula {
  position: absolute;
  transform-origin: 0 0;
  overflow: hidden;
}

.dw-head { display: grid; grid-template-columns: 1fr auto; align-content: start; align-items: baseline; }
.dw-narrow .dw-head { grid-template-columns: 1fr; }
.dw-title { font-size: 16px; font-weight: 650; line-height: 24px; white-space: nowrap; }
.dw-counter { font-size: var(--dw-count-size, 14px); line-height: 24px; white-space: nowrap; color: var(--dw-muted); }
.dw-counter b {
  color: var(--dw-ink);
  font-size: 1.5em;
  font-weight: 700;
  font-variant-numeric: tabular-nums;
}
/* How to read the picture, and at the end what it comes to, in the same place: nothing moves then. */
.dw-below { display: grid; flex: none; align-items: center; margin: -8px 0 -5px; text-align: center; text-wrap: balance; }
.dw-below > * { grid-area: 1 / 1; }
.dw-reads { color: var(--dw-muted); line-height: 18px; }
.dw-ends { font-size: 17px; font-weight: 650; line-height: 22px; visibility: hidden; }
.dw-presenting .dw-below { font-size: 18px; }
.dw-presenting .dw-ends { font-size: 22px; line-height: 28px; }
.dw-bar {
  display: flex;
  grid-column: 1 / -1;
  height: 8px;
  overflow: hidden;
  border: 1px solid var(--dw-muted);
  border-radius: 3px;
}
.dw-bar i { flex: none; height: 100%; }
.dw-real { background: var(--dw-ink); }
.dw-idle {
  background: repeating-linear-gradient(
    -45deg, var(--dw-muted) 0 2px, var(--dw-paper) 2px 5px
  );
}

.dw-formula { padding-top: 2px; container-type: inline-size; }
.dw-letters {
  display: flex;
  align-items: flex-start;
  height: 32px;
  white-space: pre;
  font: var(--dw-letter-size, 15px)/19px var(--dw-code-font);
  letter-spacing: -0.02em;
}
.dw-letters > * { flex: none; }
.dw-letter { position: relative; display: inline-block; text-align: center; }
.dw-letter i { font-weight: 700; font-style: normal; }
.dw-sum i { font-weight: 400; }
/* The output channel has an outline, as its value has in the picture. */
.dw-made i { border-radius: 2px; outline: 1.5px solid; }
.dw-letter small {
  position: absolute;
  top: 17px;
  left: 50%;
  transform: translateX(-50%);
  font: 700 max(0.86em, 9.5px)/15px var(--dw-text-font);
  font-variant-numeric: tabular-nums;
}
.dw-what { text-align: left; }
.dw-what i { font-weight: 400; }
.dw-what small { left: 0; transform: none; white-space: nowrap; font-weight: 400; font-size: 0.78em; color: var(--dw-muted); }
.dw-legend { order: 1; font-size: 12.5px; line-height: 16px; color: var(--dw-muted); }
/* Beside the first line where there is room, else below the last; see formulaHeight. */
.dw-formula { display: flex; flex-wrap: wrap; align-items: flex-start; align-content: flex-start; }
.dw-letters, .dw-legend { flex: none; width: 100%; }
@container (min-width: 440px) {
  .dw-letters:first-child { width: auto; }
  .dw-legend { order: 0; flex: 1 1 0; width: auto; height: 32px; padding-left: 14px; }
}
`;var yn=["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],bn="#6b7280",kn="#4a5578",Mn="#a3a09a";function Mt(t,e){e.fillStyle="#000",e.fillStyle=t.trim();let n=e.fillStyle;return n[0]!=="#"?n.match(/[\d.]+/g).slice(0,3).map(Number):[1,3,5].map(r=>parseInt(n.slice(r,r+2),16))}var U=(t,e,n)=>t.map((r,o)=>r+(e[o]-r)*n),_=(t,e=1)=>`rgba(${t.map(Math.round).join(",")},${e})`;function Qt(t){let[e,n,r]=t.map(o=>{let i=o/255;return i<=.04045?i/12.92:((i+.055)/1.055)**2.4});return .2126*e+.7152*n+.0722*r}function Xt(t,e){let[n,r]=[Qt(t),Qt(e)].sort((o,i)=>o-i);return(r+.05)/(n+.05)}function Yt(t,e,n,r){for(let o=0;o<1;o+=.05){let i=U(t,n,o);if(Xt(i,e)>=r)return i}return n}function It(t,e,n,r){let o=r;for(;o>.2&&Xt(U(e,t,o),n)<4.6;)o-=.02;let i=Array.from({length:256},(a,s)=>{let l=s?o*(.1+.9*s/255):0;return U(e,t,l).map(Math.round)});return{css:i.map(a=>_(a)),pixels:Uint32Array.from(i,([a,s,l])=>255<<24|l<<16|s<<8|a)}}var vn=["--dw-paper","--dw-ink","--dw-text-font","--dw-code-font"];function we(t){let e=getComputedStyle(t);return vn.map(n=>e.getPropertyValue(n)).join("|")}function ge(t,e){let n=getComputedStyle(t),r=c=>Mt(n.getPropertyValue(c),e),o=r("--dw-paper"),i=r("--dw-ink"),a=Qt(o)<.2,s=It(Mt(bn,e),o,i,a?.72:.62),l=yn.map(c=>{let u=Mt(c,e);return{positive:It(u,o,i,a?.72:.68),negative:s,stroke:Yt(u,o,i,a?5:3.1),text:Yt(u,U(o,i,.03),i,4.6)}}),d={positive:It(Mt(kn,e),o,i,a?.8:.62),negative:It(Mt(Mn,e),o,i,a?.5:.6),stroke:U(i,o,.1),text:i};return{paper:o,ink:i,dark:a,lanes:l,sums:d,panel:U(o,i,a?.035:.018),line:U(o,i,.14),grid:U(o,i,a?.16:.1),empty:U(o,i,a?.075:.045),muted:Yt(U(o,i,.55),o,i,4.8),textFont:n.getPropertyValue("--dw-text-font"),codeFont:n.getPropertyValue("--dw-code-font")}}var Q=(t,e)=>e===null?t.sums:t.lanes[e%t.lanes.length];function Jt(t,e){return!t||!e?0:Math.max(1,Math.round(Math.min(Math.abs(t)/e,1)*255))}function Ct(t,e,n,r){let{positive:o,negative:i}=Q(t,e);return(n>0?o:i).css[Jt(n,r)]}function me(t,e){let n=6*e,r=new OffscreenCanvas(n,n),o=r.getContext("2d");o.fillStyle=_(t.panel),o.fillRect(0,0,n,n),o.strokeStyle=_(U(t.paper,t.ink,t.dark?.24:.17)),o.lineWidth=1.1*e,o.beginPath();for(let a of[-n,0,n])o.moveTo(a-1,n+1),o.lineTo(a+n+1,-1);o.stroke();let i=o.createPattern(r,"repeat");return i.setTransform(new DOMMatrix().scale(1/e)),i}function xe({lanes:t,sums:e,ink:n},r){let o=[...t,e].flatMap(({positive:i,negative:a})=>[i,a]);return Math.min(...o.map(({css:i})=>Xt(Mt(i.at(-1),r),n)))}function ye(t,{question:e,reveal:n,next:r}){let o=t.querySelector(".dw-guess"),[i,a,s,l,d]=["label span","input","button",".dw-said",".dw-score"].map(g=>o.querySelector(g)),c=new AbortController,u=new Set,f=!1,w=null,h=0,m=!1;function y(g){o.hidden=!f,f&&(g!==w&&(a.value=l.textContent="",o.dataset.answer=""),w=g,i.textContent=`${e(g).name} =`,a.disabled=u.has(g),m&&!a.disabled&&(m=!1,a.focus()),s.textContent=u.has(g)?"Next":"Check")}function x(g){if(g.preventDefault(),u.has(w)){m=!0,r();return}let b=a.value.trim().replace(/^[\u2212\u2013]/,"-").replace(",","."),O=b===""?NaN:Number(b);if(Number.isNaN(O)){l.textContent="A number, please, such as −12 or 0.5.";return}let{value:T,text:P}=e(w),A=Math.abs(O-T),H=Number.isInteger(T)?A===0:A<=.005*Math.abs(T);u.add(w),h+=H?1:0,o.dataset.answer=H?"right":"wrong",l.textContent=H?"✓ Right.":`✗ Not ${a.value.trim()}: it is ${P}, see the products.`,d.textContent=`${h} of ${u.size} right`,n(),y(w),s.focus()}return o.addEventListener("submit",x,{signal:c.signal}),o.addEventListener("keydown",g=>{g.target===a&&g.stopPropagation()},{signal:c.signal}),{show:y,asks:g=>f&&!u.has(g),get on(){return f},set(g){f=g},reset(){u.clear(),w=null,h=0,d.textContent=""},destroy:()=>c.abort()}}var Tn={"<f4":Float32Array,"<f8":Float64Array};function be(t){let n=new DataView(t.buffer,t.byteOffset,t.byteLength).getUint32(4,!0),r=JSON.parse(new TextDecoder().decode(t.subarray(8,8+n))),o={};for(let[x,{dtype:g,shape:b,offset:O}]of Object.entries(r.arrays)){let T=Tn[g],P=b.reduce((H,E)=>H*E,1),A=8+n+O;o[x]=new T(t.slice(A,A+P*T.BYTES_PER_ELEMENT).buffer)}let[[i,a],[s,l]]=r.pads,[d,c]=r.input,[u,f]=r.kernel,[w,h]=r.output,m=r.channels,y=r.multiplier;return{header:r,values:o,C:m,M:y,H:d,W:c,KH:u,KW:f,OH:w,OW:h,top:i,left:s,PH:i+d+a,PW:s+c+l,sh:r.stride[0],sw:r.stride[1],dh:r.dilation[0],dw:r.dilation[1],T:u*f,windows:w*h*m*y,q0:r.captions?.q??0}}function Tt(t,e,n,r){let o=n-t.top,i=r-t.left;return o<0||i<0||o>=t.H||i>=t.W?null:t.values.input[(e*t.H+o)*t.W+i]}function $t(t,e,n,r,o){return t.values.filter[((e*t.M+n)*t.KH+r)*t.KW+o]}function dt(t,e,n,r,o){return t.values.output[((e*t.M+n)*t.OH+r)*t.OW+o]}function zt(t,e){if(!t||t.length!==e.length)return!1;for(let n=0;n<t.length;n++)if(t[n]!==e[n])return!1;return!0}var ke=["tap","window","pixel"];function Me(t,e){return e==="tap"?t.windows*t.T:e==="window"?t.windows:t.OH*t.OW}function ve(t,e,{w:n,t:r}){return e==="tap"?n*t.T+r:e==="window"?n:Math.floor(n/(t.C*t.M))}function $n(t,e,n){return e==="tap"?{w:Math.floor(n/t.T),t:n%t.T}:{w:e==="window"?n:n*t.C*t.M,t:0}}function Te(t){return{windows:t.windows,rows:t.OH,taps:t.header.taps,whyNoTaps:t.header.why_no_taps,count:e=>Me(t,e),stepOf:(e,n)=>ve(t,e,n),momentAt:(e,n)=>$n(t,e,n),lastTap:()=>t.T-1}}function X(t,e){let{C:n,M:r,OW:o}=t,i=Math.floor(e/(n*r));return{i:Math.floor(i/o),j:i%o,k:Math.floor(e/r)%n,q:e%r}}function te(t,{i:e,j:n,k:r,q:o}){return((e*t.OW+n)*t.C+r)*t.M+o}function Nt(t,e,{w:n,t:r},o,i){let a=t.C*t.M;if(e==="pixel")return Math.floor(n/a)+1;let s=e==="tap"&&r<t.T-1?n-1:n;return Math.floor((s-(o*t.M+i))/a)+1}function Wt(t,e,n,r,o){let i=[];for(let a=0;a<e;a++){let s=t-a*r;s>=0&&s%n===0&&s/n<o&&i.push(s/n)}return i}function ft(t,{i:e,j:n},r){return{row:e*t.sh+Math.floor(r/t.KW)*t.dh,column:n*t.sw+r%t.KW*t.dw}}var At="−";function gt(t,e,n){let{largest:r,whole:o,negative:i}=t.header;return Zt(r[e]??0,o[e]??!1,i[e],n)}function Zt(t,e,n,r){let o=Oe(t),i=o>=(e?7:6)||o<-3,a=e?0:Math.max(0,Math.min(r-1-o,r)),s={scientific:i,decimals:a,digits:r};return s.chars=$e(s,o,n),s}function $e({scientific:t,decimals:e,digits:n},r,o){let i=e?e+1:0;return(o?1:0)+(t?n+4:Math.max(r,0)+1+i)}function Se(t){let{largest:e,whole:n,negative:r}=t.header,o=e.products??0,i=Math.max(o,e.sums??0),a=!!(n.products&&n.sums),s=r.products||r.sums,{scientific:l}=Zt(i,a,s,4),d=(f,w,h)=>{let m={scientific:l,decimals:w,digits:f,even:!0,exact:h};return{...m,chars:$e(m,Oe(i),s)}},c=[4,3,2].map(f=>d(f,Zt(o,a,s,f).decimals,a)),u=l||a?void 0:Cn(t);return u===void 0?c:[d(4,u,!0),...c]}var Oe=t=>t>0?Math.floor(Math.log10(t)):0;function Sn(t,e){let n=10**e,r=Math.round(t*n)/n;return r===t||Math.fround(r)===t}var On=4;function Cn({values:{products:t=[],sums:e=[]}}){let n=0;for(let r of[t,e])for(let o of r)for(;!Sn(o,n);)if(++n>On)return;return n}function rt(t,{scientific:e,decimals:n,digits:r,even:o=!1}){let i;return Number.isNaN(t)?"NaN":Number.isFinite(t)?(e&&!(Number.isInteger(t)&&Math.abs(t)<1e4)?i=t.toExponential(r-1).replace("e+","e"):Number.isInteger(t)&&!(o&&t)?i=String(t):(i=t.toFixed(n),Number(i)===0&&(i=i.replace("-",""))),i.replaceAll("-",At)):t>0?"∞":At+"∞"}function ee(t,e,n=!0){return`${t}·${n&&e.startsWith(At)?`(${e})`:e}`}function it(t,e=null){let n=Math.abs(t);if(Number.isInteger(t)&&n<1e12)return rt(t,{decimals:0});if(!Number.isFinite(t))return rt(t,{});if(n>=1e7||n<1e-4)return rt(t,{scientific:!0,digits:4});if(e?.exact)return rt(t,e);let r=Math.min(3-Math.floor(Math.log10(n)),7);return rt(t,{decimals:Math.max(r,e?.decimals??0)})}function vt(t,e=null){let n=it(t,e),r=Number(n.replaceAll(At,"-"));return`${Number.isNaN(r)||r===t||Math.fround(r)===t?"=":"≈"} ${n}`}var ne="This layer has no output, so there is nothing to show.",Et=({header:{captions:t}},e,n,r,o)=>t?.[e]?.[n]?.replace("{i}",r).replace("{j}",o);function ht(t,{i:e,j:n,k:r,q:o}){let i=r===void 0?":":r*t.M+o,a=r===void 0?Et(t,"all",0,e,n):Et(t,"value",i,e,n);return a||`output[0, ${t.header.data_format==="NHWC"?`${e}, ${n}, ${i}`:`${i}, ${e}, ${n}`}]`}function Wn(t,e,n,r){let o=Et(t,"source",e,n,r);return o||`input[0, ${t.header.data_format==="NHWC"?`${n}, ${r}, ${e}`:`${e}, ${n}, ${r}`}]`}function Ce(t,e,n){if(!t.windows)return ne;let{i:r,j:o,k:i,q:a}=X(t,n.w),l=`Step ${ve(t,e,n)+1} of ${Me(t,e)}: row ${r}, column ${o}`;if(e==="pixel")return`${l}, all channels. ${An(t,r,o)}.`;let d=h=>{let{row:m,column:y}=ft(t,{i:r,j:o},h),x=Tt(t,i,m,y),g=$t(t,i,a,Math.floor(h/t.KW),h%t.KW);return ee(x===null?"0":it(x),it(g))},c=`${l}, channel ${i}, filter ${t.q0+a}.`,u=ht(t,{i:r,j:o,k:i,q:a}),f=vt(dt(t,i,a,r,o));if(e==="tap"){let{products:h,sums:m}=t.values,y=n.w*t.T+n.t,x=n.t===t.T-1?` ${u} ${f}.`:"",g=`${d(n.t)} ${vt(h[y])}`;return`${c} Tap ${n.t+1} of ${t.T}: ${g}, running sum ${it(m[y])}.${x}`}if(t.T>9)return`${c} ${u} ${f}.`;let w=Array.from({length:t.T},(h,m)=>d(m)).join(" + ");return`${c} ${u} = ${w} ${f}.`}function We(t,{w:e}){let{i:n,j:r,k:o,q:i}=X(t,e);return`${`Step ${e+1} of ${t.windows}: row ${n}, column ${r}, channel ${o}, filter ${t.q0+i}.`} What is ${ht(t,{i:n,j:r,k:o,q:i})}?`}function An(t,e,n){let r=t.C*t.M,o=8;return Array.from({length:Math.min(r,o)},(a,s)=>{let l=dt(t,Math.floor(s/t.M),s%t.M,e,n);return`${Et(t,"value",s,e,n)??`output channel ${s}`} ${vt(l)}`}).join(", ")+(r>o?", and so on":"")}function Ae(t,e,n,{kind:r,k:o,q:i,row:a,column:s}){if(r==="weights"&&(i=X(t,n.w).q),r==="output"){let{top:f,left:w,sh:h,sw:m,dh:y,dw:x,KH:g,KW:b}=t,O=ht(t,{i:a,j:s,k:o,q:i}),T=a*t.OW+s<Nt(t,e,n,o,i),P=(E,Y,B)=>(B?`${E}s ${Y} to ${Y+B}`:`${E} ${Y}`).replaceAll("-",At),A=P("row",a*h-f,(g-1)*y),H=P("column",s*m-w,(b-1)*x);return[T?`${O} ${vt(dt(t,o,i,a,s))}`:`${O}: to come`,`from ${A}, ${H}`,"click to go there"]}if(r==="filter"||r==="weights")return[`${Et(t,"weight",o*t.M+i,a,s)??`filter[${a}, ${s}, ${o}, ${i}]`} = ${it($t(t,o,i,a,s))}`,`meets the inputs marked, for output ${o*t.M+i}`];let l=Wt(a,t.KH,t.dh,t.sh,t.OH).length*Wt(s,t.KW,t.dw,t.sw,t.OW).length,d=l*t.M,c=l?`under the window at ${l} position${l>1?"s":""}, for the `+(d>1?`${d} outputs marked`:"output marked"):"no window reaches it",u=Tt(t,o,a,s);return u===null?["padding: 0",c]:[`${Wn(t,o,a-t.top,s-t.left)} = ${it(u)}`,c]}var Dt=620,Ee=92,St=18,He=17,se=6,Ke=14,En=40,Nn=72,ae=19,Pn=11,Ie=22,re=34,Ln=25,Rn=560,Hn=860;function ze(t,e,n,r){let o={...e,narrow:e.width<Dt,lanes:[],strip:null};return t.windows?(o.narrow?zn(o,t,n,r):Kn(o,t,n,r),o):{...o,height:o.height||120}}function Kn(t,e,n,r){let{C:o}=e,i={x:Ee,width:t.width-Ee-14},a=Vn(e,t).map(x=>({shape:x,...In(t,e,i,x.height,r)})),s=({plan:x})=>x.digits||x.blocks.filter.cells.font&&1,l=a.find(x=>s(x)>=s(a.at(-1))),{shape:d,room:c,equal:u,plan:f,small:w}=l,h=d.height,m=qe(f,i),y=0;for(let x=0;x<o;x++){let g=f===u||x===n,b=g&&f!==u?c-w*(o-1):w,O=Fe(x,r.snap(y),t.width,r.snap(b),g);g?je(O,e,f,i,r):Ue(O,e,m,r),O.name={x:14,y:O.height>40?O.y+7:O.y+O.height/2-9},t.lanes.push(O),y+=b+se}t.strip=Xe(e,{x:0,y:t.height-h,width:t.width,height:h,kernel:d.kernel},r)}function In(t,e,n,r,o){let{C:i}=e,a=t.height-r-8-se*(i-1),s=u=>_e(e,n.width,u-12,o),l=s(a/i),d=l,c=a/i;if(i>1&&!(l.digits&&l.ch>=24)){let u=Math.max(18,Math.min(92,a*.46/(i-1)));c=[u,u-8,u-16,u-24].filter(w=>w>=62).find(w=>s(a-w*(i-1)).digits)??u,d=s(a-c*(i-1))}return{room:a,equal:l,plan:d,small:c}}function zn(t,e,n,r){let o={x:12,width:t.width-24},i=_e(e,o.width,Rn,r,!0),a=qe(null,{x:80,width:t.width-88}),s=0;for(let l=0;l<e.C;l++){let d=l===n,c=Fe(l,s,t.width,d?Math.ceil(i.height)+34:40,d);d?je(c,e,i,o,r):Ue(c,e,a,r),c.name={x:12,y:d?c.y+6:c.y+11},t.lanes.push(c),s+=c.height+se}t.strip=Xe(e,{x:0,y:s+2,width:t.width,height:Yn(e)},r),t.height=Math.ceil(t.strip.y+t.strip.height)}function Fe(t,e,n,r,o){return{k:t,x:0,y:e,width:n,height:r,big:o,views:[],texts:[]}}function Ft(t,e,n,r,o){let i=gt(t,e,r),a=Math.min(n*.58,28),s=Pn/o.scale,l=Math.max(s,Math.min(n*.4,16)),d=i.chars*o.digit,c=Math.ceil(l*d+5);return a<s||c>2*n?{cw:n,ch:n,font:0,format:i}:c>n?{cw:c,ch:n,font:l,format:i}:{cw:n,ch:n,font:Math.min(a,(n-5)/d),format:i}}function _e(t,e,n,r,o=!1){let i=["one line","two lines","three lines"],a=o?re:Nn,s={width:e,height:n,phone:o,gap:o?22:En,mostPatch:re};for(let c of[3,2]){if(t.PH*t.PW>1e3||t.OH*t.OW*t.M>2e3)break;let u=[];for(let m of i)for(let y=a;y>=ae/r.scale;y--){let x=_t(t,s,y,c,m,r);if(x){u.push(x);break}}let f=t.PW>=4*t.PH?1.05:1.35,[w,...h]=u;if(w)return h.reverse().find(m=>m.ch>f*w.ch)??w}let[l,d]=[re,Ln].map(c=>Fn(t,{...s,mostPatch:c,height:o?Hn:n},i,r));return d.ch>1.12*l.ch?d:l}function Fn(t,e,n,r){for(let o=ae-1;o>.02;o*=o>6?1-1/o:.94)for(let i of n){let a=(d,c)=>_t(t,e,d,0,i,r,c),s=_t(t,e,o,0,i,r);if(!s)continue;let l=0;for(let d of Ne(o)){let c=a(o,d);if(c){[s,l]=[c,d];break}}for(let d of Ne(o)){let c=a(d,l||o);if(c)return c}return s}return _t(t,{...e,width:1/0,height:1/0},1,0,"one line",r)}var Ne=t=>[26,ae,...[4,3,2.5,2.25,2,1.75,1.5,1.25].map(e=>e*t)].filter(e=>e>t&&e<=26);function _t(t,e,n,r,o,i,a=0){let{width:s,height:l,gap:d}=e,{M:c,PH:u,PW:f,KH:w,KW:h,OH:m,OW:y}=t,x=i.snapCell(n),g=R=>({cw:x,ch:x,font:0,format:gt(t,R,3)}),b=r?Ft(t,"input",x,r,i):g("input"),O=r||a?Ft(t,"output",i.snapCell(a||n),r||3,i):g("output"),T=Ft(t,"filter",x,r||3,i),P=null,A=null;if(x>=Ie&&r?b.cw=T.cw=Math.max(b.cw,T.cw):[P,A,T]=_n(t,e,i),r&&!(b.font&&T.font&&O.font))return null;r&&!P&&(b.font=T.font=Math.min(b.font,T.font));let H=o==="one line",E={input:Bt(b,1,1,u,f)};P&&(E.patch=Bt(P,1,1,w,h)),A&&(E.weights=Bt(A,1,1,w,h));let Y=e.phone&&A,ot=(Y?[]:[o==="two lines"&&E.input,E.patch,E.weights].filter(Boolean)).reduce((R,I)=>R-I.width-d,s);E.filter=Pe(T,c,w,h,14,H?l:null,ot),E.output=Pe(O,c,m,y,20,H?l:null,s),E.input.height+=He*t.header.notes.length;let at={"one line":[["input","patch","weights","filter","output"]],"two lines":[["input","patch","weights","filter"],["output"]],"three lines":Y?[["input"],["patch","weights"],["filter"],["output"]]:[["input"],["patch","weights","filter"],["output"]]}[o].map(R=>R.filter(I=>E[I])),q=R=>R.reduce((I,G)=>I+G,0),Z=at.map(R=>Math.max(...R.map(I=>E[I].height))),F=at.map(R=>q(R.map(I=>E[I].width+d))-d),tt=q(Z)+(at.length-1)*Ke,D=Math.max(...F);return tt>l||D>s?null:{ch:x,digits:r,blocks:E,lines:at,height:tt}}function _n(t,{width:e,height:n,phone:r,gap:o,mostPatch:i},a){let{M:s,KH:l,KW:d}=t,c=r?(e-o)/2:.24*e,u=a.snapCell(Math.min(i,(n-St)/l,c/d)),f=(g,b)=>{let O=P=>{let A=Be(s,r?.4*n:n,l*P+St);return A&&A*d*P+(A-1)*14<=b},T=g;for(;T>3&&!O(T);)T=a.snapCell(T-1);return T},w=(g,b)=>{for(let O of[3,2]){let T=Ft(t,g,b,O,a);if(T.font&&T.cw<=1.7*b)return T}return{cw:b,ch:b,font:0,format:gt(t,g,3)}},h=w("input",u),m=w("filter",f(u,r?c:.32*e));if(m.font||s===1)return[h,null,m];let y=w("filter",u);if(!y.font)return[h,null,m];let x=r?Math.floor(Math.min(10,(e-(s-1)*14)/(s*d))):f(Math.min(u,10),.16*e);return[h,y,w("filter",Math.max(x,2))]}function Be(t,e,n){for(let r=1;r<=t;r++){let o=Math.ceil(t/r);if(o*n+(o-1)*8<=e)return r}return 0}function Bt(t,e,n,r,o,i=0){let a=Math.ceil(e/n);return{cells:t,perRow:n,rows:r,cols:o,gap:i,width:n*o*t.cw+(n-1)*i,height:a*(r*t.ch+St)+(a-1)*8}}function Pe(t,e,n,r,o,i,a){let s=Math.max(1,Math.min(e,Math.floor((a+o)/(r*t.cw+o)))),l=i===null?Math.ceil(e/Math.ceil(e/s)):Be(e,i,n*t.ch+St)||e;return Bt(t,e,l,n,r,o)}function qe(t,{x:e,width:n}){let r=t?.lines.length===1&&De(t,t.lines[0],{x:e,width:n}),o=e+n;if(!r){let[d,c,u]=[.4,.53,.82].map(f=>e+f*n);return{start:e,end:d,filter:c,output:u,right:o}}let{input:i,filter:a,output:s}=r,{blocks:l}=t;return{start:i,end:a-24,filter:a+l.filter.width/2,output:s+l.output.width/2,right:o}}function De(t,e,{x:n,width:r}){let o=e.reduce((s,l)=>s+t.blocks[l].width,0),i=e.length>1?Math.min((r-o)/(e.length-.4),130):0,a=n+Math.max(0,r-o-i*(e.length-1))/2;return Object.fromEntries(e.map(s=>{let l=a;return a+=t.blocks[s].width+i,[s,l]}))}function je(t,e,n,r,o){let a=Number.isFinite(n.height)&&t.height>n.height+34?t.y+(t.height-n.height)/2:t.y+t.height-n.height-7;for(let s of n.lines){let l=Math.max(...s.map(c=>n.blocks[c].height)),d=De(n,s,r);s.forEach((c,u)=>{let f=n.blocks[c],w=d[c],h=(y,x)=>(d[y]+n.blocks[y].width+d[x])/2,m=[u?h(s[u-1],c)+3:t.x+10,u<s.length-1?h(c,s[u+1])-3:t.x+t.width-8];Bn(t,e,c,f,w,a+(l-f.height)/2,m,o)}),a+=l+Ke}}function Bn(t,e,n,{cells:r,perRow:o,rows:i,cols:a,gap:s},l,d,c,u){let f=n==="filter"||n==="output"?e.M:1;for(let h=0;h<f;h++){let m=l+h%o*(a*r.cw+s),y=d+Math.floor(h/o)*(i*r.ch+St+8)+St,x=Ge(t,n,h,m,y,i,a,r,u);if(n==="weights"){Dn(t,e,x,u);continue}let g=h%o,b=g===o-1||h===f-1,O=Math.max(0,s-6)/2,T=g?x.x-O:Math.max(c[0],x.x-30),P=b?Math.min(c[1],x.x+x.width+30):x.x+x.width+O,A=qn(e,n,t.k,h);n==="filter"&&N(t,"weights").length&&(A=A.slice(1));let H=A.find(E=>u.textWidth(E)<=P-T)??A.at(-1);ce(t,x,H,-6,u,[T,P])}if(n!=="input")return;let w=t.views.at(-1);e.header.notes.forEach((h,m)=>{let y=Math.max(14,Math.min(w.x,t.width-u.textWidth(h)-8));t.texts.push({text:h,x:y,y:w.y+w.height+14+m*He,note:!0})})}var jt=({M:t,header:{captions:e}},n,r,o)=>e?.[n]?.[n==="input"?r:r*t+o];function qn(t,e,n,r){let{C:o,M:i}=t,a=jt(t,e,n,r);if(a)return[a,a.split(", ").at(-1)];if(e==="input"&&(t.PH>t.H||t.PW>t.W))return["input, padded","input"];if(e==="input")return["input"];if(e==="patch")return["window"];if(e==="filter")return i>1?[`filter q = ${r}`,`q = ${r}`,`${r}`]:["filter"];let s=n*i+r;if(o*i===1)return["output"];let l=[`output channel ${s}`,`output ${s}`,`${s}`];return i>1?[`output channel ${s} = ${n}·${i} + ${r}`,`channel ${s} = ${n}·${i} + ${r}`,...l]:l}function Ge(t,e,n,r,o,i,a,{cw:s,ch:l,font:d,format:c},u){let f={kind:e,k:t.k,q:n,x:u.snap(r),y:u.snap(o),rows:i,cols:a,cw:s,ch:l,font:d,format:c,width:a*s,height:i*l};return t.views.push(f),f}function Dn(t,e,n,r){let o=jt(e,"filter",t.k,0)??"filter q = 0";ce(t,n,o,-6,r),Object.assign(t.texts.at(-1),{text:"",width:r.textWidth(o)})}function ce(t,e,n,r,o,[i,a]=[-1/0,1/0]){let s=o.textWidth(n),l=e.x+e.width/2;t.texts.push({text:n,x:Math.max(i+s/2,Math.min(l,a-s/2)),y:r<0?e.y+r:e.y+e.height+r,centred:!0,width:s})}function Ue(t,e,n,r){let{M:o,C:i,PH:a,PW:s,KH:l,KW:d,OH:c,OW:u}=e,f=t.height>=56,w=f&&o*i>1,h=t.height-(t.height>=40?10:4),m=t.y+t.height/2,y=(F,tt,D,R,I=0)=>r.snapCell(Math.min((h-I)/F,D/tt,R)),x=(F,tt,D,R,I,G,mt=0)=>{let pt=m-D*tt.ch/2-mt;for(let ut=0;ut<(F==="filter"||F==="output"?o:1);ut++)Ge(t,F,ut,I+ut*(R*tt.cw+G),pt,D,R,tt,r)},g=n.end-n.start,b=Re(e,"input",f?y(l,d,.55*g,28):0,r),O=Le(y(a,s,(b.font?.4:1)*g,16)),T=b.font?26:0,P=s*O.cw+T+(b.font?d*b.cw:0),A=n.start+Math.max(0,(g-P)/2);x("input",O,a,s,A,0),b.font&&x("patch",b,l,d,A+s*O.cw+T,0);let H=2*(n.right-n.output)-(o-1)*20,E=Le(y(c,o*u,H,16,w?14:0)),Y=o*u*E.cw+(o-1)*20;x("output",E,c,u,n.output-Y/2,20,w?7:0);let B=A+P+24,ot=n.output-Y/2-24,at=2*Math.min(n.filter-B,ot-n.filter)-(o-1)*8,q=Re(e,"filter",y(l,o*d,Math.max(10,at),28),r),Z=o*d*q.cw+(o-1)*8;if(x("filter",q,l,d,n.filter-Z/2,8),!!w)for(let F of N(t,"output"))ce(t,F,`${t.k*o+F.q}`,13,r)}var Le=t=>({cw:t,ch:t,font:0,format:null});function Re(t,e,n,r){for(let o of[3,2]){let i=gt(t,e,o),a=Math.min(n*.58,(n-4)/(i.chars*r.digit),16);if(a>=10)return{cw:n,ch:n,font:a,format:i}}return{cw:n,ch:n,font:0,format:gt(t,e,3)}}var Ve=12,le=5,jn=200,Gn=36,Un=26,ie=204,oe=92,qt=150,Ye=42;function Qe(t,e){let n=Math.max(1,Math.floor(e/Ye)),r=Math.min(t.KH,Math.floor(n/t.KW)),o=r>0&&Math.ceil(t.KH/r)<=le,i=o?r*t.KW:n;return{columns:i,lines:Math.ceil(t.T/i),kernelRows:o?r:0}}function Vn(t,e){let{C:n,KH:r,KW:o,T:i}=t;if(i<=Ve)return[{height:86}];let a=e.width-ie-qt,{lines:s}=Qe(t,a),l={height:s<=le?Math.max(100,s*33+16):140},d=Math.min(jn,r*Gn+16),c=Math.max(170,r*Ie+60)+(n-1)*46;return r*Un+16<=d&&o*Ye<=a&&e.height-d>=c?[{height:d,kernel:!0},l]:[l]}function Yn(t){return t.KW>7||t.KH>9?220:t.T<=4?156:t.KW<=4?94+t.KH*58:94+t.KH*(t.header.taps?46:36)}function Xe(t,e,n){let r=e.width<Dt,o={...e,narrow:r,cells:[],words:null},i=r?{x:e.x+10,y:e.y+86,width:e.width-20,height:e.height-94}:{x:e.x+ie,y:e.y+8,width:e.width-ie-qt,height:e.height-16},a=r?22:Math.max(25,e.height/2-17);if(o.label={x:e.x+14,y:e.y+a},o.result=r?{right:e.x+e.width-12,middle:e.y+34,width:130}:{right:e.x+e.width-14,middle:e.y+e.height/2,width:qt-14},r){let s=t.KW>7||t.KH>9,l=t.T<=4?t.T:t.KW;o.mode=s?"dense":l>4&&!t.header.taps?"grid":"row";let d=s?1:4,c=Math.min(s?14:116,(i.width+d)/l-d),u=i.x+(i.width-l*(c+d)+d)/2;Pt(o,t,{...i,x:u},{columns:l,gap:d,width:c})}else if(t.T<=Ve){o.mode="row",o.words={x:i.x+oe-10};let s=Math.min(92,(i.width-oe-5)/t.T-5),l={...i,x:i.x+oe};Pt(o,t,l,{columns:t.T,gap:5,width:s})}else if(e.kernel){o.mode="grid";let s=Math.min(116,(i.width-12)/t.KW-4);Pt(o,t,i,{columns:t.KW,gap:4,width:s})}else{let{columns:s,lines:l,kernelRows:d}=Qe(t,i.width);if(o.mode=l<=le?"grid":"dense",o.mode==="grid"){let c=d>1?8:0,u=i.width-12-c*Math.max(0,d-1),f=Math.min(64,(u+3)/s-3);Pt(o,t,i,{columns:s,gap:3,split:c,width:f})}else{let c=Math.max(1,Math.min(16,i.height/t.KH-1,i.width/t.KW-1));Pt(o,t,i,{columns:t.KW,gap:1,width:c})}}return o.chips=Qn(t,r?i:{...i,width:i.width+qt-14}),Xn(o,t,n),o}function Pt(t,{T:e,KW:n},r,{columns:o,gap:i,width:a,split:s=0}){let l=Math.ceil(e/o),d=t.mode==="dense"?a:(r.height-i*(l-1))/l;for(let c=0;c<e;c++){let u=c%o;t.cells.push({t:c,width:a,height:d,x:r.x+u*(a+i)+s*Math.floor(u/n),y:r.y+Math.floor(c/o)*(d+i)})}}function Qn(t,{x:e,y:n,width:r,height:o}){let i=t.C*t.M,a=5,s=u=>(r+a)/Math.ceil(i/u)-a,l=1;for(;s(l)<62&&(o+a)/(l+1)-a>=18;)l++;let d=Math.ceil(i/l),c={width:Math.min(104,s(l)),height:Math.min(70,(o+a)/l-a)};return Array.from({length:i},(u,f)=>({channel:f,...c,x:e+f%d*(c.width+a),y:n+Math.floor(f/d)*(c.height+a)}))}function Xn(t,e,n){let{height:r}=t.cells[0];t.beside=t.mode==="grid"&&e.header.taps&&r<30;let o=t.cells[0].width/(t.beside?2:1),i=Math.min(16,r*(t.mode==="row"?.25:t.beside?.5:.4)),a=(c,u=o)=>Math.min(i,(u-3)/(c*n.digit));t.pairFont=0;for(let[c,u]of[[3,!0],[3,!1],[2,!0],[2,!1]]){t.input=gt(e,"input",c),t.weight=gt(e,"filter",c),t.parentheses=u&&e.header.negative.filter;let f=a(t.input.chars+t.weight.chars+(t.parentheses?1.4:.6));if(!(f<9.5)){t.pairFont=f;break}}let s=Se(e).map(c=>[c,a(c.chars)]),[l,d]=s.find(([,c])=>c>=Math.min(i,11))??s.at(-1);t.number=l,t.numberFont=d>=8.5?d:0,t.inBox=Jn(t,e,a)}function Jn({beside:t,pairFont:e,numberFont:n,input:r,weight:o,number:i},a,s){if(!a.header.taps)return"pair";if(t||!e)return"product";let l=s(r.chars+o.chars+1.4+2+i.chars);return n&&l>=10.5?"equation":"pair"}function z(t,e,n){return{x:t.x+n*t.cw,y:t.y+e*t.ch,width:t.cw,height:t.ch}}var N=(t,e)=>t.views.filter(n=>n.kind===e);function Gt(t,e){return new OffscreenCanvas(Math.max(1,Math.round(t)),Math.max(1,Math.round(e)))}function j(t,e,n,r,o,i){let{size:a=13,weight:s=400,colour:l=e.muted,align:d="left"}=i,{code:c=!1,base:u=!1}=i;t.font=`${s} ${a}px ${c?e.codeFont:e.textFont}`,t.fillStyle=_(l),t.textAlign=d,t.textBaseline=u?"alphabetic":"middle",t.fillText(n,r,o)}function V(t,{x:e,y:n,width:r,height:o},i,a,s=[]){t.strokeStyle=_(a),t.lineWidth=i,t.setLineDash(s),t.strokeRect(e,n,r,o),t.setLineDash([])}function xt(t,{x:e,y:n,width:r,height:o},i,{fill:a,line:s=0,colour:l,dash:d=[]}){t.beginPath(),t.roundRect(e,n,r,o,Math.max(0,Math.min(i,r/2,o/2))),a&&(t.fillStyle=a,t.fill()),s&&(t.strokeStyle=_(l),t.lineWidth=s,t.setLineDash(d),t.stroke(),t.setLineDash([]))}function st({x:t,y:e,width:n,height:r},o){return{x:t-o,y:e-o,width:n+2*o,height:r+2*o}}var Lt=({x:t,y:e,width:n,height:r})=>({x:t+n/2,y:e+r/2});function Je({theme:t,hatch:e,dpr:n},r,o,i){let a=Gt(r.width*n,r.height*n),s=a.getContext("2d");if(r.cw*n<6||r.rows*r.cols>3e3)return Zn(s,{theme:t,hatch:e},r,o,i),a;s.scale(n,n);let l={...r,x:0,y:0};for(let d=0;d<r.rows;d++)for(let c=0;c<r.cols;c++){let u=z(l,d,c);Ut(s,{theme:t,hatch:e},r,u,o(d,c),i)}return a}function Ut(t,{theme:e,hatch:n},r,o,i,a){let s=i===null;if(t.fillStyle=s?n:Ct(e,r.k,i,a),t.fillRect(o.x,o.y,o.width,o.height),V(t,st(o,-.5),1,e.grid),!r.font)return;let{x:l,y:d}=Lt(o);j(t,e,s?"0":rt(i,r.format),l,d+r.font*.04,{size:r.font,weight:500,colour:s?e.muted:e.ink,align:"center"})}function Zn(t,{theme:e,hatch:n},r,o,i){let{width:a,height:s}=t.canvas,{positive:l,negative:d}=Q(e,r.k),c=new ImageData(r.cols,r.rows),u=new Uint32Array(c.data.buffer);for(let w=0,h=0;w<r.rows;w++)for(let m=0;m<r.cols;m++,h++){let y=o(w,m);y!==null&&(u[h]=(y>0?l:d).pixels[Jt(y,i)])}let f=Gt(r.cols,r.rows);f.getContext("2d").putImageData(c,0,0),t.fillStyle=n,t.fillRect(0,0,a,s),t.imageSmoothingEnabled=a<r.cols,t.imageSmoothingQuality="high",t.drawImage(f,0,0,a,s)}function Ze(t,e,n,r){let[o,i]=n.header.reached;if(!o.includes(0)&&!i.includes(0))return;let{width:a,height:s}=t.canvas,l=s/r.rows,d=a/r.cols;t.setTransform(1,0,0,1,0,0),t.fillStyle=_(e.panel,.68),o.forEach((c,u)=>c||t.fillRect(0,u*l,a,l)),i.forEach((c,u)=>c||t.fillRect(u*d,0,d,s))}function tn(t,e,n,r,o){if(o<=0)return;let i=n.height/r.rows,a=n.width/r.cols,s=Math.floor(o/r.cols),l=o%r.cols,d=(u,f,w)=>{if(f<1||w<1)return;let h={x:r.x,y:r.y+u/e,width:f/e,height:w/e};t.drawImage(n,0,u,f,w,h.x,h.y,h.width,h.height)},c=Math.round(s*i);d(0,n.width,c),d(c,Math.round(l*a),Math.round((s+1)*i)-c)}function en(t,e,{x:n,y:r,width:o,height:i,rows:a,cols:s,cw:l,ch:d}){if(t.fillStyle=_(e.empty),t.fillRect(n,r,o,i),!(d<5)){t.fillStyle=_(e.grid);for(let c=0;c<=a;c++)t.fillRect(n,r+c*d-.5,o,1);for(let c=0;c<=s;c++)t.fillRect(n+c*l-.5,r,1,i)}}function on(t,e,n,r,o,i){let a=(u,f)=>(i.font=f,i.measureText(u).width),s=a("0",`500 100px ${e.textFont}`)/100,l={digit:s,scale:n.scale,snap:u=>Math.round(u*r)/r,snapCell:u=>u*r>=6?Math.floor(u*r)/r:Math.max(u,.01),textWidth:u=>a(u,`400 13px ${e.textFont}`)},d=ze(t,n,o,l),c={scene:d,model:t,theme:e,dpr:r,digit:s,hatch:me(e,r),images:new Map};for(let u of d.lanes)for(let f of u.views)de(f)||c.images.set(f,nr(c,f));return c.still=Gt(d.width*r,d.height*r),tr(c.still.getContext("2d"),c),c}function tr(t,e){let{scene:n,theme:r,dpr:o}=e;t.setTransform(o,0,0,o,0,0);for(let i of n.lanes)er(t,e,i);n.strip?xt(t,st(n.strip,-.5),7,{line:1,colour:r.line}):j(t,r,ne,n.width/2,n.height/2,{size:16,align:"center"})}function er(t,e,n){let{theme:r,images:o}=e;xt(t,st(n,-.5),7,{fill:_(r.panel),line:1,colour:r.line}),t.fillStyle=_(Q(r,n.k).stroke),t.beginPath(),t.roundRect(n.x,n.y,5,n.height,[7,0,0,7]),t.fill();for(let i of n.views){let{x:a,y:s,width:l,height:d}=i;i.kind==="output"?en(t,r,i):o.has(i)&&t.drawImage(o.get(i),a,s,l,d)}for(let{text:i,x:a,y:s,note:l}of n.texts){let d=l?{colour:r.ink}:{align:"center"};j(t,r,i,a,s,{...d,base:!0})}}function nr(t,e){let{model:n}=t,r={input:(i,a)=>Tt(n,e.k,i,a),filter:(i,a)=>$t(n,e.k,e.q,i,a),output:(i,a)=>dt(n,e.k,e.q,i,a)}[e.kind],o=Je(t,e,r,n.header.largest[e.kind]);return e.kind==="input"&&Ze(o.getContext("2d"),t.theme,n,e),o}var de=({kind:t})=>t==="patch"||t==="weights";function rr(t,e,n,{q:r}){let{model:o,theme:i}=e;for(let l=0;l<o.T;l++){let d=Math.floor(l/n.cols),c=l%n.cols,u=$t(o,n.k,r,d,c);Ut(t,e,n,z(n,d,c),u,o.header.largest.filter)}let a={align:"center",base:!0},s=jt(o,"filter",n.k,r)??`filter q = ${r}`;j(t,i,s,n.x+n.width/2,n.y-6,a)}function or(t,e,n,r){for(let o=0;o<e.model.T;o++){let{row:i,column:a}=ft(e.model,r,o),s=z(n,Math.floor(o/n.cols),o%n.cols),l=Tt(e.model,n.k,i,a);Ut(t,e,n,s,l,e.model.header.largest.input)}}function sn(t,e,n,r,o){let{scene:i,model:a,theme:s,still:l,dpr:d}=e;if(t.setTransform(1,0,0,1,0,0),t.clearRect(0,0,t.canvas.width,t.canvas.height),t.drawImage(l,0,0),t.setTransform(d,0,0,d,0,0),!a.windows)return;let c=X(a,n.w);for(let u of i.lanes){for(let f of N(u,"output")){let w=Nt(a,r,n,f.k,f.q);tn(t,d,e.images.get(f),f,w)}for(let f of N(u,"patch"))or(t,e,f,c);for(let f of N(u,"weights"))rr(t,e,f,c);if(a.C>1&&(r==="pixel"||u.k===c.k)){let f=Q(s,u.k).stroke;xt(t,st(u,-1),6,{line:1.75,colour:f})}}o!==null?(xt(t,st(i.strip,-1),6,{line:1.5,colour:s.muted,dash:[5,3]}),nn(t,e,o,null)):r==="pixel"?dr(t,e,c):nn(t,e,n.w,r==="tap"?n.t:null)}var ir={pair:"in each box input · weight,",product:"in each box a product,",equation:"input · weight = product,"},sr=["single products are too","many to send at this size"];function ar({mode:t,inBox:e,beside:n}){return t==="row"?["input · weight, product, running sum"]:t==="dense"?["one square a product"]:[ir[e],`${n?"beside":"below"} it the running sum`]}function nn(t,e,n,r){let{model:o,theme:i,scene:{strip:a}}=e,{products:s,sums:l}=o.values,d=X(o,n),{i:c,j:u,k:f,q:w}=d,h=Q(i,f),m=r??o.T-1,y=[`row ${c}, column ${u}`,`channel k = ${f}, filter q = ${o.q0+w}`],x=s?ar(a):sr,g=s?a.number:null,b=a.numberFont&&g&&!g.exact;a.words?lr(t,e,!!s):y.push(...a.narrow?[x.join(" ")+(b?", rounded":"")]:x),b&&!a.narrow&&y.push(cr(g)),an(t,e,ht(o,d),y,h.text);for(let O of a.cells){let{t:T}=O,{row:P,column:A}=ft(o,d,T);ur(t,e,O,{k:f,x:Tt(o,f,P,A),weight:$t(o,f,w,Math.floor(T/o.KW),T%o.KW),product:s&&T<=m?s[n*o.T+T]:null,sum:s&&T<=m?l[n*o.T+T]:null,now:T===r,toCome:T>m})}if(m===o.T-1){let O=vt(dt(o,f,w,c,u),g);ue(t,e,"output value",O,h.text)}else r<0?ue(t,e,"output value","= ?",h.text):ue(t,e,"sum so far",it(l[n*o.T+m],g),i.ink)}function cr({scientific:t,decimals:e,digits:n}){return t?`rounded to ${n} digits`:`rounded to ${e} decimal${e===1?"":"s"}`}function lr(t,{theme:e,scene:{strip:n}},r){let{y:o,height:i}=n.cells[0],a=r?["input · weight","product","running sum"]:["input · weight"];a.forEach((s,l)=>{let d=a.length>1?Vt[l]:.5;j(t,e,s,n.words.x,o+i*d,{size:12,align:"right"})})}function an(t,{theme:e,scene:{strip:n},model:r},o,i,a){let{x:s}=n.label,l=n.label.y-(n.narrow?0:Math.max(0,i.length-2)*8),d=Math.min(15,285/ht(r,X(r,r.windows-1)).length);j(t,e,o,s,l,{size:d,weight:600,colour:a,code:!0,base:!0}),i.forEach((c,u)=>j(t,e,c,s,l+20+u*17,{base:!0}))}function ue(t,{theme:e,digit:n,scene:{strip:r}},o,i,a){let{right:s,middle:l,width:d}=r.result,c=Math.max(14,Math.min(30,d/(i.length*n)));j(t,e,i,s,l+12,{size:c,weight:700,colour:a,align:"right"}),j(t,e,o,s,l-20,{align:"right"})}var Vt=[.17,.515,.86];function ur(t,e,n,r){let{theme:o,hatch:i,model:a,scene:{strip:s}}=e,l=r.product!==null,d=s.mode==="row"&&a.header.taps,c={...n};d?Object.assign(c,{y:n.y+n.height*.34,height:n.height*.34}):s.beside?c.width=n.width/2:s.mode==="grid"&&a.header.taps&&(c.height=n.height*.55);let u=_(o.panel);if(l&&(u=Ct(o,r.k,r.product,a.header.largest.products)),r.x===null&&(u=i),xt(t,c,s.mode==="dense"?1:4,{fill:u,line:r.now?2.5:1,colour:r.now?Q(o,r.k).stroke:o.grid}),s.mode==="dense")return;let f=(x,g,b,O,T,{x:P}=Lt(n))=>{let A=T?o.muted:o.ink,H={size:b,weight:r.now?700:O,colour:A,align:"center"};j(t,o,x,P,n.y+n.height*g,H)},w=r.x===null?"0":rt(r.x,s.input),h=ee(w,rt(r.weight,s.weight),s.parentheses),m=l?rt(r.product,s.number):"",y=l?rt(r.sum,s.number):"";if(!a.header.taps)s.pairFont&&f(h,.5,s.pairFont,500,!1);else if(d)s.pairFont&&f(h,Vt[0],s.pairFont,400,r.toCome),s.numberFont&&f(m,Vt[1],s.numberFont,600,!1),s.numberFont&&f(y,Vt[2],s.numberFont,400,!r.now);else if(s.beside){let x={x:n.x+n.width*.75},g=Math.min(s.numberFont,12);g&&f(m,.5,g,600,!1,Lt(c)),g&&f(y,.5,g,400,!r.now,x)}else{let x=Math.min(s.pairFont||s.numberFont,12),g=l?`${h} = ${m}`:h;x&&f({pair:h,product:m,equation:g}[s.inBox],.29,x,500,r.toCome),s.numberFont&&f(y,.79,Math.min(s.numberFont,12),400,!r.now)}}function dr(t,e,{i:n,j:r}){let{model:o,theme:i,digit:a,scene:{strip:s}}=e,l=o.C>1?`all ${o.C} channels`:`all ${o.M} filters`,d=[`row ${n}, column ${r}`,...o.C*o.M>1?[l]:[]];an(t,e,ht(o,{i:n,j:r}),d,i.ink);for(let{channel:c,...u}of s.chips){let f=Math.floor(c/o.M),w=dt(o,f,c%o.M,n,r),h=Ct(i,f,w,o.header.largest.output);xt(t,u,4,{fill:h,line:1.5,colour:Q(i,f).stroke});let m=it(w),y=`${c}`,{x,y:g}=Lt(u),b={weight:650,colour:i.ink},O={colour:i.ink};if(u.height>36){let T=Math.min(20,(u.width-8)/(m.length*a));j(t,i,m,x,u.y+u.height*.64,{...b,size:T,align:"center"}),j(t,i,y,x,u.y+u.height*.24,{...O,size:12,align:"center"})}else{let T=Math.min(14,(u.width-34)/(m.length*a),u.height*.6);j(t,i,m,u.x+u.width-6,g,{...b,size:T,align:"right"}),j(t,i,y,u.x+6,g,{...O,size:Math.min(12,T)})}}}var rn=[5,3];function cn(t,e,n,r,{visual:o,hover:i,arrival:a}){let{scene:s,model:l,theme:d,dpr:c}=e;if(t.setTransform(c,0,0,c,0,0),t.clearRect(0,0,s.width,s.height),!l.windows)return;let u=X(l,n.w);for(let f of s.lanes){let w=r==="pixel"||f.k===u.k,{stroke:h}=Q(d,f.k),[m]=N(f,"input");if(un(t,e,m,o,w&&f.big?3:2,h),!!w){t.globalAlpha=a;for(let{q:y}of N(f,"filter"))r!=="pixel"&&y!==u.q||fr(t,e,f,{...u,q:y},h,y===u.q);t.globalAlpha=1,r==="tap"&&gr(t,e,f,o,u.q,h)}}i&&mr(t,e,i,u)}function ln({model:t},e,{row:n,column:r}){let o=(i,a)=>(i-1)*a+1;return{...z(e,n,r),width:o(t.KW,t.dw)*e.cw,height:o(t.KH,t.dh)*e.ch}}function un(t,e,n,r,o,i,a=[]){let{model:s,theme:l}=e,d=ln(e,n,r),c=n.ch<6?Math.min(o,1.5):o;if((s.dh===1||s.KH===1)&&(s.dw===1||s.KW===1)){V(t,st(d,c/2+1),1,l.paper),V(t,d,c,i,a);return}V(t,d,1,i,[2,3]);let u=Math.min(c,Math.max(1,n.ch/6));for(let f=0;f<s.KH;f++)for(let w=0;w<s.KW;w++){let h=z(n,r.row+f*s.dh,r.column+w*s.dw);V(t,st(h,-Math.min(1,n.ch/8)),u,i,a)}}function fr(t,e,n,{i:r,j:o,q:i},a,s){let{model:l,scene:d}=e,[c]=N(n,"input"),u=[...N(n,"patch"),...s?N(n,"weights"):[]],f=N(n,"filter")[i],w=N(n,"output"),h=w[i],m=z(h,r,o);if(n.height>=40){let x=w.filter(({y:b})=>b===h.y),g=[{plane:c,box:ln(e,c,ft(l,{i:r,j:o},0))},...u.map(b=>({plane:b,box:b})),{plane:f,box:f},{plane:h,box:m,left:x[0].x}];t.save(),hr(t,d,n,[...x,...g.map(({plane:b})=>b)]),pr(t,d,N(n,"filter").filter(({y:b})=>b===f.y)),t.strokeStyle=_(a),t.lineWidth=n.big?1.5:1.25;for(let b=1;b<g.length;b++)wr(t,g[b-1],g[b]);t.restore()}let y=n.big?2.5:2;for(let x of u)V(t,x,y,a);V(t,f,Math.min(y,Math.max(1,f.ch/2)),a),m.width<7?V(t,st(m,2),1.5,a):V(t,m,n.big?3:2,a)}function hr(t,{width:e,height:n},{views:r,texts:o},i){let a=(s,l,d,c)=>{t.beginPath(),t.rect(0,0,e,n),t.rect(s,l,d,c),t.clip("evenodd")};for(let s of r)i.includes(s)||a(s.x-1,s.y-1,s.width+2,s.height+2);for(let s of o)s.note||a(s.x-s.width/2-2,s.y-12,s.width+4,16)}function pr(t,{width:e,height:n},r){if(r.length<2)return;let o=Math.min(...r.map(({x:a})=>a)),i=Math.max(...r.map(a=>a.x+a.width));t.beginPath(),t.rect(0,0,e,n),t.rect(o-2,r[0].y-2,i-o+4,r[0].height+4),t.clip("evenodd")}function wr(t,e,n){let r=({box:a,plane:s},l,d,c)=>{let u=a[l]+a[d]/2;return a===s?u:s[l]+Math.round((u-s[l])/s[c])*s[c]},o=e.plane.x+e.plane.width,i=n.left??n.plane.x;if(t.beginPath(),i-o>8){let a=r(e,"y","height","ch"),s=r(n,"y","height","ch"),l=o+3,d=i-3,c=(l+d)/2;t.moveTo(e.box.x+e.box.width,a),t.lineTo(l,a),t.bezierCurveTo(c,a,c,s,d,s),t.lineTo(n.box.x,s)}else{let a=r(e,"x","width","cw"),s=r(n,"x","width","cw"),l=e.plane.y+e.plane.height+3,d=n.plane.y-3,c=(l+d)/2;t.moveTo(a,e.box.y+e.box.height),t.lineTo(a,l),t.bezierCurveTo(a,c,s,c,s,d),t.lineTo(s,n.box.y)}t.stroke()}function gr(t,e,n,{row:r,column:o,a:i,b:a},s,l){let{model:d,theme:c}=e,[u]=N(n,"input"),f=N(n,"filter")[s],w=[z(u,r+i*d.dh,o+a*d.dw),...[...n.views.filter(de),f].map(h=>z(h,i,a))];for(let h of w)h.width<4||(V(t,st(h,-2),2,c.paper),V(t,h,Math.min(4,h.width/4),U(l,c.ink,.35)))}function mr(t,e,n,r){let o=n.kind==="weights"?{...n,kind:"filter",q:r.q}:n,{scene:i,theme:a}=e,s=i.lanes[o.k],{stroke:l}=Q(a,o.k),d={colour:U(l,a.ink,.45),box:(u,f=2)=>V(t,u,f,d.colour,rn),window:(u,f)=>un(t,e,u,f,2.5,d.colour,rn),shade(u){t.fillStyle=_(l,.28),t.fillRect(u.x,u.y,u.width,u.height),u.width>=8&&V(t,st(u,-1),1.5,d.colour,[3,2])}},c={output:xr,input:yr,filter:br}[o.kind];c(e,s,o,d,r)}function xr(t,e,{q:n,row:r,column:o},i){i.window(N(e,"input")[0],ft(t.model,{i:r,j:o},0)),i.box(N(e,"filter")[n]),i.box(z(N(e,"output")[n],r,o),2.5)}function yr({model:t},e,{row:n,column:r},o,{i,j:a}){for(let c of Wt(n,t.KH,t.dh,t.sh,t.OH))for(let u of Wt(r,t.KW,t.dw,t.sw,t.OW))for(let f of N(e,"output"))o.shade(z(f,c,u));o.box(z(N(e,"input")[0],n,r),2.5);let s=(n-i*t.sh)/t.dh,l=(r-a*t.sw)/t.dw,d=(c,u)=>Number.isInteger(c)&&c>=0&&c<u;if(!(!d(s,t.KH)||!d(l,t.KW)))for(let c of[...e.views.filter(de),...N(e,"filter")])o.box(z(c,s,l))}function br({model:t},e,{q:n,row:r,column:o},i,a){let[s]=N(e,"input"),l=r*t.dh,d=o*t.dw;if(t.sh===1&&t.sw===1){let u=t.OW*s.cw,f=t.OH*s.ch;i.shade({...z(s,l,d),width:u,height:f})}else for(let u=0;u<t.OH;u++)for(let f=0;f<t.OW;f++)i.shade(z(s,l+u*t.sh,d+f*t.sw));let c=n===a.q?N(e,"weights"):[];for(let u of[...N(e,"patch"),...c,N(e,"filter")[n]])i.box(z(u,r,o),2.5);i.box(N(e,"output")[n])}var kr=t=>t<.5?4*t**3:1-(2-2*t)**3/2,J=(t,e)=>Math.max(0,Math.min(t,e)),Rt=matchMedia("(prefers-reduced-motion: reduce)");function dn({placeOf:t,onWay:e,there:n}){let r=null,o=null;function i(a){return o=null,r=t(a),n(a),!1}return{get place(){return r},get moving(){return!!o},set(a){o=null,r=t(a)},go(a,s){if(Rt.matches||s<60)return i(a);let l=t(a),d=Object.keys(l).every(c=>l[c]===r[c]);return o={from:{...r},to:l,moment:a,passed:0,length:d?s/2:s},!0},tick(a){o.passed+=a;let s=kr(Math.min(o.passed/o.length,1));if(s===1)return i(o.moment);let{from:l,to:d}=o;r={};for(let c of Object.keys(d))r[c]=l[c]+(d[c]-l[c])*s;return e(J((s-.7)/.3,1)),!0}}}function fn(t,{resize:e,onNext:n}){let r=t.querySelector(".dw-present"),o=t.querySelector(".dw-ring"),i=new AbortController,a=!1;function s(h){a!==h&&(a=h,t.classList.toggle("dw-presenting",a),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),r.setAttribute("aria-pressed",String(a)),o.hidden=!0,t.focus({preventScroll:!0}),e())}let l=["range","checkbox","radio","button"].map(h=>`:not([type=${h}])`).join(""),d=h=>{let[m]=h.composedPath();return m.isContentEditable||m.matches?.(`input${l}, textarea, select, [role=combobox]`)};function c(h){let m=[...t.querySelectorAll("button, input, select")].filter(b=>!b.disabled&&b.offsetParent&&b.tabIndex>=0),[y,x]=h.shiftKey?[m[0],m.at(-1)]:[m.at(-1),m[0]];t.contains(document.activeElement)&&document.activeElement!==y&&!(h.shiftKey&&document.activeElement===t)||(x.focus(),h.preventDefault())}function u(h){if(h.altKey||h.ctrlKey||h.metaKey||h.defaultPrevented||h.repeat)return;h.key==="Tab"&&a&&c(h);let m={PageDown:1,PageUp:-1}[h.key];if(h.key!=="Tab"){if(h.key==="Escape"&&a)s(!1);else if(h.key?.toLowerCase()==="p"&&!d(h))s(!a);else if(m&&a&&n)n(m);else return;h.preventDefault(),h.stopPropagation()}}function f({clientX:h,clientY:m,pointerType:y}){!a||y==="touch"||(o.hidden=!1,o.style.transform=`translate(${h}px, ${m}px)`)}let w=(h,m,y,x={})=>h.addEventListener(m,y,{signal:i.signal,...x});return w(document,"keydown",u,{capture:!0}),w(r,"click",()=>s(!a)),w(t,"pointermove",f),w(t,"pointerleave",()=>{o.hidden=!0}),document.querySelector(".dw-presenting, .dw-presented")&&queueMicrotask(()=>s(!0)),{get scale(){return a?1.3:1},destroy(){a=!1,t.classList.remove("dw-presenting"),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),i.abort()}}}var Ht=[.25,.5,1,2,4,8,16,32,64],Mr={tap:700,window:800,pixel:1e3},vr=280,fe=180,Tr=400,$r=200,Sr={tap:"one multiplication",window:"one output value",pixel:"one position, all channels"};function hn(t,e,n){let r=p=>t.querySelector(p),o={play:r(".dw-play"),range:r(".dw-step"),ticks:r(".dw-ticks"),count:r(".dw-count"),speed:r(".dw-speed"),units:[...r(".dw-advance").children],status:r(".dw-status")},i=new AbortController,a=null,s="window",l=1,d={w:0,t:0},c=!1,u=!1,f=null,w=!1,h=0,m=0,y=0,x=0,g=0,b=0;function O(p){let $=a===null;a=p,s==="tap"&&!a.taps&&(s="window"),d={w:0,t:0},h=0,f=null,w=!1,c=!!a.windows&&(c||u&&!$),u=!1,T(),Y()}function T(){for(let p of o.units){let{value:$}=p.dataset,C=$==="tap"&&!a.taps&&(a.whyNoTaps||"there is no output"),W=e.asks!==void 0&&$!=="window"?"windows are predicted":C;p.disabled=!!W,p.title=W?`Off: ${W}`:Sr[$]}o.units.some(p=>p.disabled&&p.dataset.value===s)&&mt("window")}function P(p,$){if(a.windows){if(ke.includes(p.unit)&&(p.unit!=="tap"||a.taps)&&(s=p.unit,$||q({w:d.w,t:0},0)),Number.isInteger(p.step)){let C={w:J(p.step,a.windows-1),t:0};$?d=C:q(C,0)}Ht.includes(p.speed)&&pt(p.speed),p.playing!==void 0&&(c=p.playing&&!Rt.matches&&!Z()),Array.isArray(p.stretch)&&A(...p.stretch.slice(0,4),$)}}function A(p,$,C,W,nt){s=C==="tap"&&!a.taps?"window":C,pt(W),f=J($,a.windows-1),u=!1;let lt=a.stepOf(s,{w:J(p,f),t:0}),wt=H(),bt=a.momentAt(s,Rt.matches?wt:lt);nt?d=bt:q(bt,0),h=0,c=!Rt.matches&&lt<wt,e.changed()}let H=()=>a.stepOf(s,{w:f,t:a.lastTap(f)});function E(){let p=a.count(s)-1;return f===null||a.stepOf(s,d)>=H()?p:H()}function Y(){let p=a.rows>40?0:a.rows;o.ticks.replaceChildren(...Array.from({length:Math.max(p-1,0)},($,C)=>{let W=document.createElement("i");return W.style.left=`${100*(C+1)/p}%`,W}))}function B(){y||!(c||w)||(m=0,y=requestAnimationFrame(ot))}function ot(p){y=0;let $=m?J(p-m,100):0;if(m=p,c){h+=$;let C=Mr[s]/l,W=Math.floor(h/C);h-=W*C,W&&at(e.asks===void 0?W:1,Math.min(vr,C*.45))}w&&(w=e.tick($)),(c||w)&&(y=requestAnimationFrame(ot))}function at(p,$){let C=E(),W=Math.min(a.stepOf(s,d)+p,C);W===C&&(c=!1,u=W===a.count(s)-1),q(a.momentAt(s,W),$),!c&&(et(),M())}function q(p,$){d=p,w=e.go(d,$),ct(),B()}let Z=()=>a.stepOf(s,d)>=a.count(s)-1;function F(p,$=0){if(!a?.windows)return;let C=J(p,a.count(s)-1);u=!1,h=0,C!==a.stepOf(s,d)&&q(a.momentAt(s,C),$),v()}function tt(p){G(),F(a.stepOf(s,{w:p,t:a.lastTap(p)}),fe)}function D(p){G(),F(a.stepOf(s,d)+p,fe)}function R(p){G(),F(p)}function I(){c||e.asks||!a?.windows||(u=!1,h=0,Z()&&q(a.momentAt(s,0),fe),c=!Z(),e.changed(),et(),v(),B())}function G(){u=!1,c&&(c=!1,e.changed(),et(),v())}function mt(p){p!==s&&(s=p,h=0,a.windows&&q({w:d.w,t:0},0),et(),v())}function pt(p){h*=l/p,l=p,o.speed.value=String(l)}function ut(p){pt(p),v()}function yt(p){ut(Ht[J(Ht.indexOf(l)+p,Ht.length-1)])}function et(){t.dataset.playing=String(c),t.dataset.unit=s,o.play.setAttribute("aria-label",c?"Pause":"Play"),o.status.setAttribute("aria-live",c?"off":"polite");for(let p of o.units){let $=p.dataset.value===s;p.setAttribute("aria-checked",String($)),p.tabIndex=$?0:-1}ct()}function ct(){let p=a.count(s),$=p?a.stepOf(s,d):0;t.dataset.step=$,t.dataset.steps=p,o.range.max=Math.max(p-1,0),o.range.value=$,o.range.disabled=!p,o.range.style.setProperty("--dw-done",`${p>1?100*$/(p-1):0}%`),o.count.textContent=p?`${$+1} of ${p}`:"no steps",clearTimeout(g);let C=c?x+Tr-performance.now():0;C>0?g=setTimeout(Ot,C):Ot()}function Ot(){x=performance.now();let p=e.describe();o.status.textContent!==p&&(o.status.textContent=p,o.range.setAttribute("aria-valuetext",p))}function k(){let{focus:p}=e;return{step:d.w,unit:s,speed:l,...p===void 0?{}:{focus:p},playing:c}}function M(){clearTimeout(b),n(k())}function v(){clearTimeout(b),b=setTimeout(M,$r)}function S(p){if(p.altKey||p.ctrlKey||p.metaKey||!a?.windows)return;let $=p.target.closest("button, input, select"),C=$?.matches("input, select, [role=radio]"),W=$?.matches("select, [role=radio]"),nt=$&&!$.matches("input"),lt=bt=>C||!e.lanes?null:()=>e.setFocus(e.focus+bt),wt={" ":nt?null:()=>c?G():I(),ArrowLeft:C?null:()=>D(-1),ArrowRight:C?null:()=>D(1),ArrowUp:lt(-1),ArrowDown:lt(1),Home:W?null:()=>R(0),End:W?null:()=>R(1/0),"[":()=>yt(-1),"]":()=>yt(1)}[p.key];wt&&(wt(),p.preventDefault(),p.stopPropagation())}function K(p){let $={ArrowLeft:-1,ArrowUp:-1,ArrowRight:1,ArrowDown:1}[p.key],C=o.units.filter(lt=>!lt.disabled),W=C.indexOf(p.target);if(!$||W<0)return;p.preventDefault();let nt=C[(W+$+C.length)%C.length];nt.focus(),mt(nt.dataset.value)}function L(p,$,C){p.addEventListener($,C,{signal:i.signal})}o.speed.replaceChildren(...Ht.map(p=>new Option(`${p}×`,String(p)))),o.speed.value=String(l),L(r(".dw-first"),"click",()=>R(0)),L(r(".dw-previous"),"click",()=>D(-1)),L(r(".dw-next"),"click",()=>D(1)),L(r(".dw-last"),"click",()=>R(1/0)),L(o.play,"click",()=>c?G():I()),L(o.range,"input",()=>R(Number(o.range.value))),L(o.speed,"change",()=>ut(Number(o.speed.value)));for(let p of o.units)L(p,"click",()=>mt(p.dataset.value));return L(r(".dw-advance"),"keydown",K),L(t,"click",p=>{p.detail===0||p.target.closest("select, input")||t.focus({preventScroll:!0})}),L(t,"keydown",S),{load:O,limit:T,grant:P,seek:F,seekWindow:tt,play:I,pause:G,wake:B,tellState:et,reportSoon:v,said:k,get moment(){return d},get unit(){return s},get playing(){return c},get settled(){return!c&&!w},destroy(){i.abort(),cancelAnimationFrame(y),clearTimeout(g),clearTimeout(b)}}}var Or=(t,e)=>t===e||!!(t&&e&&Object.keys(t).every(n=>t[n]===e[n]));function pn(t,{onSeek:e=()=>{},onNext:n=null}={}){let r=t.matches?.(".dw-player")?t:t.querySelector(".dw-player"),o=k=>r.querySelector(k),i={scene:o(".dw-scene"),lanes:o(".dw-lanes"),tip:o(".dw-tip")},a=o(".dw-base").getContext("2d"),s=o(".dw-overlay").getContext("2d"),l=new AbortController,d=null,c=null,u=null,f=0,w={w:0,t:0},h=null,m=!1,y={width:0,height:0},x=dn({placeOf:at,onWay:ot,there:q}),g=hn(r,{go:x.go,tick:x.tick,setFocus:Z,changed:()=>h&&B(),describe(){let{unit:k,moment:M}=g;return!!c.windows&&b.asks(M.w)?We(c,M):Ce(c,k,M)},get focus(){return f},get asks(){return b.on?O():void 0},get lanes(){return c.C>1}},e),b=ye(r,{question(k){let M=X(c,k),v=dt(c,M.k,M.q,M.i,M.j);return{name:ht(c,M),value:v,text:it(v)}},reveal(){B(),g.tellState()},next:()=>g.seekWindow(w.w+1)}),O=()=>!!c.windows&&b.asks(w.w),T=()=>O()?[{w:w.w,t:-1},"tap"]:[w,g.unit];function P(k,M={}){let v=c===null,S=!zt(d,k);S&&A(k),g.grant(M,S),S&&Number.isInteger(M.step)&&(f=X(c,g.moment.w).k),Number.isInteger(M.focus)&&(f=J(M.focus,c.C-1)),M.predict!==void 0&&b.set(M.predict),g.limit(),S&&(w=g.moment,x.set(w),v||g.reportSoon()),E(S),M.predict!==void 0&&!S&&B(),H(),g.tellState(),g.wake()}function A(k){d=k,c=be(d),g.load(Te(c)),f=J(f,c.C-1),h=null,yt(),b.reset()}function H(){b.show(w.w),O()&&g.pause()}function E(k=!1){let{scale:M}=ct,v=Math.floor(i.scene.clientWidth/M);if(!v||!c)return;let S=v<Dt;r.classList.toggle("dw-narrow",S),S||(i.scene.style.height="");let K=S?0:Math.floor(i.scene.clientHeight/M),L=Math.min(window.devicePixelRatio||1,3)*M,p=we(r),$=[v,K,L,f,p].join();if(!k&&u?.key===$)return;let C=u?.look===p?u.theme:ge(r,s);u=on(c,C,{width:v,height:K,scale:M},L,f,s),Object.assign(u,{key:$,look:p}),S&&(i.scene.style.height=`${u.scene.height*M}px`);for(let{canvas:W}of[a,s])W.width=Math.round(v*L),W.height=Math.round(u.scene.height*L),W.style.width=M>1?`${W.width*M/L}px`:"",W.style.height=M>1?`${W.height*M/L}px`:"";Y(),B(),ot()}function Y(){let{lanes:k}=u.scene;i.lanes.style.transform=ct.scale>1?`scale(${ct.scale})`:"";let M=k.some(v=>!v.big);for(;i.lanes.children.length>k.length;)i.lanes.lastChild.remove();for(let v of k){let S=i.lanes.children[v.k]??i.lanes.appendChild(document.createElement("button"));S.type="button",S.className="dw-lane",S.dataset.k=v.k,S.textContent=`channel ${v.k}`,S.disabled=!M,S.title=M&&!v.big?"make this lane the large one":"",S.setAttribute("aria-pressed",String(v.k===f)),S.style.left=`${v.name.x-4}px`,S.style.top=`${v.name.y}px`,S.style.color=_(Q(u.theme,v.k).text)}}function B(){u&&sn(a,u,...T(),R())}function ot(k=1){u&&cn(s,u,g.moment,g.unit,{visual:x.place,hover:h,arrival:k})}function at({w:k,t:M}){if(!c.windows)return{row:0,column:0,a:0,b:0};let{row:v,column:S}=ft(c,X(c,k),0);return{row:v,column:S,a:Math.floor(M/c.KW),b:M%c.KW}}function q(k){w=k,h&&m!==D(h)&&pt(),B(),ot(),H()}function Z(k){k===f||k<0||k>=c.C||(f=k,h=null,yt(),E(),g.reportSoon())}function F(k){let M=i.scene.getBoundingClientRect(),{scale:v}=ct,S=(k.clientX-M.left)/v,K=(k.clientY-M.top)/v,L=kt=>S>=kt.x&&K>=kt.y&&S<kt.x+kt.width&&K<kt.y+kt.height,p=u?.scene.lanes.find(L),$=p?.views.find(L);if(!$)return{x:S,y:K,lane:p,cell:null};let C=J(Math.floor((K-$.y)/$.ch),$.rows-1),W=J(Math.floor((S-$.x)/$.cw),$.cols-1),{kind:nt,k:lt,q:wt}=$;if(nt!=="patch")return{x:S,y:K,lane:p,cell:{kind:nt,k:lt,q:wt,row:C,column:W}};let bt=ft(c,X(c,w.w),C*c.KW+W);return{x:S,y:K,lane:p,cell:{kind:"input",k:lt,q:wt,...bt}}}let tt=(k,M)=>{let[v,S]=T();return Nt(c,S,v,k,M)},D=({kind:k,k:M,q:v,row:S,column:K})=>k==="output"&&S*c.OW+K<tt(M,v);function R(){if(!h||g.playing||!D(h))return null;let k=te(c,{i:h.row,j:h.column,k:h.k,q:h.q});return g.unit==="window"&&k===w.w?null:k}function I(k){let{x:M,y:v,lane:S,cell:K}=F(k);i.scene.classList.toggle("dw-pointing",K?.kind==="output"||!!(S&&!S.big)),G(K),K&&ut(M,v)}function G(k){if(Or(k,h))return;let M=R();h=k,R()!==M&&B(),x.moving||ot(),h?pt():yt()}function mt(k){I(k);let{lane:M,cell:v}=F(k);v?.kind==="output"&&g.seekWindow(te(c,{i:v.row,j:v.column,k:v.k,q:v.q})),M&&Z(M.k),k.pointerType==="touch"&&v?.kind==="output"&&G(null)}function pt(){m=D(h);let[k,...M]=Ae(c,...T().reverse(),h),v=(S,K)=>Object.assign(document.createElement(S),{textContent:K});i.tip.replaceChildren(v("b",k),...M.map(S=>v("span",S))),i.tip.hidden=!1,y={width:i.tip.offsetWidth,height:i.tip.offsetHeight}}function ut(k,M){let{scene:v}=u,S=k+16+y.width>v.width?k-16-y.width:k+16,K=M+20+y.height>v.height?M-14-y.height:M+20,{scale:L}=ct,[p,$]=[S,K].map(C=>Math.round(Math.max(0,C)*L));i.tip.style.transform=`translate(${p}px, ${$}px) scale(${L})`}function yt(){i.tip.hidden=!0}function et(k,M,v){k.addEventListener(M,v,{signal:l.signal})}et(i.lanes,"click",({target:k})=>k.dataset.k&&Z(Number(k.dataset.k))),et(s.canvas,"pointermove",k=>k.pointerType!=="touch"&&I(k)),et(s.canvas,"pointerleave",k=>k.pointerType!=="touch"&&G(null)),et(s.canvas,"click",mt),et(matchMedia("(prefers-color-scheme: dark)"),"change",()=>E()),document.fonts&&et(document.fonts,"loadingdone",()=>E(!0));let ct=fn(r,{resize:()=>E(),onNext:n&&(k=>{Z(0),n(k)})}),Ot=new ResizeObserver(()=>E());return Ot.observe(i.scene),r.dwPlayer={update:P,seek:g.seek,play:g.play,pause:g.pause,moment:g.said,settled:()=>g.settled,where(k,{k:M=0,q:v=0,row:S=0,column:K=0}={}){let L=i.scene.getBoundingClientRect(),{x:p,y:$,width:C,height:W}=z(N(u.scene.lanes[M],k)[v],S,K),{scale:nt}=ct;return{x:L.left+nt*(p+C/2),y:L.top+nt*($+W/2)}},worstContrast:()=>xe(u.theme,s),destroy(){l.abort(),Ot.disconnect(),b.destroy(),ct.destroy(),g.destroy()}},r.dwPlayer}function wn(t){let e=new CSSStyleSheet;return e.replaceSync(t),n=>{let{adoptedStyleSheets:r}=n.getRootNode();r.includes(e)||r.push(e)}}var he=new WeakMap,Kt=null,gn=(t,e,n=wn(e))=>({data:r,parentElement:o,setStateValue:i,setTriggerValue:a})=>{let s=r instanceof Uint8Array?r:new Uint8Array(r),l=new DataView(s.buffer,s.byteOffset).getUint32(0,!0),d=JSON.parse(new TextDecoder().decode(s.subarray(4,4+l))),c=he.get(o);c||(n(o),c={calls:0,received:{},reports:[]},c.player=t(o,{onSeek:h=>Wr(c,h),onNext:h=>c.ask("next",h)}),he.set(o,c));let u=++c.calls,f=s.slice(4+l);Object.assign(c,{send:i,ask:a});let w=Ar(c,d);return c.player.update(f,u===1?{...w,...Cr(f,d)}:w),()=>{let{player:h,reports:m}=c;Kt={payload:f,at:h.moment(),known:m.at(-1)?.step??d.step},setTimeout(()=>mn(c,u,o),250)}};function Cr(t,{step:e,stretch:n}){return Kt&&!n&&e===Kt.known&&zt(Kt.payload,t)?Kt.at:{}}function mn(t,e,n){if(t.calls===e){if(n.isConnected){setTimeout(()=>mn(t,e,n),1e3);return}t.player.destroy(),he.delete(n)}}function Wr(t,e){let n=t.reports.at(-1);n&&Object.keys(e).every(r=>e[r]===n[r])||(t.reports=[...t.reports.slice(-20),e],t.send("at",e))}function Ar(t,e){let n=(a,s)=>String(t.received[a])===String(s),r=(a,s)=>t.reports.some(l=>l[a]===s),o=Object.entries(e).filter(([a,s])=>!n(a,s)&&!r(a,s)&&(a!=="playing"||t.calls===1));t.received=e;let i=t.reports.at(-1);return i&&i.step===e.step&&(t.reports=[i]),Object.fromEntries(o)}var po=gn(pn,pe);export{pn as createPlayer,po as default};
