// Made by tests/js/bundle.mjs; edit what it is made from.
var se=`/* The player's frame; everything inside the scene is drawn by player.js. Streamlit sets the --st-*
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
`;var ze=["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],Fe="#6b7280",Ge="#4a5578",qe="#a3a09a";function Tt(t,n){n.fillStyle="#000",n.fillStyle=t.trim();let o=n.fillStyle;return o[0]!=="#"?o.match(/[\d.]+/g).slice(0,3).map(Number):[1,3,5].map(e=>parseInt(o.slice(e,e+2),16))}var it=(t,n,o)=>t.map((e,r)=>e+(n[r]-e)*o),X=(t,n=1)=>`rgba(${t.map(Math.round).join(",")},${n})`;function Vt(t){let[n,o,e]=t.map(r=>{let s=r/255;return s<=.04045?s/12.92:((s+.055)/1.055)**2.4});return .2126*n+.7152*o+.0722*e}function Yt(t,n){let[o,e]=[Vt(t),Vt(n)].sort((r,s)=>r-s);return(e+.05)/(o+.05)}function Ut(t,n,o,e){for(let r=0;r<1;r+=.05){let s=it(t,o,r);if(Yt(s,n)>=e)return s}return o}function It(t,n,o,e){let r=e;for(;r>.2&&Yt(it(n,t,r),o)<4.6;)r-=.02;let s=Array.from({length:256},(a,i)=>{let d=i?r*(.1+.9*i/255):0;return it(n,t,d).map(Math.round)});return{css:s.map(a=>X(a)),pixels:Uint32Array.from(s,([a,i,d])=>255<<24|d<<16|i<<8|a)}}var Ue=["--dw-paper","--dw-ink","--dw-text-font","--dw-code-font"];function ie(t){let n=getComputedStyle(t);return Ue.map(o=>n.getPropertyValue(o)).join("|")}function ae(t,n){let o=getComputedStyle(t),e=c=>Tt(o.getPropertyValue(c),n),r=e("--dw-paper"),s=e("--dw-ink"),a=Vt(r)<.2,i=It(Tt(Fe,n),r,s,a?.72:.62),d=ze.map(c=>{let p=Tt(c,n);return{positive:It(p,r,s,a?.72:.68),negative:i,stroke:Ut(p,r,s,a?5:3.1),text:Ut(p,it(r,s,.03),s,4.6)}}),l={positive:It(Tt(Ge,n),r,s,a?.8:.62),negative:It(Tt(qe,n),r,s,a?.5:.6),stroke:it(s,r,.1),text:s};return{paper:r,ink:s,dark:a,lanes:d,sums:l,panel:it(r,s,a?.035:.018),line:it(r,s,.14),grid:it(r,s,a?.16:.1),empty:it(r,s,a?.075:.045),muted:Ut(it(r,s,.55),r,s,4.8),textFont:o.getPropertyValue("--dw-text-font"),codeFont:o.getPropertyValue("--dw-code-font")}}var nt=(t,n)=>n===null?t.sums:t.lanes[n%t.lanes.length];function Xt(t,n){return!t||!n?0:Math.max(1,Math.round(Math.min(Math.abs(t)/n,1)*255))}function Nt(t,n,o,e){let{positive:r,negative:s}=nt(t,n);return(o>0?r:s).css[Xt(o,e)]}function ce(t,n){let o=6*n,e=new OffscreenCanvas(o,o),r=e.getContext("2d");r.fillStyle=X(t.panel),r.fillRect(0,0,o,o),r.strokeStyle=X(it(t.paper,t.ink,t.dark?.24:.17)),r.lineWidth=1.1*n,r.beginPath();for(let a of[-o,0,o])r.moveTo(a-1,o+1),r.lineTo(a+o+1,-1);r.stroke();let s=r.createPattern(e,"repeat");return s.setTransform(new DOMMatrix().scale(1/n)),s}function le({lanes:t,sums:n,ink:o},e){let r=[...t,n].flatMap(({positive:s,negative:a})=>[s,a]);return Math.min(...r.map(({css:s})=>Yt(Tt(s.at(-1),e),o)))}var Ve={"<f4":Float32Array,"<f8":Float64Array};function ue(t){let o=new DataView(t.buffer,t.byteOffset,t.byteLength).getUint32(4,!0),e=JSON.parse(new TextDecoder().decode(t.subarray(8,8+o))),r={};for(let[v,{dtype:$,shape:O,offset:G}]of Object.entries(e.arrays)){let T=Ve[$],B=O.reduce((N,j)=>N*j,1),W=8+o+G;r[v]=new T(t.slice(W,W+B*T.BYTES_PER_ELEMENT).buffer)}let[[s,a],[i,d]]=e.pads,[l,c]=e.input,[p,h]=e.kernel,[w,f]=e.output,x=e.channels,M=e.multiplier;return{header:e,values:r,C:x,M,H:l,W:c,KH:p,KW:h,OH:w,OW:f,top:s,left:i,PH:s+l+a,PW:i+c+d,sh:e.stride[0],sw:e.stride[1],dh:e.dilation[0],dw:e.dilation[1],T:p*h,windows:w*f*x*M,q0:e.captions?.q??0}}function Mt(t,n,o,e){let r=o-t.top,s=e-t.left;return r<0||s<0||r>=t.H||s>=t.W?null:t.values.input[(n*t.H+r)*t.W+s]}function Dt(t,n){if(!t||t.length!==n.length)return!1;for(let o=0;o<t.length;o++)if(t[o]!==n[o])return!1;return!0}var de=["tap","window","pixel"];function yt(t,{i:n,j:o},e){return{row:n*t.sh+Math.floor(e/t.KW)*t.dh,column:o*t.sw+e%t.KW*t.dw}}var jt="−";function Bt(t,n,o){let{largest:e,whole:r,negative:s}=t.header;return Ye(e[n]??0,r[n]??!1,s[n],o)}function Ye(t,n,o,e){let r=Je(t),s=r>=(n?7:6)||r<-3,a=n?0:Math.max(0,Math.min(e-1-r,e)),i={scientific:s,decimals:a,digits:e};return i.chars=Xe(i,r,o),i}function Xe({scientific:t,decimals:n,digits:o},e,r){let s=n?n+1:0;return(r?1:0)+(t?o+4:Math.max(e,0)+1+s)}var Je=t=>t>0?Math.floor(Math.log10(t)):0;function mt(t,{scientific:n,decimals:o,digits:e,even:r=!1}){let s;return Number.isNaN(t)?"NaN":Number.isFinite(t)?(n&&!(Number.isInteger(t)&&Math.abs(t)<1e4)?s=t.toExponential(e-1).replace("e+","e"):Number.isInteger(t)&&!(r&&t)?s=String(t):(s=t.toFixed(o),Number(s)===0&&(s=s.replace("-",""))),s.replaceAll("-",jt)):t>0?"∞":jt+"∞"}function he(t,n,o=!0){return`${t}·${o&&n.startsWith(jt)?`(${n})`:n}`}function dt(t,n=null){let o=Math.abs(t);if(Number.isInteger(t)&&o<1e12)return mt(t,{decimals:0});if(!Number.isFinite(t))return mt(t,{});if(o>=1e7||o<1e-4)return mt(t,{scientific:!0,digits:4});if(n?.exact)return mt(t,n);let e=Math.min(3-Math.floor(Math.log10(o)),7);return mt(t,{decimals:Math.max(e,n?.decimals??0)})}function St(t,n=null){let o=dt(t,n),e=Number(o.replaceAll(jt,"-"));return`${Number.isNaN(e)||e===t||Math.fround(e)===t?"=":"≈"} ${o}`}function lt(t,n,o){return{x:t.x+o*t.cw,y:t.y+n*t.ch,width:t.cw,height:t.ch}}function fe(t){let n=new DataView(t.buffer,t.byteOffset).getUint32(0,!0),o=JSON.parse(new TextDecoder().decode(t.subarray(4,4+n))),e=4+n,r=o.tracks.map((s,a)=>{let i=ue(t.subarray(e,e+s.length));e+=s.length;let{filters:d,groups:l}=i.header,c=i.C/l,p=i.KH*i.KW;return{...i,...s,side:a,N:d,G:l,S:c,K:p,T:c*p,windows:i.OH*i.OW*d}});return{header:o,tracks:r,inTurn:o.order==="in turn",feeds:r[1].kind==="pointwise"}}function pe({tracks:t,inTurn:n}){let[o,e]=t,r=o.OH*o.OW,s=n?[...Array(o.N).fill(o.T),...Array(e.N).fill(e.T)]:Array(o.N).fill(Math.max(o.T,e.T)),a=[0];for(let l of s)a.push(a.at(-1)+l);let i=a.at(-1),d=s.length;return{windows:o.windows&&e.windows?r*d:0,rows:o.OH,taps:o.header.taps&&e.header.taps,whyNoTaps:o.header.why_no_taps||e.header.why_no_taps,count:l=>r*{tap:i,window:d,pixel:1}[l],stepOf(l,{w:c,t:p}){let h=Math.floor(c/d);return{tap:h*i+a[c%d]+p,window:c,pixel:h}[l]},momentAt(l,c){if(l==="window")return{w:c,t:0};if(l==="pixel")return{w:c*d,t:0};let p=Math.floor(c/i),h=c%i,w=a.findLastIndex(f=>f<=h);return{w:p*d+w,t:h-a[w]}},lastTap:l=>s[l%d]-1}}function Jt({tracks:t,inTurn:n},{side:o,OW:e,N:r},s,a,i){let[d,l]=t,c=a*e+i;return n?c*(d.N+l.N)+(o?d.N:0)+s:c*r+s}function Et({tracks:t,inTurn:n},o,e,{w:r,t:s}){let{N:a,T:i,OW:d,side:l}=o,c=n?t[0].N+t[1].N:a,p=Math.floor(r/c),h=r%c,w=n&&l?h-t[0].N:h,f=e==="tap"?Math.min(s,i-1):i-1,x=!(e==="tap"&&s>f);e==="pixel"?[w,f,x]=[a-1,i-1,!0]:w<0?[w,f,x]=[0,-1,!1]:w>=a&&([w,f,x]=[a-1,i-1,!1]);let M=p*a+w,v=f===i-1,$={i:Math.floor(p/d),j:p%d};return{...$,n:w,g:Math.floor(w*o.G/a),window:M,t:f,works:x,done:v?M:M-1,macs:M*i+f+1,real:Qe(o,$,w,f)}}function Qe(t,{i:n,j:o},e,r){let{N:s,S:a,K:i,header:{real:[d,l]}}=t,c=(w,f)=>w.slice(0,f).reduce((x,M)=>x+M,0),h=(c(d,n)*c(l)+d[n]*c(l,o))*a*s+e*a*d[n]*l[o];h+=Math.floor((r+1)/i)*d[n]*l[o];for(let w=0;w<(r+1)%i;w++){let{row:f,column:x}=yt(t,{i:n,j:o},w);Mt(t,0,f,x)!==null&&(h+=1)}return h}var kt=({N:t},{done:n},o)=>Math.floor((n-o)/t)+1,zt=({values:t,S:n,KH:o,KW:e},r,s,a,i)=>t.filter[((r*n+s)*o+a)*e+i],Ct=({values:t,OH:n,OW:o},e,r,s)=>t.output[(e*n+r)*o+s];function ht({N:t,G:n,S:o},e){let r=Math.floor(e*n/t)*o;return Array.from({length:o},(s,a)=>r+a)}var Ze=new Intl.NumberFormat("en"),$t=t=>Ze.format(t),vt=(t,{n,t:o})=>ht(t,n)[Math.max(0,Math.floor(o/t.K))];function we(t,n,o,e){if(!n.windows)return"One of the two has no output, so there is nothing to show.";let r=t.tracks.map(p=>Et(t,p,o,e)),{i:s,j:a}=r[0],i=`Step ${n.stepOf(o,e)+1} of ${n.count(o)}`,d=t.tracks.map((p,h)=>{let{n:w,window:f,t:x,works:M,macs:v}=r[h],$=`${$t(v)} of ${$t(p.macs)} multiply-accumulates`;if(o==="pixel")return`${p.title}: ${$}`;if(!M)return`${p.title} waits for its turn: ${$}`;let O=o==="tap"?`tap ${x+1} of ${p.T}, ${Qt(p,r[h])}, `:"",G=x<p.T-1?`running sum ${dt(p.values.sums[f*p.T+x])}`:`output channel ${w} ${St(Ct(p,w,s,a))}`;return`${p.title}: ${O}${G}, ${$}`}),c=n.stepOf(o,e)===n.count(o)-1&&t.header.ends?` ${t.header.ends}`:"";return`${i}: row ${s}, column ${a}. ${d.join(". ")}.${c}`}function Qt(t,n){let{T:o,K:e,KW:r,values:{products:s}}=t,a=Math.floor(n.t/e),i=n.t%e,{row:d,column:l}=yt(t,n,i),c=Mt(t,vt(t,n),d,l)??0,p=zt(t,n.n,a,Math.floor(i/r),i%r),h=St(s[n.window*o+n.t]);return`${he(dt(c),dt(p))} ${h}`}var Zt=({PH:t,PW:n,H:o,W:e})=>t>o||n>e,tn=t=>Zt(t)?"padded":"input";function ge(t,n,o){let{kind:e,sh:r,sw:s,dh:a,dw:i,KH:d,KW:l,N:c,G:p,S:h,C:w}=t,f=P=>P>1?`0…${P-1}`:"0",x=n==="tap"&&o.t>=0,M=n==="pixel",v=x?o.t%t.K:null,$=x?Math.floor(o.t/t.K):null,O=(P,H,Z)=>({letter:P,says:String(H),of:Z}),G=O("i",o.i,"place"),T=O("j",o.j,"place"),B=O("di",v===null?f(d):Math.floor(v/l),"place"),W=O("dj",v===null?f(l):v%l,"place"),N=(P,H)=>P>1?[`${P}·`,H]:[H],j=(P,H,Z)=>[P,H>1?`·${H}+`:"+",Z],Q=[...N(r,G),"+",...N(a,B),", ",...N(s,T),"+",...N(i,W)],z=({output:P,over:H,at:Z,channel:V,weight:ct})=>[["output[0, ",G,", ",T,", ",...P,"] = ",O("Σ",H,"sum")],[Zt(t)?O("padded[0, ","input + padding","what"):"input[0, ",...Z,", ",...V,"]"],[" · ",O("filter[",`(${t.filter.join(", ")})`,"what"),...ct,"]"]];if(e==="depthwise"){let P=c/w,H=O("k",M?f(w):o.g,"channel"),Z=O("q",M?f(P):o.n%P,"channel");return z({output:j(H,P,Z),over:"di, dj",at:Q,channel:[H],weight:[B,", ",W,", ",H,", ",Z]})}let K=O("k",M?f(c):o.n,"made"),A=O("q",$===null?f(h):$,"channel"),D=O("g",M?f(p):o.g,"channel"),rt=p===1?[A]:h===1?[D]:j(D,h,A),tt=h===1&&p>1?"0":A;return z(e==="pointwise"?{output:[K],over:"q",at:[G,", ",T],channel:rt,weight:["0, 0, ",tt,", ",K]}:{output:[K],over:tt===A?"di, dj, q":"di, dj",at:Q,channel:rt,weight:[B,", ",W,", ",tt,", ",K]})}function me({tracks:[t],feeds:n}){let o="A row is an input channel, a column of filter slices makes one output channel. ";return n?`${o}On the right the outputs of the left are the inputs.`:t.C>1?`${o}Both sides have the same input and as many outputs.`:`${o}With one channel there is nothing to sum over: both are the same.`}function xe({kind:t,G:n,S:o}){return t==="depthwise"?"k: input channel, q: which of its filters":n===1?"k: output channel, q: input channel":`k: output channel, g: its group${o>1?", q: channel in the group":", a single channel"}`}function ye({tracks:t,feeds:n},o,{side:e,kind:r,k:s,n:a,s:i,row:d,column:l}){let c=t[e],p=o[e];if(r==="output"){let N=d*c.OW+l<kt(c,p,a)?St(Ct(c,a,d,l)):"to come",[j,...Q]=ht(c,a),z=Q.length?`channels ${j} to ${Q.at(-1)}`:`channel ${j} alone`;return[`output[0, ${d}, ${l}, ${a}] ${N}`,`a sum over ${z}`,"click to go there"]}if(r==="slice"){let W=dt(zt(c,a,i,d,l)),N=c.kind==="depthwise"?[s,a%(c.N/c.C)]:[i,a];return[`filter[${[d,l,...N].join(", ")}] = ${W}`,`meets channel ${s}, for output ${a}`]}let h=Mt(c,s,d,l),w=c.N/c.G,f=Math.floor(s/c.S)*w,[x,M]=c.header.reached,v=w>1?`outputs ${f} to ${f+w-1} use it`:`output ${f} uses it`,$=x[d]&&M[l]?v:"no window reaches it",G=!(n&&e)||d*c.OW+l<kt(t[0],o[0],s)?`= ${dt(h??0)}`:"to come",T=`${tn(c)}[0, ${d}, ${l}, ${s}] ${G}`;if(!Zt(c))return[T,$];let B=`input[0, ${d-c.top}, ${l-c.left}, ${s}]`;return[T,h===null?"padding, not in the input":`in the input itself ${B}`,$]}function Ft(t,n){return new OffscreenCanvas(Math.max(1,Math.round(t)),Math.max(1,Math.round(n)))}function gt(t,n,o,e,r,s){let{size:a=13,weight:i=400,colour:d=n.muted,align:l="left"}=s,{code:c=!1,base:p=!1}=s;t.font=`${i} ${a}px ${c?n.codeFont:n.textFont}`,t.fillStyle=X(d),t.textAlign=l,t.textBaseline=p?"alphabetic":"middle",t.fillText(o,e,r)}function st(t,{x:n,y:o,width:e,height:r},s,a,i=[]){t.strokeStyle=X(a),t.lineWidth=s,t.setLineDash(i),t.strokeRect(n,o,e,r),t.setLineDash([])}function At(t,{x:n,y:o,width:e,height:r},s,{fill:a,line:i=0,colour:d,dash:l=[]}){t.beginPath(),t.roundRect(n,o,e,r,Math.max(0,Math.min(s,e/2,r/2))),a&&(t.fillStyle=a,t.fill()),i&&(t.strokeStyle=X(d),t.lineWidth=i,t.setLineDash(l),t.stroke(),t.setLineDash([]))}function ft({x:t,y:n,width:o,height:e},r){return{x:t-r,y:n-r,width:o+2*r,height:e+2*r}}var Gt=({x:t,y:n,width:o,height:e})=>({x:t+o/2,y:n+e/2});function be({theme:t,hatch:n,dpr:o},e,r,s){let a=Ft(e.width*o,e.height*o),i=a.getContext("2d");if(e.cw*o<6||e.rows*e.cols>3e3)return nn(i,{theme:t,hatch:n},e,r,s),a;i.scale(o,o);let d={...e,x:0,y:0};for(let l=0;l<e.rows;l++)for(let c=0;c<e.cols;c++){let p=lt(d,l,c);en(i,{theme:t,hatch:n},e,p,r(l,c),s)}return a}function en(t,{theme:n,hatch:o},e,r,s,a){let i=s===null;if(t.fillStyle=i?o:Nt(n,e.k,s,a),t.fillRect(r.x,r.y,r.width,r.height),st(t,ft(r,-.5),1,n.grid),!e.font)return;let{x:d,y:l}=Gt(r);gt(t,n,i?"0":mt(s,e.format),d,l+e.font*.04,{size:e.font,weight:500,colour:i?n.muted:n.ink,align:"center"})}function nn(t,{theme:n,hatch:o},e,r,s){let{width:a,height:i}=t.canvas,{positive:d,negative:l}=nt(n,e.k),c=new ImageData(e.cols,e.rows),p=new Uint32Array(c.data.buffer);for(let w=0,f=0;w<e.rows;w++)for(let x=0;x<e.cols;x++,f++){let M=r(w,x);M!==null&&(p[f]=(M>0?d:l).pixels[Xt(M,s)])}let h=Ft(e.cols,e.rows);h.getContext("2d").putImageData(c,0,0),t.fillStyle=o,t.fillRect(0,0,a,i),t.imageSmoothingEnabled=a<e.cols,t.imageSmoothingQuality="high",t.drawImage(h,0,0,a,i)}function Me(t,n,o,e){let[r,s]=o.header.reached;if(!r.includes(0)&&!s.includes(0))return;let{width:a,height:i}=t.canvas,d=i/e.rows,l=a/e.cols;t.setTransform(1,0,0,1,0,0),t.fillStyle=X(n.panel,.68),r.forEach((c,p)=>c||t.fillRect(0,p*d,a,d)),s.forEach((c,p)=>c||t.fillRect(p*l,0,l,i))}function ke(t,n,o,e,r){if(r<=0)return;let s=o.height/e.rows,a=o.width/e.cols,i=Math.floor(r/e.cols),d=r%e.cols,l=(p,h,w)=>{if(h<1||w<1)return;let f={x:e.x,y:e.y+p/n,width:h/n,height:w/n};t.drawImage(o,0,p,h,w,f.x,f.y,f.width,f.height)},c=Math.round(i*s);l(0,o.width,c),l(c,Math.round(d*a),Math.round((i+1)*s)-c)}function $e(t,n,{x:o,y:e,width:r,height:s,rows:a,cols:i,cw:d,ch:l}){if(t.fillStyle=X(n.empty),t.fillRect(o,e,r,s),!(l<5)){t.fillStyle=X(n.grid);for(let c=0;c<=a;c++)t.fillRect(o,e+c*l-.5,r,1);for(let c=0;c<=i;c++)t.fillRect(o+c*d-.5,e,1,s)}}var ne=760,Se=440,te=18,ve=32,qt=6,Wt=6,Rt=[14,12,32],on=9,rn=1.6,sn=.46,an=44,ee=18,cn=48,ln=22,un=120,dn=440;function hn(t,n,o,e){let r=n.width<ne,s={...n,tracks:[]},a=0,i=r?n.width:(n.width-te)/2,d=r?62:37,l=i>=Se?66:r?134:84,c=t.tracks.map(h=>fn(h,i,r?110:.2*n.height)),p=Math.max(...c.map(({height:h})=>h));for(let h of t.tracks){let w={...c[h.side],...r?{}:{height:p}},f=8+w.height+6+l,x=r?Math.min(un*h.C,dn):n.height-d-f,M=gn(h,{x:r?0:h.side*(i+te),y:a+d,width:i,height:x},o[h.side],r,e),{box:v}=M,$=v.y+v.height;s.tracks.push(Object.assign(M,{head:{...v,y:a,height:d},strip:{...w,x:v.x,y:$+8,width:i},formula:{...v,y:$+f-l,height:l}})),r&&(a=$+f+te)}return r&&(s.height=a),s}function fn({S:t,KW:n,KH:o,values:e},r,s){let a=r<Se?124:152,i=t>8?3:8,d=(r-a-32-(t-1)*i)/(t*n),l=Math.max(2,Math.min(cn,d,1.3*s/o)),c=Math.min(l,ln,s/o),p=e.products?o*c:0;return{words:a,gap:i,tile:l,high:c,height:Math.max(80,p+(t>1?28:16))}}function pn(t,n,o,e){let r=(n+qt)/t-qt,s=e(r),a=Math.min(40,sn*n/(t-1)),i=Math.min(qt,.2*a),d=n-a*(t-1),l=e(d);if(t===1||s.cell>=on||l.cell<rn*s.cell){let w={...s,height:o?Math.min(r,s.used):r};return{equal:!0,gap:qt,large:w,small:w}}let c=Math.min(d,l.used),p=o?a-i:(n-c)/(t-1)-i,h=e(p+.8*Wt);return{equal:!1,gap:i,large:{...l,height:c},small:{...h,height:p}}}function wn({N:t,G:n,S:o,PH:e,PW:r,OH:s,OW:a},i,d,l){let c=Math.ceil(t/n/o),p=a*s>1?6:3,h=null;for(let w=c;w>0;w--){let f=Math.ceil(c/w),x=l.snapCell(Math.max(.2,Math.min((d-Wt)/e,(d-Wt-(f-1)*p)/(f*s),(i-(w-1)*p)/(r+w*a),an)));h&&x<=1.1*h.cell||(h={across:c,between:p,perLine:w,cell:x,width:w*(a*x+p)-p,used:Math.max(e*x,f*(s*x+p)-p)+Wt})}return h}function gn(t,n,o,e,r){let{C:s,G:a,S:i,N:d,PH:l,PW:c,OH:p,OW:h,KH:w,KW:f}=t,x=n.width-ve-10,M=Math.min(3,24/d),v=Rt[0]+Rt[1]+Rt[2],$=x-v-Math.min(.34*x,f*ee+d*(2*f+M)),{equal:O,gap:G,large:T,small:B}=pn(s,n.height,e,E=>wn(t,$,E,r)),W=[];for(let E=0,L=n.y;E<s;E++){let U=O||E===o,_=U?T:B;W.push({..._,k:E,large:U,y:L,middle:L+_.height/2}),L+=_.height+G}n={...n,height:W.at(-1).y+W.at(-1).height-n.y};let N=Math.max(...W.map(({width:E})=>E)),j=x-c*T.cell-N-v,Q=Math.min(B.height,T.height-Wt),z=(E,L,U)=>Math.min(Q/w,(E/d-L)/f,U),K=z(j,8,36),A=0,D=8;if(d>1&&(K<ee||!O)){let E=Math.max(ee,T.cell);A=Math.min((T.height-Wt)/w,.6*j/f,E),A=r.snapCell(Math.max(.2,A)),K=z(j-f*A,M,12),D=M}K=r.snapCell(Math.max(.2,K));let rt=f*K+D,tt=d*rt-D,xt=1+(j-tt-f*A)/v,P=n.x+ve,H=P+c*T.cell+xt*Rt[0],Z=H+tt,V=Z+xt*Rt[1],ct=A?V+f*A:Z,ut=P+x-N,q={track:t,box:n,rows:W,views:[],focused:!O},ot=(E,L,U,_,Y,pt,y)=>{let m={kind:E,x:r.snap(U),y:r.snap(_),rows:Y,cols:pt,cw:y,ch:y,...L};Object.assign(m,{width:pt*y,height:Y*y}),q.views.push(Object.assign(m,mn(t,E,y,r)))};q.lanes=Array.from({length:a},(E,L)=>{let U=W[L*i],_=W[L*i+i-1];return{x:n.x,y:U.y,width:n.width,height:_.y+_.height-U.y}});for(let{k:E,large:L,middle:U,cell:_}of W){let Y=t.hues[E];ot("input",{k:E,hue:Y},P+c*(T.cell-_)/2,U-l*_/2,l,c,_),A&&L&&ot("enlarged",{k:E,hue:Y},V,U-w*A/2,w,f,A)}for(let E=0;E<d;E++){let L=Math.floor(E*a/d),U=E-L*d/a,_=H+E*rt;for(let{k:S,middle:R}of W){let I=R-w*K/2,F=S-L*i;F>=0&&F<i?ot("slice",{k:S,n:E,s:F,hue:t.hues[S]},_,I,w,f,K):q.views.push({kind:"nothing",k:S,n:E,x:_,y:I,width:f*K,height:w*K})}let{middle:Y,across:pt,perLine:y,between:m,cell:u,width:g}=W[L*i+Math.floor(U/T.across)],b=U%pt,k=Math.ceil(pt/y),C=Y-(k*(p*u+m)-m)/2;ot("output",{n:E,hue:i===1?t.hues[L]:null},ut+(N-g)/2+b%y*(h*u+m),C+Math.floor(b/y)*(p*u+m),p,h,u)}q.columns={bank:H,filterEnd:ct,output:ut};let et=E=>q.views.filter(L=>L.kind===E);return q.inputs=et("input"),q.outputs=et("output"),q.slices=q.outputs.map(({n:E})=>et("slice").filter(L=>L.n===E)),q.enlarged=et("enlarged"),q.front=Oe([...et("slice"),...q.outputs]),q.frontEnlarged=Oe(q.enlarged),q}function Oe(t){let n=new Path2D;n.rect(0,0,1e5,1e5);for(let{x:o,y:e,width:r,height:s}of t)n.rect(o-1,e-1,r+2,s+2);return n}function mn(t,n,o,e){let r=n==="slice"||n==="enlarged"?"filter":n;for(let s of[3,2]){let a=Bt(t,r,s),i=Math.min(o*.58,(o-3)/(a.chars*e.digit),24);if(i>=8.5)return{font:i,format:a}}return{font:0,format:null}}var xn=new Set(["input","slice","output"]);function Ee(t,n,o,e,r,s){s.font=`500 100px ${n.textFont}`;let a=s.measureText("0").width/100,d=hn(t,o,e,{digit:a,snap:c=>Math.round(c*r)/r,snapCell:c=>c*r>=6?Math.floor(c*r)/r:c}),l={race:t,scene:d,theme:n,dpr:r,digit:a,hatch:ce(n,r),images:new Map};for(let{track:c,views:p}of d.tracks)for(let h of p)xn.has(h.kind)&&l.images.set(h,Ce(l,c,h));return l.still=Ft(d.width*r,d.height*r),yn(l.still.getContext("2d"),l),l}function Ce(t,n,o){let e={input:(a,i)=>Mt(n,o.k,a,i),output:(a,i)=>Ct(n,o.n,a,i)}[o.kind]??((a,i)=>zt(n,o.n,o.s,a,i)),r=n.header.largest[o.kind]??n.header.largest.filter,s=be(t,{...o,k:o.hue},e,r);return o.kind==="input"&&Me(s.getContext("2d"),t.theme,n,o),s}function yn(t,n){let{scene:o,theme:e,dpr:r,images:s}=n;t.setTransform(r,0,0,r,0,0);for(let a of o.tracks){for(let i of a.lanes)At(t,ft(i,-.5),6,{fill:X(e.panel),line:1,colour:e.line});for(let{k:i,y:d,height:l,large:c}of a.rows){let{stroke:p,text:h}=nt(e,a.track.hues[i]);t.fillStyle=X(p),t.fillRect(a.box.x,d+1,5,l-2),l>=11&&gt(t,e,`${i}`,a.box.x+12,d+l/2,{size:c?16:12,weight:650,colour:h})}for(let i of a.views)Ae(n,a,i)?$e(t,e,i):i.kind==="nothing"?bn(t,e,i):s.has(i)&&t.drawImage(s.get(i),i.x,i.y,i.width,i.height);At(t,ft(a.strip,-.5),6,{line:1,colour:e.line})}}var Ae=({race:t},{track:n},{kind:o})=>o==="output"||o==="input"&&t.feeds&&n.side===1;function bn(t,n,o){if(o.width<5)return;let{x:e,y:r}=Gt(o);t.fillStyle=X(n.line),t.fillRect(e-1,r-1,2,2)}function We(t,n,o,e,r){let{scene:s,still:a,dpr:i,images:d}=n;t.setTransform(1,0,0,1,0,0),t.clearRect(0,0,t.canvas.width,t.canvas.height),t.drawImage(a,0,0),t.setTransform(i,0,0,i,0,0),s.tracks.forEach((l,c)=>{let{track:p}=l,h=e[c];for(let f of l.views){if(!Ae(n,l,f))continue;let x=f.kind==="output"?kt(p,h,f.n):kt(n.race.tracks[0],e[0],f.k);ke(t,i,d.get(f),f,x)}let w=r?.side===c?r:null;o!=="pixel"&&h.works&&kn(t,n,l,h),o==="pixel"&&!w?vn(t,n,l,h):$n(t,n,l,w??h,o==="tap"&&!w)})}var Mn=["single products are too many","to send at this size"];function kn(t,n,{track:o,enlarged:e},{n:r}){for(let s of e){let a=ht(o,r).indexOf(s.k);a>=0&&t.drawImage(Ce(n,o,{...s,n:r,s:a}),s.x,s.y,s.width,s.height)}}function $n(t,n,o,e,r){let{theme:s,hatch:a,digit:i}=n,{track:d,strip:l}=o,{S:c,K:p,KW:h,T:w}=d,{products:f,sums:x}=d.values,{tile:M,high:v,gap:$}=l,O=l.y+8,G=n.race.feeds?"waits for its input":"waits for its turn",T=e.works===!1?e.t<0?G:"done, waits":"",B=(A,D,rt,tt)=>gt(t,s,A,l.x+l.width-12,D,{size:Math.min(rt,l.words/(A.length*i)),align:"right",...tt}),W=`output[0, ${e.i}, ${e.j}, ${e.n}]`;if(B(W,l.y+15,Math.min(13,l.words/(.62*W.length)),{weight:600,colour:s.ink,code:!0}),r&&!T&&f){let A=nt(s,d.hues[vt(d,e)]).text;B(Qt(d,e),l.y+35,18,{weight:650,colour:A})}else B(T||(c>1?`${w} products, ${c} channels`:`${w} products, one channel`),l.y+34,13);f||Mn.forEach((A,D)=>gt(t,s,A,l.x+12,l.y+26+18*D,{}));let N=Bt(d,"products",2),j=Math.min(v*.58,(M-3)/(N.chars*i),14);if(ht(d,e.n).forEach((A,D)=>{let rt=l.x+12+D*(h*M+$);for(let V=0;f&&V<p;V++){let ct=D*p+V,{row:ut,column:q}=yt(d,e,V),ot={x:rt+V%h*M,y:O+Math.floor(V/h)*v,width:M-1,height:v-1},et=ct<=e.t,E=Mt(d,A,ut,q)===null,L=et?f[e.window*w+ct]:null,U=E?a:et?Nt(s,d.hues[A],L,d.header.largest.products):X(s.panel),_=r&&ct===e.t;At(t,ot,3,{fill:U,line:_?2:1,colour:_?nt(s,d.hues[A]).stroke:s.grid}),et&&j>=8&&gt(t,s,mt(L,N),ot.x+ot.width/2,ot.y+ot.height/2+.5,{size:j,weight:500,colour:E?s.muted:s.ink,align:"center"})}let tt=Math.min(e.t,D*p+p-1);if(!f||c===1||tt<D*p||h*M<22)return;let P=(h*M>=80?"so far ":"Σ ")+dt(x[e.window*w+tt]),H=Math.min(13,(h*M+$-2)/(P.length*i));if(H<7.5)return;let Z=rt+h*M/2;gt(t,s,P,Z,O+d.KH*v+8,{size:H,align:"center"})}),e.t<0)return;let Q=e.t===w-1;if(!Q&&!x)return;let z=Q?St(Ct(d,e.n,e.i,e.j)):dt(x[e.window*w+e.t]),K=nt(s,c===1?d.hues[e.g]:null).text;B(z,l.y+(l.height+44)/2,28,{weight:700,colour:K})}function vn(t,n,o,{i:e,j:r}){let{theme:s,digit:a}=n,{track:i,strip:d}=o,{N:l,G:c,S:p}=i;gt(t,s,`output[0, ${e}, ${r}, :]`,d.x+12,d.y+15,{weight:600,colour:s.ink,code:!0});let h=l>12?2:1,w=Math.ceil(l/h),f=Math.min(64,(d.width-24)/w),x=Math.min(44,(d.height-38)/h);for(let M=0;M<l;M++){let v=p===1?i.hues[Math.floor(M*c/l)]:null,$=Ct(i,M,e,r),O={x:d.x+12+M%w*f,y:d.y+29+Math.floor(M/w)*x,width:f-3,height:x-3},G=Nt(s,v,$,i.header.largest.output);At(t,O,3,{fill:G,line:1,colour:nt(s,v).stroke});let T=dt($),B=Math.min(16,(O.width-4)/(T.length*a));B>=8&&gt(t,s,T,O.x+O.width/2,O.y+O.height/2+.5,{size:B,weight:600,colour:s.ink,align:"center"})}}function Ne(t,n,o,e,{visual:r,hover:s,arrival:a}){let{scene:i,dpr:d}=n;t.setTransform(d,0,0,d,0,0),t.clearRect(0,0,i.width,i.height),i.tracks.forEach((l,c)=>{let p=e[c],{track:h}=l,w=o==="pixel",f=w?null:new Set(ht(h,p.n)),x=yt(h,r,0);for(let v of l.inputs){let $=p.works&&(w||f.has(v.k));Re(t,n,h,v,x,$?2.5:1,nt(n.theme,v.hue).stroke)}if(!p.works)return;let M=w?Array.from({length:h.N},(v,$)=>$):[p.n];for(let v of M)On(t,n,l,{...p,n:v},w?.45*a:a,w);o==="tap"&&p.t>=0&&Tn(t,n,l,p,x)}),s&&Sn(t,n,s,e[s.side])}function Re(t,{theme:n},o,e,r,s,a,i=[]){let d=(h,w)=>(h-1)*w+1,l={...lt(e,r.row,r.column),width:d(o.KW,o.dw)*e.cw,height:d(o.KH,o.dh)*e.ch},c=e.ch<6?Math.min(s,1.5):s,p=o.dh>1&&o.KH>1||o.dw>1&&o.KW>1;if(p||st(t,ft(l,c/2+1),1,n.paper),st(t,l,p?1:c,a,p?[2,3]:i),!!p)for(let h=0;h<o.K;h++){let w=lt(e,r.row+Math.floor(h/o.KW)*o.dh,r.column+h%o.KW*o.dw);st(t,w,Math.min(c,Math.max(.75,e.ch/6)),a,i)}}var Te=({y:t,ch:n},o)=>t+Math.round((o-t)/n)*n;function On(t,n,o,{i:e,j:r,n:s},a,i){let{theme:d}=n,{track:l,columns:c}=o,p=o.outputs[s],h=lt(p,e,r),w=yt(l,{i:e,j:r},0),f=ht(l,s),x=f.length>1,M=nt(d,p.hue).stroke,v={x:h.x,y:Te(p,h.y+h.height/2)},$={x:c.output-14,y:v.y};t.save(),t.globalAlpha=a,t.save(),t.clip(o.front,"evenodd"),i||t.clip(o.frontEnlarged,"evenodd"),t.lineWidth=i?1:1.5;for(let[O,G]of f.entries()){let T=o.inputs[G],B=o.slices[s][O],W=lt(T,w.row,w.column),N=Gt(B),j={x:W.x+((l.KW-1)*l.dw+1)*T.cw,y:Te(T,W.y+((l.KH-1)*l.dh+1)*T.ch/2)};t.strokeStyle=X(nt(d,T.hue).stroke),t.beginPath(),t.moveTo(j.x,j.y);let Q=T.x+T.width+2,z=c.bank-4;t.lineTo(Q,j.y),t.bezierCurveTo((Q+z)/2,j.y,(Q+z)/2,N.y,z,N.y),t.lineTo(c.filterEnd+2,N.y);let K=x?{x:$.x-7,y:$.y}:{x:c.output-3,y:v.y},A=(c.filterEnd+2+K.x)/2;t.bezierCurveTo(A,N.y,A,K.y,K.x,K.y),x||t.lineTo(v.x,v.y),t.stroke()}if(x&&(t.strokeStyle=X(M),t.beginPath(),t.moveTo($.x+7,$.y),t.lineTo(v.x,v.y),t.stroke()),t.restore(),x&&!i&&(At(t,{x:$.x-7,y:$.y-7,width:14,height:14},7,{fill:X(d.paper),line:1.5,colour:M}),gt(t,d,"+",$.x,$.y+.5,{size:14,weight:700,colour:d.ink,align:"center"})),!i){for(let[O,G]of f.entries()){let T=o.slices[s][O];st(t,ft(T,T.ch<4?1:0),T.ch<4?1:2,nt(d,T.hue).stroke)}for(let O of o.enlarged)f.includes(O.k)&&st(t,O,2.5,nt(d,O.hue).stroke)}st(t,h.width<6?ft(h,2):h,i?1.5:2.5,M),t.restore()}var Le=({enlarged:t},n)=>t.find(o=>o.k===n);function Tn(t,n,o,e,{row:r,column:s}){let{theme:a}=n,{track:i}=o,d=Math.floor(e.t/i.K),l=e.t%i.K,c=vt(i,e),p=Math.floor(l/i.KW),h=l%i.KW,w=it(nt(a,i.hues[c]).stroke,a.ink,.35),f=[lt(o.inputs[c],r+p*i.dh,s+h*i.dw),lt(Le(o,c)??o.slices[e.n][d],p,h)];for(let x of f)st(t,x.width<5?ft(x,1.5):x,Math.min(3.5,Math.max(1.5,x.width/4)),w)}var Ot=[5,3];function Sn(t,n,{side:o,kind:e,k:r,n:s,s:a,row:i,column:d},l){let{theme:c}=n,p=n.scene.tracks[o],{track:h}=p,w=M=>it(nt(c,M).stroke,c.ink,.45);if(e==="output"){let M=p.outputs[s];st(t,lt(M,i,d),2.5,w(M.hue),Ot),ht(h,s).forEach((v,$)=>{let O=yt(h,{i,j:d},0);Re(t,n,h,p.inputs[v],O,2,w(h.hues[v]),Ot),st(t,p.slices[s][$],2,w(h.hues[v]),Ot)});return}let f=s===l.n&&l.works&&Le(p,r),x=e==="slice"?f||p.slices[s][a]:p.inputs[r];st(t,lt(x,i,d),2,w(x.hue),Ot);for(let M of p.views){let v=e==="slice"?M.n===s:ht(h,M.n??0).includes(r);M.kind==="output"&&v&&st(t,ft(M,2),2,w(M.hue),Ot),M.kind==="input"&&e==="slice"&&M.k===r&&st(t,ft(M,2),2,w(x.hue),Ot),M.kind==="slice"&&e==="input"&&M.k===r&&st(t,ft(M,1),1.5,w(x.hue),Ot)}}var En=t=>t<.5?4*t**3:1-(2-2*t)**3/2,at=(t,n)=>Math.max(0,Math.min(t,n)),Lt=matchMedia("(prefers-reduced-motion: reduce)");function Ke({placeOf:t,onWay:n,there:o}){let e=null,r=null;function s(a){return r=null,e=t(a),o(a),!1}return{get place(){return e},get moving(){return!!r},set(a){r=null,e=t(a)},go(a,i){if(Lt.matches||i<60)return s(a);let d=t(a),l=Object.keys(d).every(c=>d[c]===e[c]);return r={from:{...e},to:d,moment:a,passed:0,length:l?i/2:i},!0},tick(a){r.passed+=a;let i=En(Math.min(r.passed/r.length,1));if(i===1)return s(r.moment);let{from:d,to:l}=r;e={};for(let c of Object.keys(l))e[c]=d[c]+(l[c]-d[c])*i;return n(at((i-.7)/.3,1)),!0}}}function Pe(t,{resize:n,onNext:o}){let e=t.querySelector(".dw-present"),r=t.querySelector(".dw-ring"),s=new AbortController,a=!1;function i(f){a!==f&&(a=f,t.classList.toggle("dw-presenting",a),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),e.setAttribute("aria-pressed",String(a)),r.hidden=!0,t.focus({preventScroll:!0}),n())}let d=["range","checkbox","radio","button"].map(f=>`:not([type=${f}])`).join(""),l=f=>{let[x]=f.composedPath();return x.isContentEditable||x.matches?.(`input${d}, textarea, select, [role=combobox]`)};function c(f){let x=[...t.querySelectorAll("button, input, select")].filter(O=>!O.disabled&&O.offsetParent&&O.tabIndex>=0),[M,v]=f.shiftKey?[x[0],x.at(-1)]:[x.at(-1),x[0]];t.contains(document.activeElement)&&document.activeElement!==M&&!(f.shiftKey&&document.activeElement===t)||(v.focus(),f.preventDefault())}function p(f){if(f.altKey||f.ctrlKey||f.metaKey||f.defaultPrevented||f.repeat)return;f.key==="Tab"&&a&&c(f);let x={PageDown:1,PageUp:-1}[f.key];if(f.key!=="Tab"){if(f.key==="Escape"&&a)i(!1);else if(f.key?.toLowerCase()==="p"&&!l(f))i(!a);else if(x&&a&&o)o(x);else return;f.preventDefault(),f.stopPropagation()}}function h({clientX:f,clientY:x,pointerType:M}){!a||M==="touch"||(r.hidden=!1,r.style.transform=`translate(${f}px, ${x}px)`)}let w=(f,x,M,v={})=>f.addEventListener(x,M,{signal:s.signal,...v});return w(document,"keydown",p,{capture:!0}),w(e,"click",()=>i(!a)),w(t,"pointermove",h),w(t,"pointerleave",()=>{r.hidden=!0}),document.querySelector(".dw-presenting, .dw-presented")&&queueMicrotask(()=>i(!0)),{get scale(){return a?1.3:1},destroy(){a=!1,t.classList.remove("dw-presenting"),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),s.abort()}}}var Kt=[.25,.5,1,2,4,8,16,32,64],Cn={tap:700,window:800,pixel:1e3},An=280,oe=180,Wn=400,Nn=200,Rn={tap:"one multiplication",window:"one output value",pixel:"one position, all channels"};function He(t,n,o){let e=u=>t.querySelector(u),r={play:e(".dw-play"),range:e(".dw-step"),ticks:e(".dw-ticks"),count:e(".dw-count"),speed:e(".dw-speed"),units:[...e(".dw-advance").children],status:e(".dw-status")},s=new AbortController,a=null,i="window",d=1,l={w:0,t:0},c=!1,p=!1,h=null,w=!1,f=0,x=0,M=0,v=0,$=0,O=0;function G(u){let g=a===null;a=u,i==="tap"&&!a.taps&&(i="window"),l={w:0,t:0},f=0,h=null,w=!1,c=!!a.windows&&(c||p&&!g),p=!1,T(),Q()}function T(){for(let u of r.units){let{value:g}=u.dataset,b=g==="tap"&&!a.taps&&(a.whyNoTaps||"there is no output"),k=n.asks!==void 0&&g!=="window"?"windows are predicted":b;u.disabled=!!k,u.title=k?`Off: ${k}`:Rn[g]}r.units.some(u=>u.disabled&&u.dataset.value===i)&&ct("window")}function B(u,g){if(a.windows){if(de.includes(u.unit)&&(u.unit!=="tap"||a.taps)&&(i=u.unit,g||D({w:l.w,t:0},0)),Number.isInteger(u.step)){let b={w:at(u.step,a.windows-1),t:0};g?l=b:D(b,0)}Kt.includes(u.speed)&&ut(u.speed),u.playing!==void 0&&(c=u.playing&&!Lt.matches&&!rt()),Array.isArray(u.stretch)&&W(...u.stretch.slice(0,4),g)}}function W(u,g,b,k,C){i=b==="tap"&&!a.taps?"window":b,ut(k),h=at(g,a.windows-1),p=!1;let S=a.stepOf(i,{w:at(u,h),t:0}),R=N(),I=a.momentAt(i,Lt.matches?R:S);C?l=I:D(I,0),f=0,c=!Lt.matches&&S<R,n.changed()}let N=()=>a.stepOf(i,{w:h,t:a.lastTap(h)});function j(){let u=a.count(i)-1;return h===null||a.stepOf(i,l)>=N()?u:N()}function Q(){let u=a.rows>40?0:a.rows;r.ticks.replaceChildren(...Array.from({length:Math.max(u-1,0)},(g,b)=>{let k=document.createElement("i");return k.style.left=`${100*(b+1)/u}%`,k}))}function z(){M||!(c||w)||(x=0,M=requestAnimationFrame(K))}function K(u){M=0;let g=x?at(u-x,100):0;if(x=u,c){f+=g;let b=Cn[i]/d,k=Math.floor(f/b);f-=k*b,k&&A(n.asks===void 0?k:1,Math.min(An,b*.45))}w&&(w=n.tick(g)),(c||w)&&(M=requestAnimationFrame(K))}function A(u,g){let b=j(),k=Math.min(a.stepOf(i,l)+u,b);k===b&&(c=!1,p=k===a.count(i)-1),D(a.momentAt(i,k),g),!c&&(et(),_())}function D(u,g){l=u,w=n.go(l,g),E(),z()}let rt=()=>a.stepOf(i,l)>=a.count(i)-1;function tt(u,g=0){if(!a?.windows)return;let b=at(u,a.count(i)-1);p=!1,f=0,b!==a.stepOf(i,l)&&D(a.momentAt(i,b),g),Y()}function xt(u){V(),tt(a.stepOf(i,{w:u,t:a.lastTap(u)}),oe)}function P(u){V(),tt(a.stepOf(i,l)+u,oe)}function H(u){V(),tt(u)}function Z(){c||n.asks||!a?.windows||(p=!1,f=0,rt()&&D(a.momentAt(i,0),oe),c=!rt(),n.changed(),et(),Y(),z())}function V(){p=!1,c&&(c=!1,n.changed(),et(),Y())}function ct(u){u!==i&&(i=u,f=0,a.windows&&D({w:l.w,t:0},0),et(),Y())}function ut(u){f*=d/u,d=u,r.speed.value=String(d)}function q(u){ut(u),Y()}function ot(u){q(Kt[at(Kt.indexOf(d)+u,Kt.length-1)])}function et(){t.dataset.playing=String(c),t.dataset.unit=i,r.play.setAttribute("aria-label",c?"Pause":"Play"),r.status.setAttribute("aria-live",c?"off":"polite");for(let u of r.units){let g=u.dataset.value===i;u.setAttribute("aria-checked",String(g)),u.tabIndex=g?0:-1}E()}function E(){let u=a.count(i),g=u?a.stepOf(i,l):0;t.dataset.step=g,t.dataset.steps=u,r.range.max=Math.max(u-1,0),r.range.value=g,r.range.disabled=!u,r.range.style.setProperty("--dw-done",`${u>1?100*g/(u-1):0}%`),r.count.textContent=u?`${g+1} of ${u}`:"no steps",clearTimeout($);let b=c?v+Wn-performance.now():0;b>0?$=setTimeout(L,b):L()}function L(){v=performance.now();let u=n.describe();r.status.textContent!==u&&(r.status.textContent=u,r.range.setAttribute("aria-valuetext",u))}function U(){let{focus:u}=n;return{step:l.w,unit:i,speed:d,...u===void 0?{}:{focus:u},playing:c}}function _(){clearTimeout(O),o(U())}function Y(){clearTimeout(O),O=setTimeout(_,Nn)}function pt(u){if(u.altKey||u.ctrlKey||u.metaKey||!a?.windows)return;let g=u.target.closest("button, input, select"),b=g?.matches("input, select, [role=radio]"),k=g?.matches("select, [role=radio]"),C=g&&!g.matches("input"),S=I=>b||!n.lanes?null:()=>n.setFocus(n.focus+I),R={" ":C?null:()=>c?V():Z(),ArrowLeft:b?null:()=>P(-1),ArrowRight:b?null:()=>P(1),ArrowUp:S(-1),ArrowDown:S(1),Home:k?null:()=>H(0),End:k?null:()=>H(1/0),"[":()=>ot(-1),"]":()=>ot(1)}[u.key];R&&(R(),u.preventDefault(),u.stopPropagation())}function y(u){let g={ArrowLeft:-1,ArrowUp:-1,ArrowRight:1,ArrowDown:1}[u.key],b=r.units.filter(S=>!S.disabled),k=b.indexOf(u.target);if(!g||k<0)return;u.preventDefault();let C=b[(k+g+b.length)%b.length];C.focus(),ct(C.dataset.value)}function m(u,g,b){u.addEventListener(g,b,{signal:s.signal})}r.speed.replaceChildren(...Kt.map(u=>new Option(`${u}×`,String(u)))),r.speed.value=String(d),m(e(".dw-first"),"click",()=>H(0)),m(e(".dw-previous"),"click",()=>P(-1)),m(e(".dw-next"),"click",()=>P(1)),m(e(".dw-last"),"click",()=>H(1/0)),m(r.play,"click",()=>c?V():Z()),m(r.range,"input",()=>H(Number(r.range.value))),m(r.speed,"change",()=>q(Number(r.speed.value)));for(let u of r.units)m(u,"click",()=>ct(u.dataset.value));return m(e(".dw-advance"),"keydown",y),m(t,"click",u=>{u.detail===0||u.target.closest("select, input")||t.focus({preventScroll:!0})}),m(t,"keydown",pt),{load:G,limit:T,grant:B,seek:tt,seekWindow:xt,play:Z,pause:V,wake:z,tellState:et,reportSoon:Y,said:U,get moment(){return l},get unit(){return i},get playing(){return c},get settled(){return!c&&!w},destroy(){s.abort(),cancelAnimationFrame(M),clearTimeout($),clearTimeout(O)}}}var J=(t,n,o="")=>Object.assign(document.createElement(t),{className:n,textContent:o});function _e(t,{onSeek:n=()=>{},onNext:o=null}={}){let e=t.matches?.(".dw-player")?t:t.querySelector(".dw-player"),r=y=>e.querySelector(y),s={scene:r(".dw-scene"),tip:r(".dw-tip"),heads:[],formulas:[]},a=r(".dw-base").getContext("2d"),i=r(".dw-overlay").getContext("2d"),d=new AbortController;e.classList.add("dw-race"),e.setAttribute("aria-label","Two convolutions on one clock");let l=null,c=null,p=null,h=null,w={w:0,t:0},f=[0,0],x=null,M={width:0,height:0},v=Ke({placeOf:H,onWay:K,there:Z}),$=He(e,{go:v.go,tick:v.tick,setFocus:j,changed:()=>x&&z(),describe:()=>we(c,p,$.unit,$.moment),get lanes(){return!!h?.scene.tracks.some(({focused:y})=>y)},get focus(){return this.lanes?f[0]:void 0}},n),O=y=>c.tracks.map(m=>Et(c,m,$.unit,y));function G(y,m={}){let u=c===null,g=!Dt(l,y);g&&(l=y,c=fe(l),p=pe(c),$.load(p),x=null,s.tip.hidden=!0,A()),$.grant(m,g),g&&Number.isInteger(m.step)&&p.windows&&N(vt(c.tracks[0],O($.moment)[0])),Number.isInteger(m.focus)&&N(m.focus),N(f[0]),g&&(w=$.moment,v.set(w),u||$.reportSoon()),T(g),$.tellState(),$.wake()}function T(y=!1){let{scale:m}=Y,u=Math.floor(s.scene.clientWidth/m);if(!u||!c)return;let g=u<ne;e.classList.toggle("dw-narrow",g),g||(s.scene.style.height="");let b=g?0:Math.floor(s.scene.clientHeight/m),k=Math.min(window.devicePixelRatio||1,3)*m,C=ie(e),S=W(),R=[u,b,k,C,S].join();if(!y&&h?.key===R)return;let I=h?.look===C?h.theme:ae(e,i);h=Ee(c,I,{width:u,height:b},S,k,i),Object.assign(h,{key:R,look:C,large:S}),g&&(s.scene.style.height=`${h.scene.height*m}px`);for(let{canvas:F}of[a,i])F.width=Math.round(u*k),F.height=Math.round(h.scene.height*k),F.style.width=m>1?`${F.width*m/k}px`:"",F.style.height=m>1?`${F.height*m/k}px`:"";h.scene.tracks.forEach((F,wt)=>{Q(s.heads[wt].element,F.head),Q(s.formulas[wt],F.formula)}),B(),z(),K()}function B(){let[{head:y}]=h.scene.tracks,m=c.tracks.map(({macs:u,title:g,PH:b,H:k,PW:C,W:S})=>{let R=$t(u).length,I=b>k||C>S;return(e.classList.contains("dw-narrow")?y.width:y.width-8*g.length)/(.48*(2.6*R+9+(I?R+13:0)))});e.style.setProperty("--dw-count-size",`${Math.min(14,...m)}px`)}function W(){let y=$.unit==="tap"&&p.windows;return c.tracks.map((m,u)=>{let g=y&&m.K>1&&Et(c,m,"tap",w);return g&&g.t>=0?vt(m,g):f[u]})}function N(y){let[m,u]=c.tracks,g=at(y,m.C-1),b=c.feeds?m.N/m.C:1,k=Math.floor(f[1]/b)===g;f=[g,k?at(f[1],u.C-1):at(g*b,u.C-1)]}function j(y,m=null){N(y),m!==null&&(f[1]=m),T(),$.reportSoon()}function Q(y,{x:m,y:u,width:g,height:b}){let{scale:k}=Y;Object.assign(y.style,{left:`${m*k}px`,top:`${u*k}px`,width:`${g}px`,height:`${b}px`,transform:k>1?`scale(${k})`:""})}function z(){if(!h||!p.windows)return;let y=O(w),m=ot();We(a,h,$.unit,y,m),D(y),rt(y.map((u,g)=>m?.side===g?m:u))}function K(y=1){!h||!p.windows||Ne(i,h,$.unit,O($.moment),{visual:v.place,hover:x,arrival:y})}function A(){for(let u of e.querySelectorAll(".dw-head, .dw-formula, .dw-below"))u.remove();let y=Math.max(...c.tracks.map(({macs:u})=>u));s.heads=c.tracks.map(({title:u,macs:g})=>{let b=J("div","dw-head");b.append(J("div","dw-title",u));let k=b.appendChild(J("div","dw-counter")),C=k.appendChild(J("b",""));k.append(` of ${$t(g)} MACs`);let S=k.appendChild(J("span","dw-on-padding")),R=b.appendChild(J("div","dw-bar"));R.style.width=`${Math.max(1,100*g/y)}%`;let I=R.appendChild(J("i","dw-real")),F=R.appendChild(J("i","dw-idle"));return s.scene.append(b),{element:b,drawn:C,padding:S,real:I,idle:F}}),s.formulas=c.tracks.map(()=>s.scene.appendChild(J("div","dw-formula")));for(let u of s.formulas)u.ariaHidden="true";let m=J("div","dw-below");s.reads=m.appendChild(J("div","dw-reads",me(c))),s.ends=m.appendChild(J("div","dw-ends",c.header.ends)),c.header.ends&&s.scene.after(m)}function D(y){y.forEach(({macs:g,real:b},k)=>{let C=s.heads[k],S=c.tracks[k].macs;C.drawn.textContent=$t(g);let R=g-b;C.padding.textContent=R?`, ${$t(R)} on padding`:"",C.real.style.width=`${100*b/S}%`,C.idle.style.width=`${100*R/S}%`}),e.dataset.macs=y.map(({macs:g})=>g).join(" "),e.dataset.realMacs=y.map(({real:g})=>g).join(" ");let m=$.unit,u=p.stepOf(m,w)===p.count(m)-1;s.ends.style.visibility=u?"visible":"hidden",s.reads.style.visibility=u?"hidden":"visible"}function rt(y){c.tracks.forEach((m,u)=>{let[g,...b]=ge(m,$.unit,y[u]),C=(e.classList.contains("dw-narrow")?[g,...b]:[g,b.flat()]).map(I=>tt(m,y[u],I)),S=Math.max(...C.map(({length:I})=>I)),R=J("div","dw-legend",xe(m));s.formulas[u].replaceChildren(C[0].element,R,...C.slice(1).map(({element:I})=>I)),s.formulas[u].style.setProperty("--dw-letter-size",`min(16px, ${98/(.6*S)}cqw)`)})}function tt(y,m,u){let g=J("div","dw-letters"),b=0;for(let k of u){let C=typeof k=="string"?k.length:xt(k);if(b+=C,typeof k=="string"){g.append(J("span","",k));continue}let S=g.appendChild(J("span",`dw-letter dw-${k.of}`));S.append(J("i","",k.letter),J("small","",k.says)),S.style.width=`${C}ch`,S.style.color=X(nt(h.theme,P(y,m,k.of)).text)}return{element:g,length:b}}function xt({letter:y,says:m,of:u}){return Math.max(y.length,({what:.55,sum:.55}[u]??.9)*m.length)}function P({S:y,K:m,hues:u},{g,t:b},k){let{unit:C}=$;return k!=="channel"&&k!=="made"||C==="pixel"?null:y===1?u[g]:k==="channel"&&C==="tap"&&b>=0?u[g*y+Math.floor(b/m)]:null}function H(y){if(!p.windows)return{i:0,j:0};let{i:m,j:u}=Et(c,c.tracks[0],"window",y);return{i:m,j:u}}function Z(y){if(w=y,h&&String(W())!==String(h.large)){x=null,s.tip.hidden=!0,T();return}x&&L(),z(),K()}function V(y){let m=s.scene.getBoundingClientRect(),{scale:u}=Y,g=(y.clientX-m.left)/u,b=(y.clientY-m.top)/u;for(let[k,C]of(h?.scene.tracks??[]).entries()){let S=C.views.find(bt=>bt.kind!=="nothing"&&g>=bt.x&&b>=bt.y&&g<bt.x+bt.width&&b<bt.y+bt.height);if(!S)continue;let R=at(Math.floor((b-S.y)/S.ch),S.rows-1),I=at(Math.floor((g-S.x)/S.cw),S.cols-1),{kind:F,k:wt,n:Ht,s:_t}=S;return F==="enlarged"?{x:g,y:b,cell:ct(k,wt,R,I)}:{x:g,y:b,cell:{side:k,kind:F,k:wt,n:Ht,s:_t,row:R,column:I}}}return{x:g,y:b,cell:null}}function ct(y,m,u,g){let{works:b,n:k}=O(w)[y],C=ht(c.tracks[y],k).indexOf(m);return b&&$.unit!=="pixel"&&C>=0?{side:y,kind:"slice",k:m,n:k,s:C,row:u,column:g}:null}function ut({x:y,y:m}){for(let[u,{box:g,rows:b,focused:k}]of(h?.scene.tracks??[]).entries()){let C=k&&y>=g.x&&y<g.x+g.width&&b.find(S=>m>=S.y&&m<S.y+S.height);if(C)return{side:u,...C}}return null}let q=({side:y,kind:m,n:u,row:g,column:b})=>m==="output"&&g*c.tracks[y].OW+b<kt(c.tracks[y],O(w)[y],u);function ot(){if(!x||$.playing||!q(x))return null;let{side:y,n:m,row:u,column:g}=x,b=c.tracks[y],k=Jt(c,b,m,u,g);return{...Et(c,b,"window",{w:k,t:0}),side:y}}function et(y){let{x:m,y:u,cell:g}=V(y),b=ut({x:m,y:u}),k=!!(b&&!b.large);if(s.scene.classList.toggle("dw-pointing",g?.kind==="output"||k),i.canvas.title=k&&!g?"make this lane the large one":"",E(g),!g)return;let C=m+16+M.width>h.scene.width?m-16-M.width:m+16,S=u+20+M.height>h.scene.height?u-14-M.height:u+20,{scale:R}=Y,[I,F]=[C,S].map(wt=>Math.round(Math.max(0,wt)*R));s.tip.style.transform=`translate(${I}px, ${F}px) scale(${R})`}function E(y){if(JSON.stringify(y)===JSON.stringify(x))return;let m=ot();x=y,ot()?.window!==m?.window&&z(),v.moving||K(),x?L():s.tip.hidden=!0}function L(){let[y,...m]=ye(c,O(w),x);s.tip.replaceChildren(J("b","",y),...m.map(u=>J("span","",u))),s.tip.hidden=!1,M={width:s.tip.offsetWidth,height:s.tip.offsetHeight}}function U(y){et(y);let{x:m,y:u,cell:g}=V(y),b=ut({x:m,y:u});if(b){let k=c.feeds&&b.side?c.tracks[0].N/c.tracks[0].C:1;j(Math.floor(b.k/k),b.side?b.k:null)}g?.kind==="output"&&($.seekWindow(Jt(c,c.tracks[g.side],g.n,g.row,g.column)),y.pointerType==="touch"&&E(null))}let _=(y,m,u)=>y.addEventListener(m,u,{signal:d.signal});_(i.canvas,"pointermove",y=>y.pointerType!=="touch"&&et(y)),_(i.canvas,"pointerleave",y=>y.pointerType!=="touch"&&E(null)),_(i.canvas,"click",U),_(matchMedia("(prefers-color-scheme: dark)"),"change",()=>T()),document.fonts&&_(document.fonts,"loadingdone",()=>T(!0));let Y=Pe(e,{resize:()=>T(),onNext:o}),pt=new ResizeObserver(()=>T());return pt.observe(s.scene),e.dwPlayer={update:G,seek:$.seek,play:$.play,pause:$.pause,moment:$.said,settled:()=>$.settled,where(y,{side:m=0,row:u=0,column:g=0,...b}){let k=s.scene.getBoundingClientRect(),C=h.scene.tracks[m].views.find(Ht=>Ht.kind===y&&Object.keys(b).every(_t=>Ht[_t]===b[_t])),{x:S,y:R,width:I,height:F}=lt(C,u,g),{scale:wt}=Y;return{x:k.left+wt*(S+I/2),y:k.top+wt*(R+F/2)}},worstContrast:()=>le(h.theme,i),destroy(){d.abort(),pt.disconnect(),Y.destroy(),$.destroy()}},e.dwPlayer}function Ie(t){let n=new CSSStyleSheet;return n.replaceSync(t),o=>{let{adoptedStyleSheets:e}=o.getRootNode();e.includes(n)||e.push(n)}}var re=new WeakMap,Pt=null,je=(t,n,o=Ie(n))=>({data:e,parentElement:r,setStateValue:s,setTriggerValue:a})=>{let i=e instanceof Uint8Array?e:new Uint8Array(e),d=new DataView(i.buffer,i.byteOffset).getUint32(0,!0),l=JSON.parse(new TextDecoder().decode(i.subarray(4,4+d))),c=re.get(r);c||(o(r),c={calls:0,received:{},reports:[]},c.player=t(r,{onSeek:f=>Kn(c,f),onNext:f=>c.ask("next",f)}),re.set(r,c));let p=++c.calls,h=i.slice(4+d);Object.assign(c,{send:s,ask:a});let w=Pn(c,l);return c.player.update(h,p===1?{...w,...Ln(h,l)}:w),()=>{let{player:f,reports:x}=c;Pt={payload:h,at:f.moment(),known:x.at(-1)?.step??l.step},setTimeout(()=>De(c,p,r),250)}};function Ln(t,{step:n,stretch:o}){return Pt&&!o&&n===Pt.known&&Dt(Pt.payload,t)?Pt.at:{}}function De(t,n,o){if(t.calls===n){if(o.isConnected){setTimeout(()=>De(t,n,o),1e3);return}t.player.destroy(),re.delete(o)}}function Kn(t,n){let o=t.reports.at(-1);o&&Object.keys(n).every(e=>n[e]===o[e])||(t.reports=[...t.reports.slice(-20),n],t.send("at",n))}function Pn(t,n){let o=(a,i)=>String(t.received[a])===String(i),e=(a,i)=>t.reports.some(d=>d[a]===i),r=Object.entries(n).filter(([a,i])=>!o(a,i)&&!e(a,i)&&(a!=="playing"||t.calls===1));t.received=n;let s=t.reports.at(-1);return s&&s.step===n.step&&(t.reports=[s]),Object.fromEntries(r)}var $o=je(_e,se);export{$o as default};
