// Made by tests/js/bundle.mjs; edit what it is made from.
var _e=`/* The player's frame; everything inside the scene is drawn by player.js. Streamlit sets the --st-*
   variables, and so does a page of its own; the script sets --dw-hue-* and --dw-right. */

.dw-player {
  --dw-paper: var(--st-background-color);
  --dw-panel: var(--st-secondary-background-color);
  --dw-ink: var(--st-text-color);
  --dw-line: var(--st-border-color);
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
.dw-guess[data-answer="right"] .dw-verdict { padding: 3px 10px; border-radius: 6px; background: var(--dw-right); color: #fff; font-weight: 650; }
.dw-guess[data-answer="wrong"] .dw-verdict { padding: 3px 10px; border: 2px solid var(--dw-hue-1); border-radius: 6px; font-weight: 600; }
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
  border: 4px solid var(--dw-hue-1);
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
`;var oo={"<f4":Float32Array,"<f8":Float64Array};function De(t){let n=new DataView(t.buffer,t.byteOffset,t.byteLength).getUint32(4,!0),o=JSON.parse(new TextDecoder().decode(t.subarray(8,8+n))),r={};for(let[y,{dtype:b,shape:v,offset:M}]of Object.entries(o.arrays)){let w=oo[b],$=v.reduce((S,O)=>S*O,1),A=8+n+M;r[y]=new w(t.slice(A,A+$*w.BYTES_PER_ELEMENT).buffer)}let[[i,s],[a,c]]=o.pads,[u,f]=o.input,[l,h]=o.kernel,[p,d]=o.output,g=o.channels,x=o.multiplier;return{header:o,values:r,C:g,M:x,H:u,W:f,KH:l,KW:h,OH:p,OW:d,top:i,left:a,PH:i+u+s,PW:a+f+c,sh:o.stride[0],sw:o.stride[1],dh:o.dilation[0],dw:o.dilation[1],T:l*h,windows:p*d*g*x,q0:o.captions?.q??0}}function je(t,e,n){let o=e-t.top,r=n-t.left;return o<0||r<0||o>=t.H||r>=t.W}function Et(t,e,n){let{inserted:o}=t.header.captions??{};return!o||je(t,e,n)?!1:!!(o[0][e-t.top]||o[1][n-t.left])}function pt(t,e,n,o){if(je(t,n,o)||Et(t,n,o))return null;let r=n-t.top,i=o-t.left;return t.values.input[(e*t.H+r)*t.W+i]}function wt(t,e,n,o,r){return t.values.filter[((e*t.M+n)*t.KH+o)*t.KW+r]}function at(t,e,n,o,r){return t.values.output[((e*t.M+n)*t.OH+o)*t.OW+r]}function Ut(t,e){if(!t||t.length!==e.length)return!1;for(let n=0;n<t.length;n++)if(t[n]!==e[n])return!1;return!0}var J=(t,e)=>Math.max(0,Math.min(t,e));function ce(t,e){return e==="tap"?t.windows*t.T:e==="window"?t.windows:t.OH*t.OW}function ue(t,e,{w:n,t:o}){return e==="tap"?n*t.T+o:e==="window"?n:Math.floor(n/(t.C*t.M))}function ro(t,e,n){return e==="tap"?{w:Math.floor(n/t.T),t:n%t.T}:{w:e==="window"?n:n*t.C*t.M,t:0}}function Ue(t){return{windows:t.windows,rows:t.OH,taps:t.header.taps,whyNoTaps:t.header.why_no_taps,count:e=>ce(t,e),stepOf:(e,n)=>ue(t,e,n),momentAt:(e,n)=>ro(t,e,n),lastTap:()=>t.T-1}}function V(t,e){let{C:n,M:o,OW:r}=t,i=Math.floor(e/(n*o));return{i:Math.floor(i/r),j:i%r,k:Math.floor(e/o)%n,q:e%o}}function le(t,{i:e,j:n,k:o,q:r}){return((e*t.OW+n)*t.C+o)*t.M+r}function kt(t,e,{w:n,t:o},r,i){let s=t.C*t.M;if(e==="pixel")return Math.floor(n/s)+1;let a=e==="tap"&&o<t.T-1?n-1:n;return Math.floor((a-(r*t.M+i))/s)+1}function Ot(t,e,n,o,r){let i=[];for(let s=0;s<e;s++){let a=t-s*o;a>=0&&a%n===0&&a/n<r&&i.push(a/n)}return i}function et(t,{i:e,j:n},o){return{row:e*t.sh+Math.floor(o/t.KW)*t.dh,column:n*t.sw+o%t.KW*t.dw}}function G(t,e,n){return{x:t.x+n*t.cw,y:t.y+e*t.ch,width:t.cw,height:t.ch}}function qe({x:t,y:e,width:n,height:o},r,i){return r>=t&&i>=e&&r<t+n&&i<e+o}function Ge(t,e,n){return{row:J(Math.floor((n-t.y)/t.ch),t.rows-1),column:J(Math.floor((e-t.x)/t.cw),t.cols-1)}}var H=(t,e)=>t.views.filter(n=>n.kind===e),Wt=({kind:t})=>t==="patch"||t==="weights";var ct={hues:["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],grey:"#6b7280",right:"#007a59",probe:["#000000","#ffb000"],sums:"#4a5578",less:"#a3a09a",units:["tap","window","pixel"],speeds:[.25,.5,1,2,4,8,16,32,64],themes:{light:{"--st-background-color":"#ffffff","--st-secondary-background-color":"#f3f4f6","--st-text-color":"#14181d","--st-border-color":"#d9dde2"},dark:{"--st-background-color":"#14171a","--st-secondary-background-color":"#1f2429","--st-text-color":"#e8eaed","--st-border-color":"#3a4149"}}};function F(t,e,n){let o=t.querySelector(e);if(!(o instanceof n))throw new Error(`there is no ${e}`);return o}function fe(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas");return e}function ft(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas off the screen");return e}var Gt=256;function Tt(t,e){e.fillStyle="#000",e.fillStyle=t.trim();let n=e.fillStyle;return n[0]!=="#"?(n.match(/[\d.]+/g)??[]).slice(0,3).map(Number):[1,3,5].map(o=>parseInt(n.slice(o,o+2),16))}var Q=(t,e,n)=>t.map((o,r)=>o+(e[r]-o)*n),q=(t,e=1)=>`rgba(${t.map(Math.round).join(",")},${e})`;function de(t){let[e,n,o]=t.map(r=>{let i=r/255;return i<=.04045?i/12.92:((i+.055)/1.055)**2.4});return .2126*e+.7152*n+.0722*o}function pe(t,e){let[n,o]=[de(t),de(e)].sort((r,i)=>r-i);return(o+.05)/(n+.05)}function he(t,e,n,o){for(let r=0;r<1;r+=.05){let i=Q(t,n,r);if(pe(i,e)>=o)return i}return n}function qt(t,e,n,o){let r=o;for(;r>.2&&pe(Q(e,t,r),n)<4.6;)r-=.02;let i=Array.from({length:Gt},(s,a)=>{let c=a?r*(.1+.9*a/(Gt-1)):0;return Q(e,t,c).map(Math.round)});return{css:i.map(s=>q(s)),pixels:Uint32Array.from(i,([s,a,c])=>255<<24|c<<16|a<<8|s)}}var io=["--dw-paper","--dw-ink","--dw-text-font","--dw-code-font"];function Ve(t){let e=getComputedStyle(t);return io.map(n=>e.getPropertyValue(n)).join("|")}function Ye(t,e){let n=getComputedStyle(t),o=f=>Tt(n.getPropertyValue(f),e),r=o("--dw-paper"),i=o("--dw-ink"),s=de(r)<.2,a=qt(Tt(ct.grey,e),r,i,s?.72:.62),c=ct.hues.map(f=>{let l=Tt(f,e);return{positive:qt(l,r,i,s?.72:.68),negative:a,stroke:he(l,r,i,s?5:3.1),text:he(l,Q(r,i,.03),i,4.6)}}),u={positive:qt(Tt(ct.sums,e),r,i,s?.8:.62),negative:qt(Tt(ct.less,e),r,i,s?.5:.6),stroke:Q(i,r,.1),text:i};return{paper:r,ink:i,dark:s,lanes:c,sums:u,panel:Q(r,i,s?.035:.018),line:Q(r,i,.14),grid:Q(r,i,s?.16:.1),empty:Q(r,i,s?.075:.045),muted:he(Q(r,i,.55),r,i,4.8),textFont:n.getPropertyValue("--dw-text-font"),codeFont:n.getPropertyValue("--dw-code-font")}}var X=(t,e)=>e===null?t.sums:t.lanes[e%t.lanes.length];function we(t,e){return!t||!e?0:Math.max(1,Math.round(Math.min(Math.abs(t)/e,1)*(Gt-1)))}function Lt(t,e,n,o){let{positive:r,negative:i}=X(t,e);return(n>0?r:i).css[we(n,o)]}function Je(t,e){let n=6*e,o=new OffscreenCanvas(n,n),r=ft(o);r.fillStyle=q(t.panel),r.fillRect(0,0,n,n),r.strokeStyle=q(Q(t.paper,t.ink,t.dark?.24:.17)),r.lineWidth=1.1*e,r.beginPath();for(let i of[-n,0,n])r.moveTo(i-1,n+1),r.lineTo(i+n+1,-1);return r.stroke(),Xe(r,o,e)}function Qe(t,e){let n=6*e,o=new OffscreenCanvas(n,n),r=ft(o);r.fillStyle=q(t.panel),r.fillRect(0,0,n,n),r.fillStyle=q(Q(t.paper,t.ink,t.dark?.36:.27));for(let i of[.25,.75])r.beginPath(),r.arc(i*n,i*n,.9*e,0,2*Math.PI),r.fill();return Xe(r,o,e)}function Xe(t,e,n){let o=t.createPattern(e,"repeat");if(!o)throw new Error("a canvas of no size has no pattern");return o.setTransform(new DOMMatrix().scale(1/n)),o}function Ze({lanes:t,sums:e,ink:n},o){let r=[...t,e].flatMap(({positive:i,negative:s})=>[i,s]);return Math.min(...r.map(({css:i})=>pe(Tt(i[Gt-1],o),n)))}var so=1.3;function tn(t,{resize:e,onNext:n}){let o=F(t,".dw-present",HTMLButtonElement),r=F(t,".dw-ring",HTMLElement),i=new AbortController,s=!1;function a(d){s!==d&&(s=d,t.classList.toggle("dw-presenting",s),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),o.setAttribute("aria-pressed",String(s)),r.hidden=!0,t.focus({preventScroll:!0}),e())}let c=["range","checkbox","radio","button"].map(d=>`:not([type=${d}])`).join(""),u=d=>{let[g]=d.composedPath();return g.isContentEditable||g.matches?.(`input${c}, textarea, select, [role=combobox]`)};function f(d){let x=[...t.querySelectorAll("button, input, select")].filter($=>!$.disabled&&$.offsetParent&&$.tabIndex>=0),[y,b]=[x[0],x[x.length-1]],[v,M]=d.shiftKey?[y,b]:[b,y];t.contains(document.activeElement)&&document.activeElement!==v&&!(d.shiftKey&&document.activeElement===t)||(M.focus(),d.preventDefault())}function l(d){if(d.altKey||d.ctrlKey||d.metaKey||d.defaultPrevented||d.repeat)return;d.key==="Tab"&&s&&f(d);let g=d.key==="PageDown"?1:d.key==="PageUp"?-1:null;if(d.key!=="Tab"){if(d.key==="Escape"&&s)a(!1);else if(d.key?.toLowerCase()==="p"&&!u(d))a(!s);else if(g&&s&&n)n(g);else return;d.preventDefault(),d.stopPropagation()}}function h({clientX:d,clientY:g,pointerType:x}){!s||x==="touch"||(r.hidden=!1,r.style.transform=`translate(${d}px, ${g}px)`)}let p=(d,g,x,y={})=>d.addEventListener(g,x,{signal:i.signal,...y});return p(document,"keydown",l,{capture:!0}),p(o,"click",()=>a(!s)),p(t,"pointermove",h),p(t,"pointerleave",()=>{r.hidden=!0}),document.querySelector(".dw-presenting, .dw-presented")&&queueMicrotask(()=>a(!0)),{get scale(){return s?so:1},destroy(){s=!1,t.classList.remove("dw-presenting"),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),i.abort()}}}function en(t){let e=new CSSStyleSheet;return e.replaceSync(t),n=>{let o=n.getRootNode(),{adoptedStyleSheets:r}=o;r.includes(e)||r.push(e)}}function nn(t){for(let[e,n]of ct.hues.entries())t.style.setProperty(`--dw-hue-${e}`,n);t.style.setProperty("--dw-right",ct.right)}var on=t=>t instanceof HTMLElement&&t.matches(".dw-player")?t:F(t,".dw-player",HTMLElement);function rn(t,e,n){let o=F(t,".dw-scene",HTMLElement),r=F(t,".dw-tip",HTMLElement),i=fe(F(t,".dw-base",HTMLCanvasElement)),s=fe(F(t,".dw-overlay",HTMLCanvasElement)),a=new AbortController,c=null,u={width:0,height:0};nn(t);function f(M,w,$){M.addEventListener(w,$,{signal:a.signal})}function l(M=!1){let{scale:w}=b,$=Math.floor(o.clientWidth/w);if(!$||!e.ready)return;let A=$<e.narrowBelow;t.classList.toggle("dw-narrow",A),A||(o.style.height="");let S=A?0:Math.floor(o.clientHeight/w),O=Math.min(window.devicePixelRatio||1,3)*w,I=Ve(t),j=[$,S,O,I,e.key].join();if(!M&&c?.key===j)return;let z=c?.look===I?c.theme:Ye(t,s),K=e.build({width:$,height:S,scale:w},z,O,s);Object.assign(K,{key:j,look:I}),c=K,A&&(o.style.height=`${K.scene.height*w}px`);for(let{canvas:P}of[i,s])P.width=Math.round($*O),P.height=Math.round(K.scene.height*O),P.style.width=w>1?`${P.width*w/O}px`:"",P.style.height=w>1?`${P.height*w/O}px`:"";e.show(c)}function h(M){let w=o.getBoundingClientRect(),{scale:$}=b;return{x:(M.clientX-w.left)/$,y:(M.clientY-w.top)/$}}function p({x:M,y:w,width:$,height:A}){let S=o.getBoundingClientRect(),{scale:O}=b;return{x:S.left+O*(M+$/2),y:S.top+O*(w+A/2)}}function d([M,...w]){let $=(A,S)=>Object.assign(document.createElement(A),{textContent:S});r.replaceChildren($("b",M),...w.map(A=>$("span",A))),r.hidden=!1,u={width:r.offsetWidth,height:r.offsetHeight}}function g({x:M,y:w}){if(!c)return;let{width:$,height:A}=c.scene,S=M+16+u.width>$?M-16-u.width:M+16,O=w+20+u.height>A?w-14-u.height:w+20,{scale:I}=b,[j,z]=[S,O].map(K=>Math.round(Math.max(0,K)*I));r.style.transform=`translate(${j}px, ${z}px) scale(${I})`}function x(){r.hidden=!0}let y=M=>w=>{w.pointerType!=="touch"&&M(w)};f(s.canvas,"pointermove",y(e.point)),f(s.canvas,"pointerleave",y(e.leave)),f(s.canvas,"click",e.click),f(matchMedia("(prefers-color-scheme: dark)"),"change",()=>l()),document.fonts&&f(document.fonts,"loadingdone",()=>l(!0));let b=tn(t,{resize:()=>l(),onNext:n}),v=new ResizeObserver(()=>l());return v.observe(o),{scene:o,base:i,overlay:s,listen:f,restage:l,placeOf:h,middleInWindow:p,showTip:d,placeTip:g,hideTip:x,get stage(){return c},get scale(){return b.scale},worstContrast:()=>c?Ze(c.theme,s):Number.NaN,destroy(){a.abort(),v.disconnect(),b.destroy()}}}function sn(t,{update:e,where:n},o,r,i=()=>{}){let s={update:e,where:n,seek:r.seek,play:r.play,pause:r.pause,moment:r.report,settled:()=>r.settled,worstContrast:o.worstContrast,destroy(){i(),o.destroy(),r.destroy()}};return t.dwPlayer=s,s}var ao=.005;function an(t,{question:e,reveal:n,next:o}){let r=F(t,".dw-guess",HTMLFormElement),i=F(r,"label span",HTMLElement),s=F(r,"input",HTMLInputElement),a=F(r,"button",HTMLButtonElement),c=F(r,".dw-verdict",HTMLElement),u=F(r,".dw-score",HTMLElement),f=new AbortController,l=new Set,h=!1,p=-1,d=0,g=!1;function x(b){r.hidden=!h,h&&(b!==p&&(s.value=c.textContent="",r.dataset.answer=""),p=b,i.textContent=`${e(b).name} =`,s.disabled=l.has(b),g&&!s.disabled&&(g=!1,s.focus()),a.textContent=l.has(b)?"Next":"Check")}function y(b){if(b.preventDefault(),l.has(p)){g=!0,o();return}let v=s.value.trim().replace(/^[\u2212\u2013]/,"-").replace(",","."),M=v===""?NaN:Number(v);if(Number.isNaN(M)){c.textContent="A number, please, such as −12 or 0.5.";return}let{value:w,text:$}=e(p),A=Math.abs(M-w),S=Number.isInteger(w)?A===0:A<=ao*Math.abs(w);l.add(p),d+=S?1:0,r.dataset.answer=S?"right":"wrong",c.textContent=S?"✓ Right.":`✗ Not ${s.value.trim()}: it is ${$}, see the products.`,u.textContent=`${d} of ${l.size} right`,n(),x(p),a.focus()}return r.addEventListener("submit",y,{signal:f.signal}),r.addEventListener("keydown",b=>{b.target===s&&b.stopPropagation()},{signal:f.signal}),{show:x,asks:b=>h&&!l.has(b),get on(){return h},set(b){h=b},reset(){l.clear(),p=-1,d=0,u.textContent=""},destroy:()=>f.abort()}}var co=60,uo=t=>t<.5?4*t**3:1-(2-2*t)**3/2,Nt=matchMedia("(prefers-reduced-motion: reduce)");function cn({placeOf:t,onWay:e,there:n}){let o={},r=null;function i(s){return r=null,o=t(s),n(s),!1}return{get place(){return o},get moving(){return!!r},set(s){r=null,o=t(s)},go(s,a){if(Nt.matches||a<co)return i(s);let c=t(s),u=Object.keys(c).every(f=>c[f]===o[f]);return r={from:{...o},to:c,moment:s,passed:0,length:u?a/2:a},!0},tick(s){if(!r)return!1;r.passed+=s;let a=uo(Math.min(r.passed/r.length,1));if(a===1)return i(r.moment);let{from:c,to:u}=r,f={};for(let l of Object.keys(u))f[l]=c[l]+(u[l]-c[l])*a;return o=f,e(J((a-.7)/.3,1)),!0}}}function ut(t,e,n){let{largest:o,whole:r,negative:i}=t.header;return ge(o[e]??0,r[e]??!1,!!i[e],n)}function ge(t,e,n,o){let r=fn(t),i=r>=(e?7:6)||r<-3,s=e?0:Math.max(0,Math.min(o-1-r,o)),a={scientific:i,decimals:s,digits:o};return{...a,chars:un(a,r,n)}}function un({scientific:t,decimals:e,digits:n=1},o,r){let i=e?e+1:0;return(r?1:0)+(t?n+4:Math.max(o,0)+1+i)}function ln(t){let{largest:e,whole:n,negative:o}=t.header,r=e.products??0,i=Math.max(r,e.sums??0),s=!!(n.products&&n.sums),a=!!(o.products||o.sums),{scientific:c}=ge(i,s,a,4),u=(h,p,d)=>{let g={scientific:c,decimals:p,digits:h,even:!0,exact:d};return{...g,chars:un(g,fn(i),a)}},f=[4,3,2].map(h=>u(h,ge(r,s,a,h).decimals,s)),l=c||s?void 0:ho(t);return l===void 0?f:[u(4,l,!0),...f]}var fn=t=>t>0?Math.floor(Math.log10(t)):0;function lo(t,e){let n=10**e,o=Math.round(t*n)/n;return o===t||Math.fround(o)===t}var fo=4;function ho({values:{products:t,sums:e}}){let n=0;for(let o of[t??[],e??[]])for(let r of o)for(;!lo(r,n);)if(++n>fo)return;return n}function nt(t,{scientific:e,decimals:n=0,digits:o=1,even:r=!1}){let i;return Number.isNaN(t)?"NaN":Number.isFinite(t)?(e&&!(Number.isInteger(t)&&Math.abs(t)<1e4)?i=t.toExponential(o-1).replace("e+","e"):Number.isInteger(t)&&!(r&&t)?i=String(t):(i=t.toFixed(n),Number(i)===0&&(i=i.replace("-",""))),i.replaceAll("-","−")):t>0?"∞":"−∞"}function Vt(t,e,n=!0){return`${t}·${n&&e.startsWith("−")?`(${e})`:e}`}function ot(t,e=null){let n=Math.abs(t);if(Number.isInteger(t)&&n<1e12)return nt(t,{decimals:0});if(!Number.isFinite(t))return nt(t,{});if(n>=1e7||n<1e-4)return nt(t,{scientific:!0,digits:4});if(e?.exact)return nt(t,e);let o=Math.min(3-Math.floor(Math.log10(n)),7);return nt(t,{decimals:Math.max(o,e?.decimals??0)})}function yt(t,e=null){let n=ot(t,e),o=Number(n.replaceAll("−","-"));return`${Number.isNaN(o)||o===t||Math.fround(o)===t?"=":"≈"} ${n}`}var bt=18,xe=17,ye=14,po=40,wo=72,be=19,go=11,Me=22,me=34,mo=25,xo=860;function Yt(t,e,n,o,r){let i=ut(t,e,o),s=Math.min(n*.58,28),a=go/r.scale,c=Math.max(a,Math.min(n*.4,16)),u=i.chars*r.digit,f=Math.ceil(c*u+5);return s<a||f>2*n?{cw:n,ch:n,font:0,format:i}:f>n?{cw:f,ch:n,font:c,format:i}:{cw:n,ch:n,font:Math.min(s,(n-5)/u),format:i}}function ke(t,e,n,o,r=!1){let i=["one line","two lines","three lines"],s=r?me:wo,a={width:e,height:n,phone:r,gap:r?22:po,mostPatch:me};for(let f of[3,2]){if(t.PH*t.PW>1e3||t.OH*t.OW*t.M>2e3)break;let l=[];for(let g of i)for(let x=s;x>=be/o.scale;x--){let y=Jt(t,a,x,f,g,o);if(y){l.push(y);break}}let h=t.PW>=4*t.PH?1.05:1.35,[p,...d]=l;if(p)return d.reverse().find(g=>g.ch>h*p.ch)??p}let[c,u]=[me,mo].map(f=>yo(t,{...a,mostPatch:f,height:r?xo:n},i,o));return u.ch>1.12*c.ch?u:c}function yo(t,e,n,o){for(let i=be-1;i>.02;i*=i>6?1-1/i:.94)for(let s of n){let a=(f,l)=>Jt(t,e,f,0,s,o,l),c=Jt(t,e,i,0,s,o);if(!c)continue;let u=0;for(let f of hn(i)){let l=a(i,f);if(l){[c,u]=[l,f];break}}for(let f of hn(i)){let l=a(f,u||i);if(l)return l}return c}let r=Jt(t,{...e,width:1/0,height:1/0},1,0,"one line",o);if(!r)throw new Error("room without end is not enough");return r}var hn=t=>[26,be,...[4,3,2.5,2.25,2,1.75,1.5,1.25].map(e=>e*t)].filter(e=>e>t&&e<=26);function Jt(t,e,n,o,r,i,s=0){let{width:a,height:c,gap:u}=e,{M:f,PH:l,PW:h,KH:p,KW:d,OH:g,OW:x}=t,y=i.snapCell(n),b=k=>({cw:y,ch:y,font:0,format:ut(t,k,3)}),v=o?Yt(t,"input",y,o,i):b("input"),M=o||s?Yt(t,"output",i.snapCell(s||n),o||3,i):b("output"),w=Yt(t,"filter",y,o||3,i),$=null,A=null;if(y>=Me&&o?v.cw=w.cw=Math.max(v.cw,w.cw):[$,A,w]=bo(t,e,i),o&&!(v.font&&w.font&&M.font))return null;o&&!$&&(v.font=w.font=Math.min(v.font,w.font));let S=r==="one line",O={input:Qt(v,1,1,l,h)};$&&(O.patch=Qt($,1,1,p,d)),A&&(O.weights=Qt(A,1,1,p,d));let I=e.phone&&A,z=(I?[]:[r==="two lines"?O.input:void 0,O.patch,O.weights].filter(k=>k!==void 0)).reduce((k,C)=>k-C.width-u,a);O.filter=dn(w,f,p,d,14,S?c:null,z),O.output=dn(M,f,g,x,20,S?c:null,a),O.input.height+=xe*t.header.notes.length;let P={"one line":[["input","patch","weights","filter","output"]],"two lines":[["input","patch","weights","filter"],["output"]],"three lines":I?[["input"],["patch","weights"],["filter"],["output"]]:[["input"],["patch","weights","filter"],["output"]]}[r].map(k=>k.filter(C=>O[C])),U=k=>k.reduce((C,L)=>C+L,0),_=P.map(k=>Math.max(...k.map(C=>O[C].height))),E=P.map(k=>U(k.map(C=>O[C].width+u))-u),Z=U(_)+(P.length-1)*ye,T=Math.max(...E);return Z>c||T>a?null:{ch:y,digits:o,blocks:O,lines:P,height:Z}}function bo(t,{width:e,height:n,phone:o,gap:r,mostPatch:i},s){let{M:a,KH:c,KW:u}=t,f=o?(e-r)/2:.24*e,l=s.snapCell(Math.min(i,(n-bt)/c,f/u)),h=(b,v)=>{let M=$=>{let A=pn(a,o?.4*n:n,c*$+bt);return A&&A*u*$+(A-1)*14<=v},w=b;for(;w>3&&!M(w);)w=s.snapCell(w-1);return w},p=(b,v)=>{for(let M of[3,2]){let w=Yt(t,b,v,M,s);if(w.font&&w.cw<=1.7*v)return w}return{cw:v,ch:v,font:0,format:ut(t,b,3)}},d=p("input",l),g=p("filter",h(l,o?f:.32*e));if(g.font||a===1)return[d,null,g];let x=p("filter",l);if(!x.font)return[d,null,g];let y=o?Math.floor(Math.min(10,(e-(a-1)*14)/(a*u))):h(Math.min(l,10),.16*e);return[d,x,p("filter",Math.max(y,2))]}function pn(t,e,n){for(let o=1;o<=t;o++){let r=Math.ceil(t/o);if(r*n+(r-1)*8<=e)return o}return 0}function Qt(t,e,n,o,r,i=0){let s=Math.ceil(e/n);return{cells:t,perRow:n,rows:o,cols:r,gap:i,width:n*r*t.cw+(n-1)*i,height:s*(o*t.ch+bt)+(s-1)*8}}function dn(t,e,n,o,r,i,s){let a=Math.max(1,Math.min(e,Math.floor((s+r)/(o*t.cw+r)))),c=i===null?Math.ceil(e/Math.ceil(e/a)):pn(e,i,n*t.ch+bt)||e;return Qt(t,e,c,n,o,r)}function Oe(t,e,n,o,r){return{k:t,x:0,y:e,width:n,height:o,big:r,name:{x:0,y:0},views:[],texts:[]}}function Te(t,{x:e,width:n}){let o=t?.lines.length===1&&mn(t,t.lines[0],{x:e,width:n}),r=e+n;if(!o){let[u,f,l]=[.4,.53,.82].map(h=>e+h*n);return{start:e,end:u,filter:f,output:l,right:r}}let{input:i,filter:s,output:a}=o,{blocks:c}=t;return{start:i,end:s-24,filter:s+c.filter.width/2,output:a+c.output.width/2,right:r}}function mn(t,e,{x:n,width:o}){let r=e.reduce((a,c)=>a+t.blocks[c].width,0),i=e.length>1?Math.min((o-r)/(e.length-.4),130):0,s=n+Math.max(0,o-r-i*(e.length-1))/2;return Object.fromEntries(e.map(a=>{let c=s;return s+=t.blocks[a].width+i,[a,c]}))}function $e(t,e,n,o,r){let s=Number.isFinite(n.height)&&t.height>n.height+34?t.y+(t.height-n.height)/2:t.y+t.height-n.height-7;for(let a of n.lines){let c=Math.max(...a.map(f=>n.blocks[f].height)),u=mn(n,a,o);a.forEach((f,l)=>{let h=n.blocks[f],p=u[f],d=(x,y)=>(u[x]+n.blocks[x].width+u[y])/2,g=[l?d(a[l-1],f)+3:t.x+10,l<a.length-1?d(f,a[l+1])-3:t.x+t.width-8];Mo(t,e,f,h,p,s+(c-h.height)/2,g,r)}),s+=c+ye}}function Mo(t,e,n,{cells:o,perRow:r,rows:i,cols:s,gap:a},c,u,f,l){let h=n==="filter"||n==="output"?e.M:1;for(let d=0;d<h;d++){let g=c+d%r*(s*o.cw+a),x=u+Math.floor(d/r)*(i*o.ch+bt+8)+bt,y=xn(t,n,d,g,x,i,s,o,l);if(n==="weights"){To(t,e,y,l);continue}let b=d%r,v=b===r-1||d===h-1,M=Math.max(0,a-6)/2,w=b?y.x-M:Math.max(f[0],y.x-30),$=v?Math.min(f[1],y.x+y.width+30):y.x+y.width+M,A=Oo(e,n,t.k,d);if(n==="filter"&&H(t,"weights").length&&(A=A.slice(1)),n==="input"&&e.header.captions?.parts){ko(t,e,y,l);continue}let S=A.find(O=>l.textWidth(O)<=$-w)??A[A.length-1];Zt(t,y,S,-6,l,[w,$])}if(n!=="input")return;let p=t.views[t.views.length-1];e.header.notes.forEach((d,g)=>{let x=Math.max(14,Math.min(p.x,t.width-l.textWidth(d)-8)),y=p.y+p.height+14+g*xe;t.texts.push({text:d,x,y,width:l.textWidth(d),note:!0})})}function ko(t,e,n,o){let{width:r,words:i}=e.header.captions?.parts??{width:0,words:[]};i.forEach((s,a)=>{let c=r*n.cw,u=s.split(" of ").at(-1),f=[s,u].find(h=>o.textWidth(h)<c);if(!f)return;let l={...n,x:n.x+a*c,width:c};Zt(t,l,f,-6,o)})}var Xt=({M:t,header:{captions:e}},n,o,r)=>e?.[n]?.[n==="input"?o:o*t+r];function Oo(t,e,n,o){let{C:r,M:i}=t,s=Xt(t,e,n,o);if(s)return[s,s.split(", ").at(-1)];if(e==="input"&&(t.PH>t.H||t.PW>t.W))return["input, padded","input"];if(e==="input")return["input"];if(e==="patch")return["window"];if(e==="filter")return i>1?[`filter q = ${o}`,`q = ${o}`,`${o}`]:["filter"];let a=n*i+o;if(r*i===1)return["output"];let c=[`output channel ${a}`,`output ${a}`,`${a}`];return i>1?[`output channel ${a} = ${n}·${i} + ${o}`,`channel ${a} = ${n}·${i} + ${o}`,...c]:c}function xn(t,e,n,o,r,i,s,{cw:a,ch:c,font:u,format:f},l){let h={kind:e,k:t.k,q:n,x:l.snap(o),y:l.snap(r),rows:i,cols:s,cw:a,ch:c,font:u,format:f,width:s*a,height:i*c};return t.views.push(h),h}function To(t,e,n,o){let r=Xt(e,"filter",t.k,0)??"filter q = 0";Zt(t,n,r,-6,o),Object.assign(t.texts[t.texts.length-1],{text:"",width:o.textWidth(r)})}function Zt(t,e,n,o,r,[i,s]=[-1/0,1/0]){let a=r.textWidth(n),c=e.x+e.width/2;t.texts.push({text:n,x:Math.max(i+a/2,Math.min(c,s-a/2)),y:o<0?e.y+o:e.y+e.height+o,centred:!0,width:a})}function ve(t,e,n,o){let{M:r,C:i,PH:s,PW:a,KH:c,KW:u,OH:f,OW:l}=e,h=t.height>=56,p=h&&r*i>1,d=t.height-(t.height>=40?10:4),g=t.y+t.height/2,x=(_,E,Z,T,k=0)=>o.snapCell(Math.min((d-k)/_,Z/E,T)),y=(_,E,Z,T,k,C,L=0)=>{let R=g-Z*E.ch/2-L;for(let D=0;D<(_==="filter"||_==="output"?r:1);D++)xn(t,_,D,k+D*(T*E.cw+C),R,Z,T,E,o)},b=n.end-n.start,v=gn(e,"input",h?x(c,u,.55*b,28):0,o),M=wn(x(s,a,(v.font?.4:1)*b,16)),w=v.font?26:0,$=a*M.cw+w+(v.font?u*v.cw:0),A=n.start+Math.max(0,(b-$)/2);y("input",M,s,a,A,0),v.font&&y("patch",v,c,u,A+a*M.cw+w,0);let S=2*(n.right-n.output)-(r-1)*20,O=wn(x(f,r*l,S,16,p?14:0)),I=r*l*O.cw+(r-1)*20;y("output",O,f,l,n.output-I/2,20,p?7:0);let j=A+$+24,z=n.output-I/2-24,K=2*Math.min(n.filter-j,z-n.filter)-(r-1)*8,P=gn(e,"filter",x(c,r*u,Math.max(10,K),28),o),U=r*u*P.cw+(r-1)*8;if(y("filter",P,c,u,n.filter-U/2,8),!!p)for(let _ of H(t,"output"))Zt(t,_,`${t.k*r+_.q}`,13,o)}var wn=t=>({cw:t,ch:t,font:0,format:{decimals:0,chars:0}});function gn(t,e,n,o){for(let r of[3,2]){let i=ut(t,e,r),s=Math.min(n*.58,(n-4)/(i.chars*o.digit),16);if(s>=10)return{cw:n,ch:n,font:s,format:i}}return{cw:n,ch:n,font:0,format:ut(t,e,3)}}var Pt=620,yn=12,Ce=5,$o=200,vo=36,So=26,Ae=204,Se=92,te=150,bn=42;function Mn(t,e){let n=Math.max(1,Math.floor(e/bn)),o=Math.min(t.KH,Math.floor(n/t.KW)),r=o>0&&Math.ceil(t.KH/o)<=Ce,i=r?o*t.KW:n;return{columns:i,lines:Math.ceil(t.T/i),kernelRows:r?o:0}}function kn(t,e){let{C:n,KH:o,KW:r,T:i}=t;if(i<=yn)return[{height:86}];let s=e.width-Ae-te,{lines:a}=Mn(t,s),c={height:a<=Ce?Math.max(100,a*33+16):140},u=Math.min($o,o*vo+16),f=Math.max(170,o*Me+60)+(n-1)*46;return o*So+16<=u&&r*bn<=s&&e.height-u>=f?[{height:u,kernel:!0},c]:[c]}function On(t){return t.KW>7||t.KH>9?220:t.T<=4?156:t.KW<=4?94+t.KH*58:94+t.KH*(t.header.taps?46:36)}function Ee(t,e,n){let o=e.width<Pt,r={...e,narrow:o,cells:[],words:null},i=o?{x:e.x+10,y:e.y+86,width:e.width-20,height:e.height-94}:{x:e.x+Ae,y:e.y+8,width:e.width-Ae-te,height:e.height-16},s=o?22:Math.max(25,e.height/2-17);if(r.label={x:e.x+14,y:e.y+s},r.result=o?{right:e.x+e.width-12,middle:e.y+34,width:130}:{right:e.x+e.width-14,middle:e.y+e.height/2,width:te-14},o){let a=t.KW>7||t.KH>9,c=t.T<=4?t.T:t.KW;r.mode=a?"dense":c>4&&!t.header.taps?"grid":"row";let u=a?1:4,f=Math.min(a?14:116,(i.width+u)/c-u),l=i.x+(i.width-c*(f+u)+u)/2;Ht(r,t,{...i,x:l},{columns:c,gap:u,width:f})}else if(t.T<=yn){r.mode="row",r.words={x:i.x+Se-10};let a=Math.min(92,(i.width-Se-5)/t.T-5),c={...i,x:i.x+Se};Ht(r,t,c,{columns:t.T,gap:5,width:a})}else if(e.kernel){r.mode="grid";let a=Math.min(116,(i.width-12)/t.KW-4);Ht(r,t,i,{columns:t.KW,gap:4,width:a})}else{let{columns:a,lines:c,kernelRows:u}=Mn(t,i.width);if(r.mode=c<=Ce?"grid":"dense",r.mode==="grid"){let f=u>1?8:0,l=i.width-12-f*Math.max(0,u-1),h=Math.min(64,(l+3)/a-3);Ht(r,t,i,{columns:a,gap:3,split:f,width:h})}else{let f=Math.max(1,Math.min(16,i.height/t.KH-1,i.width/t.KW-1));Ht(r,t,i,{columns:t.KW,gap:1,width:f})}}return r.chips=Ao(t,o?i:{...i,width:i.width+te-14}),Co(r,t,n),r}function Ht(t,{T:e,KW:n},o,{columns:r,gap:i,width:s,split:a=0}){let c=Math.ceil(e/r),u=t.mode==="dense"?s:(o.height-i*(c-1))/c;for(let f=0;f<e;f++){let l=f%r;t.cells.push({t:f,width:s,height:u,x:o.x+l*(s+i)+a*Math.floor(l/n),y:o.y+Math.floor(f/r)*(u+i)})}}function Ao(t,{x:e,y:n,width:o,height:r}){let i=t.C*t.M,s=5,a=l=>(o+s)/Math.ceil(i/l)-s,c=1;for(;a(c)<62&&(r+s)/(c+1)-s>=18;)c++;let u=Math.ceil(i/c),f={width:Math.min(104,a(c)),height:Math.min(70,(r+s)/c-s)};return Array.from({length:i},(l,h)=>({channel:h,...f,x:e+h%u*(f.width+s),y:n+Math.floor(h/u)*(f.height+s)}))}function Co(t,e,n){let{height:o}=t.cells[0];t.beside=t.mode==="grid"&&e.header.taps&&o<30;let r=t.cells[0].width/(t.beside?2:1),i=Math.min(16,o*(t.mode==="row"?.25:t.beside?.5:.4)),s=(l,h=r)=>Math.min(i,(h-3)/(l*n.digit));t.pairFont=0;let a=[{digits:3,parentheses:!0},{digits:3,parentheses:!1},{digits:2,parentheses:!0},{digits:2,parentheses:!1}];for(let{digits:l,parentheses:h}of a){t.input=ut(e,"input",l),t.weight=ut(e,"filter",l),t.parentheses=h&&e.header.negative.filter;let p=s(t.input.chars+t.weight.chars+(t.parentheses?1.4:.6));if(!(p<9.5)){t.pairFont=p;break}}let c=ln(e).map(l=>({format:l,size:s(l.chars)})),{format:u,size:f}=c.find(l=>l.size>=Math.min(i,11))??c[c.length-1];t.number=u,t.numberFont=f>=8.5?f:0,t.inBox=Eo(t,e,s)}function Eo({beside:t,pairFont:e,numberFont:n,input:o,weight:r,number:i},s,a){if(!s.header.taps)return"pair";if(t||!e)return"product";let c=a(o.chars+r.chars+1.4+2+i.chars);return n&&c>=10.5?"equation":"pair"}var Tn=92,We=6,Wo=560;function $n(t,e,n,o){let r={...e,narrow:e.width<Pt,lanes:[],strip:null};return t.windows?(r.narrow?Ho(r,t,n,o):Lo(r,t,n,o),r):{...r,height:r.height||120}}function Lo(t,e,n,o){let{C:r}=e,i={x:Tn,width:t.width-Tn-14},s=kn(e,t).map(b=>({shape:b,...No(t,e,i,b.height,o)})),a=({plan:b})=>b.digits||b.blocks.filter.cells.font&&1,c=s[s.length-1],u=s.find(b=>a(b)>=a(c))??c,{shape:f,room:l,equal:h,plan:p,small:d}=u,g=f.height,x=Te(p,i),y=0;for(let b=0;b<r;b++){let v=p===h||b===n,M=v&&p!==h?l-d*(r-1):d,w=Oe(b,o.snap(y),t.width,o.snap(M),v);v?$e(w,e,p,i,o):ve(w,e,x,o),w.name={x:14,y:w.height>40?w.y+7:w.y+w.height/2-9},t.lanes.push(w),y+=M+We}t.strip=Ee(e,{x:0,y:t.height-g,width:t.width,height:g,kernel:f.kernel},o)}function No(t,e,n,o,r){let{C:i}=e,s=t.height-o-8-We*(i-1),a=l=>ke(e,n.width,l-12,r),c=a(s/i),u=c,f=s/i;if(i>1&&!(c.digits&&c.ch>=24)){let l=Math.max(18,Math.min(92,s*.46/(i-1)));f=[l,l-8,l-16,l-24].filter(p=>p>=62).find(p=>a(s-p*(i-1)).digits)??l,u=a(s-f*(i-1))}return{room:s,equal:c,plan:u,small:f}}function Ho(t,e,n,o){let r={x:12,width:t.width-24},i=ke(e,r.width,Wo,o,!0),s=Te(null,{x:80,width:t.width-88}),a=0;for(let c=0;c<e.C;c++){let u=c===n,f=Oe(c,a,t.width,u?Math.ceil(i.height)+34:40,u);u?$e(f,e,i,r,o):ve(f,e,s,o),f.name={x:12,y:u?f.y+6:f.y+11},t.lanes.push(f),a+=f.height+We}t.strip=Ee(e,{x:0,y:a+2,width:t.width,height:On(e)},o),t.height=Math.ceil(t.strip.y+t.strip.height)}function ee(t,e){return new OffscreenCanvas(Math.max(1,Math.round(t)),Math.max(1,Math.round(e)))}function Y(t,e,n,o,r,i){let{size:s=13,weight:a=400,colour:c=e.muted,align:u="left"}=i,{code:f=!1,base:l=!1}=i;t.font=`${a} ${s}px ${f?e.codeFont:e.textFont}`,t.fillStyle=q(c),t.textAlign=u,t.textBaseline=l?"alphabetic":"middle",t.fillText(n,o,r)}function tt(t,{x:e,y:n,width:o,height:r},i,s,a=[]){t.strokeStyle=q(s),t.lineWidth=i,t.setLineDash(a),t.strokeRect(e,n,o,r),t.setLineDash([])}function gt(t,{x:e,y:n,width:o,height:r},i,{fill:s,line:a=0,colour:c,dash:u=[]}){t.beginPath(),t.roundRect(e,n,o,r,Math.max(0,Math.min(i,o/2,r/2))),s&&(t.fillStyle=s,t.fill()),!(!a||!c)&&(t.strokeStyle=q(c),t.lineWidth=a,t.setLineDash(u),t.stroke(),t.setLineDash([]))}function rt({x:t,y:e,width:n,height:o},r){return{x:t-r,y:e-r,width:n+2*r,height:o+2*r}}var Rt=({x:t,y:e,width:n,height:o})=>({x:t+n/2,y:e+o/2});function vn({theme:t,hatch:e,dpr:n},o,r,i,s=()=>e){let a=ee(o.width*n,o.height*n),c=ft(a);if(o.cw*n<6||o.rows*o.cols>3e3)return Po(c,{theme:t,hatch:e},o,r,i),a;c.scale(n,n);let u={x:0,y:0,cw:o.cw,ch:o.ch};for(let f=0;f<o.rows;f++)for(let l=0;l<o.cols;l++){let h=G(u,f,l),p={theme:t,hatch:s(f,l)};ne(c,p,o,h,r(f,l),i)}return a}function ne(t,{theme:e,hatch:n},o,r,i,s){let a=i===null;if(t.fillStyle=a?n:Lt(e,o.k,i,s),t.fillRect(r.x,r.y,r.width,r.height),tt(t,rt(r,-.5),1,e.grid),!o.font)return;let{x:c,y:u}=Rt(r);Y(t,e,a?"0":nt(i,o.format),c,u+o.font*.04,{size:o.font,weight:500,colour:a?e.muted:e.ink,align:"center"})}function Po(t,{theme:e,hatch:n},o,r,i){let{width:s,height:a}=t.canvas,{positive:c,negative:u}=X(e,o.k),f=new ImageData(o.cols,o.rows),l=new Uint32Array(f.data.buffer);for(let p=0,d=0;p<o.rows;p++)for(let g=0;g<o.cols;g++,d++){let x=r(p,g);x!==null&&(l[d]=(x>0?c:u).pixels[we(x,i)])}let h=ee(o.cols,o.rows);ft(h).putImageData(f,0,0),t.fillStyle=n,t.fillRect(0,0,s,a),t.imageSmoothingEnabled=s<o.cols,t.imageSmoothingQuality="high",t.drawImage(h,0,0,s,a)}function Sn(t,e,n,o){let[r,i]=n.header.reached;if(!r.includes(0)&&!i.includes(0))return;let{width:s,height:a}=t.canvas,c=a/o.rows,u=s/o.cols;t.setTransform(1,0,0,1,0,0),t.fillStyle=q(e.panel,.68);for(let[f,l]of r.entries())l||t.fillRect(0,f*c,s,c);for(let[f,l]of i.entries())l||t.fillRect(f*u,0,u,a)}function An(t,e,n,o,r){if(r<=0)return;let i=n.height/o.rows,s=n.width/o.cols,a=Math.floor(r/o.cols),c=r%o.cols,u=(l,h,p)=>{if(h<1||p<1)return;let d={x:o.x,y:o.y+l/e,width:h/e,height:p/e};t.drawImage(n,0,l,h,p,d.x,d.y,d.width,d.height)},f=Math.round(a*i);u(0,n.width,f),u(f,Math.round(c*s),Math.round((a+1)*i)-f)}function Cn(t,e,{x:n,y:o,width:r,height:i,rows:s,cols:a,cw:c,ch:u}){if(t.fillStyle=q(e.empty),t.fillRect(n,o,r,i),!(u<5)){t.fillStyle=q(e.grid);for(let f=0;f<=s;f++)t.fillRect(n,o+f*u-.5,r,1);for(let f=0;f<=a;f++)t.fillRect(n+f*c-.5,o,1,i)}}var It=({model:t,hatch:e,dots:n},o,r)=>Et(t,o,r)?n:e;var Le="This layer has no output, so there is nothing to show.",Kt=({header:{captions:t}},e,n,o,r)=>{let[i,s]=En(t,e,o,r),a=t?.parts?.width??1/0,[c,u]=e==="source"?[Math.floor(s/a),s%a]:[0,s];return t?.[e]?.[n]?.replace("{i}",i).replace("{j}",u).replace("{part}",c)};function En(t,e,n,o){let[[r,i,s],[a,c,u]]=t?.places?.[e]??[[0,1,1],[0,1,1]];return[(r+i*n)/s,(a+c*o)/u]}var Ne=({header:{captions:t}})=>t?.factors??["input","weight"];function ht(t,{i:e,j:n,k:o,q:r}){let i=o===void 0||r===void 0?null:o*t.M+r,s=i===null?Kt(t,"all",0,e,n):Kt(t,"value",i,e,n);if(s)return s;let a=i??":";return`output[0, ${t.header.data_format==="NHWC"?`${e}, ${n}, ${a}`:`${a}, ${e}, ${n}`}]`}function Io(t,e,n,o){let r=Kt(t,"source",e,n,o);return r||`input[0, ${t.header.data_format==="NHWC"?`${n}, ${o}, ${e}`:`${e}, ${n}, ${o}`}]`}var He=({q0:t,header:{captions:e}},n,o="")=>e?.parts?"sum over q":`filter ${o}${t+n}`;function Wn(t,e,n){if(!t.windows)return Le;let{i:o,j:r,k:i,q:s}=V(t,n.w),c=`Step ${ue(t,e,n)+1} of ${ce(t,e)}: row ${o}, column ${r}`;if(e==="pixel")return`${c}, all channels. ${Ko(t,o,r)}.`;let u=d=>{let{row:g,column:x}=et(t,{i:o,j:r},d),y=pt(t,i,g,x),b=wt(t,i,s,Math.floor(d/t.KW),d%t.KW);return Vt(y===null?"0":ot(y),ot(b))},f=`${c}, channel ${i}, ${He(t,s)}.`,l=ht(t,{i:o,j:r,k:i,q:s}),h=yt(at(t,i,s,o,r));if(e==="tap"){let{products:d,sums:g}=t.values,x=n.w*t.T+n.t,y=n.t===t.T-1?` ${l} ${h}.`:"",b=`${u(n.t)} ${yt(d[x])}`;return`${f} Tap ${n.t+1} of ${t.T}: ${b}, running sum ${ot(g[x])}.${y}`}if(t.T>9)return`${f} ${l} ${h}.`;let p=Array.from({length:t.T},(d,g)=>u(g)).join(" + ");return`${f} ${l} = ${p} ${h}.`}function Ln(t,{w:e}){let{i:n,j:o,k:r,q:i}=V(t,e);return`${`Step ${e+1} of ${t.windows}: row ${n}, column ${o}, channel ${r}, filter ${t.q0+i}.`} What is ${ht(t,{i:n,j:o,k:r,q:i})}?`}function Ko(t,e,n){let o=t.C*t.M,r=8;return Array.from({length:Math.min(o,r)},(s,a)=>{let c=at(t,Math.floor(a/t.M),a%t.M,e,n);return`${Kt(t,"value",a,e,n)??`output channel ${a}`} ${yt(c)}`}).join(", ")+(o>r?", and so on":"")}function Nn(t,e,n,{kind:o,k:r,q:i,row:s,column:a}){if(o==="weights"&&(i=V(t,n.w).q),o==="output"){let p=ht(t,{i:s,j:a,k:r,q:i});return[s*t.OW+a<kt(t,e,n,r,i)?`${p} ${yt(at(t,r,i,s,a))}`:`${p}: to come`,Bo(t,s,a),"click to go there"]}if(o==="filter"||o==="weights")return[`${Kt(t,"weight",r*t.M+i,s,a)??`filter[${s}, ${a}, ${r}, ${i}]`} = ${ot(wt(t,r,i,s,a))}`,t.header.captions?"is multiplied by the values marked":`meets the inputs marked, for output ${r*t.M+i}`];let c=Ot(s,t.KH,t.sh,t.dh,t.OH).length*Ot(a,t.KW,t.sw,t.dw,t.OW).length,u=c*t.M,f=t.header.captions?"gradient value":"output",l=c?`under the window at ${c} position${c>1?"s":""}, for the `+(u>1?`${u} ${f}s marked`:`${f} marked`):"no window reaches it";if(Et(t,s,a))return["0, put in by the stride",l];let h=pt(t,r,s,a);return h===null?["padding: 0",l]:[`${Io(t,r,s-t.top,a-t.left)} = ${ot(h)}`,l]}function Bo(t,e,n){let{top:o,left:r,H:i,W:s,sh:a,sw:c,dh:u,dw:f,KH:l,KW:h,header:p}=t,{captions:d}=p;if(d?.parts)return"from the value at the same place in each part";let g=(M,w,$)=>($?`${M}s ${w} to ${w+$}`:`${M} ${w}`).replaceAll("-","−");if(!d?.inserted)return`from ${g("row",e*a-o,(l-1)*u)}, ${g("column",n*c-r,(h-1)*f)}`;let x=(M,w,$,A,S)=>Array.from({length:$},(O,I)=>w+I*A).filter(O=>O>=0&&O<S&&!d.inserted[M][O]).map(O=>En(d,"source",O,O)[M]),y=x(0,e*a-o,l,u,i),b=x(1,n*c-r,h,f,s);if(!y.length||!b.length)return"from no value of ∂L/∂output: it is 0";let v=M=>`${M.length>1?"s":""} ${M.join(", ")}`;return`from ∂L/∂output, row${v(y)}, column${v(b)}`}var Fo=["single products are too","many to send at this size"];function zo(t,{mode:e,inBox:n,beside:o}){let r=Ne(t).join(" · ");return e==="row"?[`${r}, product, running sum`]:e==="dense"?["one square a product"]:[{pair:`in each box ${r},`,product:"in each box a product,",equation:`${r} = product,`}[n],`${o?"beside":"below"} it the running sum`]}function Re(t,e,n,o){let{model:r,theme:i,scene:{strip:s}}=e,{products:a,sums:c}=r.values,u=V(r,n),{i:f,j:l,k:h,q:p}=u,d=X(i,h),g=o??r.T-1,x=[`row ${f}, column ${l}`,`channel k = ${h}, ${He(r,p,"q = ")}`],y=a?zo(r,s):Fo,b=a?s.number:null,v=s.numberFont&&b&&!b.exact;s.words?Do(t,e,!!a):x.push(...s.narrow?[y.join(" ")+(v?", rounded":"")]:y),v&&!s.narrow&&x.push(_o(b)),Pn(t,e,ht(r,u),x,d.text);for(let M of s.cells){let{t:w}=M,{row:$,column:A}=et(r,u,w);jo(t,e,M,{k:h,x:pt(r,h,$,A),weight:wt(r,h,p,Math.floor(w/r.KW),w%r.KW),product:a&&w<=g?a[n*r.T+w]:null,sum:a&&w<=g?c[n*r.T+w]:null,now:w===o,toCome:w>g,hatch:It(e,$,A)})}if(g===r.T-1){let M=yt(at(r,h,p,f,l),b);Pe(t,e,Hn(r),M,d.text)}else o<0?Pe(t,e,Hn(r),"= ?",d.text):Pe(t,e,"sum so far",ot(c[n*r.T+g],b),i.ink)}var Hn=({header:{captions:t}})=>t?"gradient value":"output value";function _o({scientific:t,decimals:e,digits:n}){return t?`rounded to ${n} digits`:`rounded to ${e} decimal${e===1?"":"s"}`}function Do(t,{theme:e,model:n,scene:{strip:o}},r){let{y:i,height:s}=o.cells[0],a=Ne(n).join(" · "),c=r?[a,"product","running sum"]:[a];c.forEach((u,f)=>{let l=c.length>1?oe[f]:.5;Y(t,e,u,o.words.x,i+s*l,{size:12,align:"right"})})}function Pn(t,{theme:e,scene:{strip:n},model:o},r,i,s){let{x:a}=n.label,c=n.label.y-(n.narrow?0:Math.max(0,i.length-2)*8),u=Math.min(15,285/ht(o,V(o,o.windows-1)).length);Y(t,e,r,a,c,{size:u,weight:600,colour:s,code:!0,base:!0});for(let[f,l]of i.entries())Y(t,e,l,a,c+20+f*17,{base:!0})}function Pe(t,{theme:e,digit:n,scene:{strip:o}},r,i,s){let{right:a,middle:c,width:u}=o.result,f=Math.max(14,Math.min(30,u/(i.length*n)));Y(t,e,i,a,c+12,{size:f,weight:700,colour:s,align:"right"}),Y(t,e,r,a,c-20,{align:"right"})}var oe=[.17,.515,.86];function jo(t,e,n,o){let{theme:r,model:i,scene:{strip:s}}=e,a=o.product!==null,c=s.mode==="row"&&i.header.taps,u={...n};c?Object.assign(u,{y:n.y+n.height*.34,height:n.height*.34}):s.beside?u.width=n.width/2:s.mode==="grid"&&i.header.taps&&(u.height=n.height*.55);let f=q(r.panel);if(a&&(f=Lt(r,o.k,o.product,i.header.largest.products)),o.x===null&&(f=o.hatch),gt(t,u,s.mode==="dense"?1:4,{fill:f,line:o.now?2.5:1,colour:o.now?X(r,o.k).stroke:r.grid}),s.mode==="dense")return;let l=(x,y,b,v,M,{x:w}=Rt(n))=>{let $=M?r.muted:r.ink,A={size:b,weight:o.now?700:v,colour:$,align:"center"};Y(t,r,x,w,n.y+n.height*y,A)},h=o.x===null?"0":nt(o.x,s.input),p=Vt(h,nt(o.weight,s.weight),s.parentheses),d=a?nt(o.product,s.number):"",g=a?nt(o.sum,s.number):"";if(!i.header.taps)s.pairFont&&l(p,.5,s.pairFont,500,!1);else if(c)s.pairFont&&l(p,oe[0],s.pairFont,400,o.toCome),s.numberFont&&l(d,oe[1],s.numberFont,600,!1),s.numberFont&&l(g,oe[2],s.numberFont,400,!o.now);else if(s.beside){let x={x:n.x+n.width*.75,y:0},y=Math.min(s.numberFont,12);y&&l(d,.5,y,600,!1,Rt(u)),y&&l(g,.5,y,400,!o.now,x)}else{let x=Math.min(s.pairFont||s.numberFont,12),y=a?`${p} = ${d}`:p;x&&l({pair:p,product:d,equation:y}[s.inBox],.29,x,500,o.toCome),s.numberFont&&l(g,.79,Math.min(s.numberFont,12),400,!o.now)}}function Rn(t,e,{i:n,j:o}){let{model:r,theme:i,digit:s,scene:{strip:a}}=e,c=r.C>1?`all ${r.C} channels`:`all ${r.M} filters`,u=[`row ${n}, column ${o}`,...r.C*r.M>1?[c]:[]];Pn(t,e,ht(r,{i:n,j:o}),u,i.ink);for(let{channel:f,...l}of a.chips){let h=Math.floor(f/r.M),p=at(r,h,f%r.M,n,o),d=Lt(i,h,p,r.header.largest.output);gt(t,l,4,{fill:d,line:1.5,colour:X(i,h).stroke});let g=ot(p),x=`${f}`,{x:y,y:b}=Rt(l),v={weight:650,colour:i.ink},M={colour:i.ink};if(l.height>36){let w=Math.min(20,(l.width-8)/(g.length*s));Y(t,i,g,y,l.y+l.height*.64,{...v,size:w,align:"center"}),Y(t,i,x,y,l.y+l.height*.24,{...M,size:12,align:"center"})}else{let w=Math.min(14,(l.width-34)/(g.length*s),l.height*.6);Y(t,i,g,l.x+l.width-6,b,{...v,size:w,align:"right"}),Y(t,i,x,l.x+6,b,{...M,size:Math.min(12,w)})}}}function In(t,e,n,o,r,i){let s=(l,h)=>(i.font=h,i.measureText(l).width),a=s("0",`500 100px ${e.textFont}`)/100,c={digit:a,scale:n.scale,snap:l=>Math.round(l*o)/o,snapCell:l=>l*o>=6?Math.floor(l*o)/o:Math.max(l,.01),textWidth:l=>s(l,`400 13px ${e.textFont}`)},u=$n(t,n,r,c),f={scene:u,model:t,theme:e,dpr:o,digit:a,hatch:Je(e,o),images:new Map};f.lines=new Map,f.dots=Qe(e,o);for(let l of u.lanes)for(let h of l.views)Wt(h)||f.images.set(h,Go(f,h));return f.still=ee(u.width*o,u.height*o),Uo(ft(f.still),f),f}function Uo(t,e){let{scene:n,theme:o,dpr:r}=e;t.setTransform(r,0,0,r,0,0);for(let i of n.lanes)qo(t,e,i);n.strip?gt(t,rt(n.strip,-.5),7,{line:1,colour:o.line}):Y(t,o,Le,n.width/2,n.height/2,{size:16,align:"center"})}function qo(t,e,n){let{theme:o,images:r}=e;gt(t,rt(n,-.5),7,{fill:q(o.panel),line:1,colour:o.line}),t.fillStyle=q(X(o,n.k).stroke),t.beginPath(),t.roundRect(n.x,n.y,5,n.height,[7,0,0,7]),t.fill();for(let i of n.views){let{x:s,y:a,width:c,height:u}=i;i.kind==="output"?Cn(t,o,i):r.has(i)&&t.drawImage(r.get(i),s,a,c,u)}for(let{text:i,x:s,y:a,note:c}of n.texts){let u=c?{colour:o.ink}:{align:"center"};Y(t,o,i,s,a,{...u,base:!0})}}function Go(t,e){let{model:n}=t,o=(c,u)=>e.kind==="input"?pt(n,e.k,c,u):(e.kind==="filter"?wt:at)(n,e.k,e.q,c,u),r=n.header.largest[e.kind]??0,s=vn(t,e,o,r,(c,u)=>e.kind==="input"?It(t,c,u):t.hatch);if(e.kind!=="input")return s;let a=ft(s);return Sn(a,t.theme,n,e),Vo(a,t,e),s}function Vo(t,{model:e,theme:n,dpr:o},r){let{parts:i}=e.header.captions??{};if(i){t.setTransform(o,0,0,o,0,0),t.fillStyle=q(n.ink);for(let s=i.width;s<r.cols;s+=i.width)t.fillRect(s*r.cw-1,0,2,r.height)}}function Yo(t,e,n,{q:o}){let{model:r,theme:i}=e;for(let c=0;c<r.T;c++){let u=Math.floor(c/n.cols),f=c%n.cols,l=wt(r,n.k,o,u,f);ne(t,e,n,G(n,u,f),l,r.header.largest.filter)}let s={align:"center",base:!0},a=Xt(r,"filter",n.k,o)??`filter q = ${o}`;Y(t,i,a,n.x+n.width/2,n.y-6,s)}function Jo(t,e,n,o){for(let r=0;r<e.model.T;r++){let{row:i,column:s}=et(e.model,o,r),a=G(n,Math.floor(r/n.cols),r%n.cols),c=pt(e.model,n.k,i,s),u={theme:e.theme,hatch:It(e,i,s)};ne(t,u,n,a,c,e.model.header.largest.input)}}function Kn(t,e,n,o,r){let{scene:i,model:s,theme:a,still:c,dpr:u}=e;if(t.setTransform(1,0,0,1,0,0),t.clearRect(0,0,t.canvas.width,t.canvas.height),t.drawImage(c,0,0),t.setTransform(u,0,0,u,0,0),!s.windows)return;let f=V(s,n.w);for(let l of i.lanes){for(let h of H(l,"output")){let p=kt(s,o,n,h.k,h.q);An(t,u,e.images.get(h),h,p)}for(let h of H(l,"patch"))Jo(t,e,h,f);for(let h of H(l,"weights"))Yo(t,e,h,f);if(s.C>1&&(o==="pixel"||l.k===f.k)){let h=X(a,l.k).stroke;gt(t,rt(l,-1),6,{line:1.75,colour:h})}}r!==null?(gt(t,rt(i.strip,-1),6,{line:1.5,colour:a.muted,dash:[5,3]}),Re(t,e,r,null)):o==="pixel"?Rn(t,e,f):Re(t,e,n.w,o==="tap"?n.t:null)}var Ie=1.75,$t=4,Bn=26,Qo={width:86,height:22},re=[[1,0],[0,1],[-1,0],[0,-1]];function _n(t,e,{i:n,j:o,q:r},i=!0,s=!0){let[a]=H(t,"input"),[c,u]=[H(t,"filter")[r],H(t,"output")[r]],f=[...H(t,"patch"),...i?H(t,"weights"):[]],l=[{plane:a,box:Ke(a,e,et(e,{i:n,j:o},0))},...[...f,c].map(p=>({plane:p,box:p}))];s&&l.push({plane:u,box:G(u,n,o)});let h=[];for(let p=1;p<l.length;p++){let d=Zo(t,l[p-1],l[p],h);d&&h.push(d)}return h}function Ke(t,{KH:e,KW:n,dh:o,dw:r},{row:i,column:s}){return{...G(t,i,s),width:((n-1)*r+1)*t.cw,height:((e-1)*o+1)*t.ch}}function Xo({name:t,views:e,texts:n}){let o=n.map(({x:r,y:i,width:s=0,note:a})=>({x:r-(a?0:s/2)-2,y:i-12,width:s+4,height:16}));return[...e,...o,{x:t.x-4,y:t.y,...Qo}]}function Zo(t,e,n,o){let r={x:t.x+3,y:t.y,width:t.width-3,height:t.height},i=Xo(t),s=o.flatMap(x=>x.slice(1).map((y,b)=>ie(x[b],y))),a=x=>tr(x).map(y=>({...y,outside:Dn(y.edge,y.way,er(y,x,i))})).filter(({edge:y,outside:b})=>{let v=se(ie(y,b),Ie);return jn(v,r)&&!i.some(M=>M!==x.plane&&Bt(v,M))}),c=a(e),u=a(n);if(!c.length||!u.length)return null;let f=[...c,...u],l=Fn(i,f,"x","width",r),h=Fn(i,f,"y","height",r),p=nr({xs:l,ys:h,walls:i,taken:s,room:r},c.map(x=>zn(x,l,h,x.way)),u.map(x=>zn(x,l,h,(x.way+2)%4)));if(!p)return null;let d=c[p.start],g=u[p.goal];return ir([d.inside,d.edge,...p.points,g.edge,g.inside])}function tr({plane:t,box:e}){let n=e===t,o=[];for(let[r,[i,s]]of re.entries()){let a=i?"height":"width",c=i?"y":"x",u=i?t.ch:t.cw,f=e[c]+e[a]/2,l=Math.round(e[a]/u),h=n?[1/2,1/5,4/5].map(p=>e[c]+p*e[a]):Array.from({length:l+1},(p,d)=>e[c]+d*u);for(let p of h){let d=b=>i?{x:b.x+(i>0?b.width:0),y:p}:{x:p,y:b.y+(s>0?b.height:0)},g=d(e),x=d(t),y=Math.abs(x.x-g.x)+Math.abs(x.y-g.y);o.push({inside:g,edge:x,way:r,cost:y+.6*Math.abs(p-f)})}}return o}function er({edge:t,way:e},{plane:n},o){let r=se(ie(t,Dn(t,e,2*$t)),.5),i=o.filter(s=>s!==n&&Bt(r,s)).map(s=>Math.max(e===0?s.x-t.x:e===2?t.x-s.x-s.width:0,e===1?s.y-t.y:e===3?t.y-s.y-s.height:0));return Math.max(Ie+.25,Math.min(2*$t,...i)/2)}function Fn(t,e,n,o,r){let[i,s]=[r[n],r[n]+r[o]],a=[...new Set([i,s,...t.flatMap(u=>[u[n],u[n]+u[o]])])];a.sort((u,f)=>u-f);let c=e.map(({outside:u})=>u[n]);for(let u=1;u<a.length;u++)a[u]-a[u-1]<=2*$t?c.push((a[u]+a[u-1])/2):c.push(a[u-1]+$t,a[u]-$t);return[...new Set(c.map(u=>Math.round(4*u)/4))].concat(e.map(({outside:u})=>u[n])).filter((u,f,l)=>l.indexOf(u)===f&&u>i&&u<s).sort((u,f)=>u-f)}var zn=({outside:t,cost:e},n,o,r)=>({node:o.indexOf(t.y)*n.length+n.indexOf(t.x),way:r,cost:e});function nr({xs:t,ys:e,walls:n,taken:o,room:r},i,s){let a=t.length,c=4*a*e.length,u=new Float64Array(c).fill(1/0),f=new Int32Array(c).fill(-1),l=new Uint8Array(c),h=new Map,p=[],d=S=>({x:t[S%a],y:e[Math.floor(S/a)]}),g=(S,O)=>{let I=S<O?S*c+O:O*c+S,j=h.get(I);if(j!==void 0)return j;let z=ie(d(S),d(O)),K=se(z,Ie),P=z.width+z.height;if(!jn(K,r)||n.some(U=>Bt(K,U)))P=1/0;else{let U=se(z,$t-.5);n.some(_=>Bt(U,_))&&(P*=1.5),o.some(_=>Bt(K,_))&&(P=4*P+60)}return h.set(I,P),P},x=s.map(({node:S})=>d(S)),y=S=>{let{x:O,y:I}=d(S);return Math.min(...x.map(j=>Math.abs(j.x-O)+Math.abs(j.y-I)))},b=(S,O,I)=>{O>=u[S]||(u[S]=O,f[S]=I,or(p,[O+y(S>>2),S]))};for(let{node:S,way:O,cost:I}of i)S>=0&&b(4*S+O,I,-1);let v=1/0,M={state:-1,goal:-1};for(;p.length;){let[S,O]=rr(p);if(S>=v)break;if(l[O])continue;l[O]=1;let I=u[O],j=O>>2,z=O&3;s.forEach((K,P)=>{if(K.node!==j||(K.way+2)%4===z)return;let U=I+K.cost+(K.way===z?0:Bn);U<v&&([v,M]=[U,{state:O,goal:P}])});for(let[K,[P,U]]of re.entries()){if((K+2)%4===z)continue;let _=j%a+P,E=Math.floor(j/a)+U;if(_<0||E<0||_>=a||E>=e.length)continue;let Z=E*a+_;b(4*Z+K,I+g(j,Z)+(K===z?0:Bn),O)}}if(M.state<0)return null;let w=[],$=M.state;for(;f[$]>=0;$=f[$])w.unshift(d($>>2));return w.unshift(d($>>2)),{start:i.findIndex(({node:S,way:O})=>4*S+O===$),goal:M.goal,points:w}}function or(t,e){let n=t.push(e)-1;for(;n>0;){let o=n-1>>1;if(t[o][0]<=t[n][0])break;[t[o],t[n]]=[t[n],t[o]],n=o}}function rr(t){let e=t[0],n=t.pop();if(t.length){t[0]=n;for(let o=0;;){let r=2*o+1;if(r>=t.length||(r+1<t.length&&t[r+1][0]<t[r][0]&&r++,t[o][0]<=t[r][0]))break;[t[o],t[r]]=[t[r],t[o]],o=r}}return e}var Dn=({x:t,y:e},n,o)=>({x:t+re[n][0]*o,y:e+re[n][1]*o}),ie=(t,e)=>({x:Math.min(t.x,e.x),y:Math.min(t.y,e.y),width:Math.abs(t.x-e.x),height:Math.abs(t.y-e.y)}),se=({x:t,y:e,width:n,height:o},r)=>({x:t-r,y:e-r,width:n+2*r,height:o+2*r}),Bt=(t,e)=>t.x<e.x+e.width&&e.x<t.x+t.width&&t.y<e.y+e.height&&e.y<t.y+t.height,jn=(t,e)=>t.x>=e.x&&t.y>=e.y&&t.x+t.width<=e.x+e.width&&t.y+t.height<=e.y+e.height;function ir(t){let e=[];for(let n of t){let[o,r]=e.slice(-2);if(e.length&&(r??o).x===n.x&&(r??o).y===n.y)continue;r&&(o.x===r.x&&r.x===n.x||o.y===r.y&&r.y===n.y)&&e.pop(),e.push(n)}return e}var Un=[5,3];function Gn(t,e,n,o,{visual:r,hover:i,arrival:s}){let{scene:a,model:c,theme:u,dpr:f}=e;if(t.setTransform(f,0,0,f,0,0),t.clearRect(0,0,a.width,a.height),!c.windows)return;let l=V(c,n.w);for(let h of a.lanes){let p=o==="pixel"||h.k===l.k,{stroke:d}=X(u,h.k),[g]=H(h,"input");if(Vn(t,e,g,r,p&&h.big?3:2,d),!p)continue;t.globalAlpha=s;let x=o!=="pixel"||c.M===1;for(let{q:y}of H(h,"filter"))o!=="pixel"&&y!==l.q||sr(t,e,h,{...l,q:y},d,y===l.q,x);t.globalAlpha=1,o==="tap"&&ur(t,e,h,r,l.q,d)}i&&lr(t,e,i,l)}function Vn(t,e,n,o,r,i,s=[]){let{model:a,theme:c}=e,u=Ke(n,a,o),f=n.ch<6?Math.min(r,1.5):r;if((a.dh===1||a.KH===1)&&(a.dw===1||a.KW===1)){tt(t,rt(u,f/2+1),1,c.paper),tt(t,u,f,i,s);return}tt(t,u,1,i,[2,3]);let l=Math.min(f,Math.max(1,n.ch/6));for(let h=0;h<a.KH;h++)for(let p=0;p<a.KW;p++){let d=G(n,o.row+h*a.dh,o.column+p*a.dw);tt(t,rt(d,-Math.min(1,n.ch/8)),l,i,s)}}function sr(t,e,n,{i:o,j:r,q:i},s,a,c){let u=[...H(n,"patch"),...a?H(n,"weights"):[]],f=H(n,"filter")[i],l=G(H(n,"output")[i],o,r);if(n.height>=40){t.strokeStyle=q(s),t.lineWidth=n.big?1.5:1.25;for(let p of ar(e,n,{i:o,j:r,q:i},a,c))cr(t,p)}let h=n.big?2.5:2;for(let p of u)tt(t,p,h,s);tt(t,f,Math.min(h,Math.max(1,f.ch/2)),s),l.width<7?tt(t,rt(l,2),1.5,s):tt(t,l,n.big?3:2,s)}function ar(t,e,{i:n,j:o,q:r},i,s){let a=[e.k,n,o,r,i,s].join(),c=t.lines.get(a);if(c)return c;t.lines.size>500&&t.lines.clear();let u=_n(e,t.model,{i:n,j:o,q:r},i,s);return t.lines.set(a,u),u}function cr(t,e){t.beginPath(),t.moveTo(e[0].x,e[0].y);for(let o=1;o<e.length-1;o++){let[r,i,s]=e.slice(o-1,o+2),a=Math.min(qn(r,i),qn(i,s));t.arcTo(i.x,i.y,s.x,s.y,Math.min(7,a/2))}let n=e[e.length-1];t.lineTo(n.x,n.y),t.stroke()}var qn=(t,e)=>Math.hypot(t.x-e.x,t.y-e.y);function ur(t,e,n,{row:o,column:r,a:i,b:s},a,c){let{model:u,theme:f}=e,[l]=H(n,"input"),h=H(n,"filter")[a],p=[G(l,o+i*u.dh,r+s*u.dw),...[...n.views.filter(Wt),h].map(d=>G(d,i,s))];for(let d of p)d.width<4||(tt(t,rt(d,-2),2,f.paper),tt(t,d,Math.min(4,d.width/4),Q(c,f.ink,.35)))}function lr(t,e,n,o){let r=n.kind==="weights"?{...n,kind:"filter",q:o.q}:n,{scene:i,theme:s}=e,a=i.lanes[r.k],{stroke:c}=X(s,r.k),u={colour:Q(c,s.ink,.45),box:(f,l=2)=>tt(t,f,l,u.colour,Un),window:(f,l)=>Vn(t,e,f,l,2.5,u.colour,Un),shade(f){t.fillStyle=q(c,.28),t.fillRect(f.x,f.y,f.width,f.height),f.width>=8&&tt(t,rt(f,-1),1.5,u.colour,[3,2])}};r.kind==="output"?fr(e,a,r,u):r.kind==="input"?hr(e,a,r,u,o):r.kind==="filter"&&dr(e,a,r,u,o)}function fr(t,e,{q:n,row:o,column:r},i){i.window(H(e,"input")[0],et(t.model,{i:o,j:r},0)),i.box(H(e,"filter")[n]),i.box(G(H(e,"output")[n],o,r),2.5)}function hr({model:t},e,{row:n,column:o},r,{i,j:s}){for(let f of Ot(n,t.KH,t.sh,t.dh,t.OH))for(let l of Ot(o,t.KW,t.sw,t.dw,t.OW))for(let h of H(e,"output"))r.shade(G(h,f,l));r.box(G(H(e,"input")[0],n,o),2.5);let a=(n-i*t.sh)/t.dh,c=(o-s*t.sw)/t.dw,u=(f,l)=>Number.isInteger(f)&&f>=0&&f<l;if(!(!u(a,t.KH)||!u(c,t.KW)))for(let f of[...e.views.filter(Wt),...H(e,"filter")])r.box(G(f,a,c))}function dr({model:t},e,{q:n,row:o,column:r},i,s){let[a]=H(e,"input"),c=o*t.dh,u=r*t.dw;if(t.sh===1&&t.sw===1){let l=t.OW*a.cw,h=t.OH*a.ch;i.shade({...G(a,c,u),width:l,height:h})}else for(let l=0;l<t.OH;l++)for(let h=0;h<t.OW;h++)i.shade(G(a,c+l*t.sh,u+h*t.sw));let f=n===s.q?H(e,"weights"):[];for(let l of[...H(e,"patch"),...f,H(e,"filter")[n]])i.box(G(l,o,r),2.5);i.box(H(e,"output")[n])}var pr=ct.units,Ft=ct.speeds,wr={tap:700,window:800,pixel:1e3},gr=280,Be=180,mr=400,xr=200,yr={tap:"one multiplication",window:"one output value",pixel:"one position, all channels"},zt=t=>t.dataset.value;function Yn(t,e,n){let o=m=>F(t,`.dw-${m}`,HTMLButtonElement),r=F(t,".dw-advance",HTMLElement),i={play:o("play"),range:F(t,".dw-step",HTMLInputElement),ticks:F(t,".dw-ticks",HTMLElement),count:F(t,".dw-count",HTMLElement),speed:F(t,".dw-speed",HTMLSelectElement),units:[...r.querySelectorAll("button")],status:F(t,".dw-status",HTMLElement)},s=new AbortController,a,c="window",u=1,f={w:0,t:0},l=!1,h=!1,p=null,d=!1,g=0,x=0,y=0,b=0,v=0,M=0;function w(m){let W=a===void 0;a=m,c==="tap"&&!a.taps&&(c="window"),f={w:0,t:0},g=0,p=null,d=!1,l=!!a.windows&&(l||h&&!W),h=!1,$(),j()}function $(){for(let m of i.units){let W=zt(m),N=W==="tap"&&!a.taps&&(a.whyNoTaps||"there is no output"),B=e.asks!==void 0&&W!=="window"?"windows are predicted":N;m.disabled=!!B,m.title=B?`Off: ${B}`:yr[W]}i.units.some(m=>m.disabled&&zt(m)===c)&&R("window")}function A(m,W){if(!a.windows)return;let{unit:N,step:B,speed:st,stretch:lt}=m;if(N&&pr.includes(N)&&(N!=="tap"||a.taps)&&(c=N,W||U({w:f.w,t:0},0)),B!==void 0&&Number.isInteger(B)){let ze={w:J(B,a.windows-1),t:0};W?f=ze:U(ze,0)}if(st&&Ft.includes(st)&&D(st),m.playing!==void 0&&(l=m.playing&&!Nt.matches&&!_()),!Array.isArray(lt))return;let[mt,xt,ae,eo]=lt;S(mt,xt,ae,eo,W)}function S(m,W,N,B,st){c=N==="tap"&&!a.taps?"window":N,D(B),p=J(W,a.windows-1),h=!1;let lt=a.stepOf(c,{w:J(m,p),t:0}),mt=O(p),xt=a.momentAt(c,Nt.matches?mt:lt);st?f=xt:U(xt,0),g=0,l=!Nt.matches&&lt<mt,e.changed()}let O=m=>a.stepOf(c,{w:m,t:a.lastTap(m)});function I(){let m=a.count(c)-1;return p===null||a.stepOf(c,f)>=O(p)?m:O(p)}function j(){let m=a.rows>40?0:a.rows;i.ticks.replaceChildren(...Array.from({length:Math.max(m-1,0)},(W,N)=>{let B=document.createElement("i");return B.style.left=`${100*(N+1)/m}%`,B}))}function z(){y||!(l||d)||(x=0,y=requestAnimationFrame(K))}function K(m){let W=x?J(m-x,100):0;if(x=m,l){g+=W;let N=wr[c]/u,B=Math.floor(g/N);g-=B*N,B&&P(e.asks===void 0?B:1,Math.min(gr,N*.45))}d&&(d=e.tick(W)),y=l||d?requestAnimationFrame(K):0}function P(m,W){let N=I(),B=Math.min(a.stepOf(c,f)+m,N);B===N&&(l=!1,h=B===a.count(c)-1),U(a.momentAt(c,B),W),!l&&(dt(),jt())}function U(m,W){f=m,d=e.go(f,W),At(),z()}let _=()=>a.stepOf(c,f)>=a.count(c)-1;function E(m,W=0){if(!a?.windows)return;let N=J(m,a.count(c)-1);h=!1,g=0,N!==a.stepOf(c,f)&&U(a.momentAt(c,N),W),Mt()}function Z(m){L(),E(a.stepOf(c,{w:m,t:a.lastTap(m)}),Be)}function T(m){L(),E(a.stepOf(c,f)+m,Be)}function k(m){L(),E(m)}function C(){l||e.asks||!a?.windows||(h=!1,g=0,_()&&U(a.momentAt(c,0),Be),l=!_(),e.changed(),dt(),Mt(),z())}function L(){h=!1,l&&(l=!1,e.changed(),dt(),Mt())}function R(m){m!==c&&(c=m,g=0,a.windows&&U({w:f.w,t:0},0),dt(),Mt())}function D(m){g*=u/m,u=m,i.speed.value=String(u)}function vt(m){D(m),Mt()}function St(m){vt(Ft[J(Ft.indexOf(u)+m,Ft.length-1)])}function dt(){t.dataset.playing=String(l),t.dataset.unit=c,i.play.setAttribute("aria-label",l?"Pause":"Play"),i.status.setAttribute("aria-live",l?"off":"polite");for(let m of i.units){let W=zt(m)===c;m.setAttribute("aria-checked",String(W)),m.tabIndex=W?0:-1}At()}function At(){let m=a.count(c),W=m?a.stepOf(c,f):0;t.dataset.step=String(W),t.dataset.steps=String(m),i.range.max=String(Math.max(m-1,0)),i.range.value=String(W),i.range.disabled=!m,i.range.style.setProperty("--dw-done",`${m>1?100*W/(m-1):0}%`),i.count.textContent=m?`${W+1} of ${m}`:"no steps",clearTimeout(v);let N=l?b+mr-performance.now():0;N>0?v=setTimeout(Ct,N):Ct()}function Ct(){b=performance.now();let m=e.describe();i.status.textContent!==m&&(i.status.textContent=m,i.range.setAttribute("aria-valuetext",m))}function Dt(){let{focus:m}=e;return{step:f.w,unit:c,speed:u,...m===void 0?{}:{focus:m},playing:l}}function jt(){clearTimeout(M),n(Dt())}function Mt(){clearTimeout(M),M=setTimeout(jt,xr)}function Zn(m){if(m.altKey||m.ctrlKey||m.metaKey||!a?.windows)return;let{target:W}=m,N=W instanceof Element?W.closest("button, input, select"):null,B=N?.matches("input, select, [role=radio]"),st=N?.matches("select, [role=radio]"),lt=N&&!N.matches("input"),mt=ae=>B||!e.lanes?null:()=>e.setFocus((e.focus??0)+ae),xt={" ":lt?null:()=>l?L():C(),ArrowLeft:B?null:()=>T(-1),ArrowRight:B?null:()=>T(1),ArrowUp:mt(-1),ArrowDown:mt(1),Home:st?null:()=>k(0),End:st?null:()=>k(1/0),"[":()=>St(-1),"]":()=>St(1)}[m.key];xt&&(xt(),m.preventDefault(),m.stopPropagation())}function to(m){let W={ArrowLeft:-1,ArrowUp:-1,ArrowRight:1,ArrowDown:1}[m.key],N=i.units.filter(lt=>!lt.disabled),B=N.indexOf(m.target);if(!W||B<0)return;m.preventDefault();let st=N[(B+W+N.length)%N.length];st.focus(),R(zt(st))}function it(m,W,N){m.addEventListener(W,N,{signal:s.signal})}i.speed.replaceChildren(...Ft.map(m=>new Option(`${m}×`,String(m)))),i.speed.value=String(u),it(o("first"),"click",()=>k(0)),it(o("previous"),"click",()=>T(-1)),it(o("next"),"click",()=>T(1)),it(o("last"),"click",()=>k(1/0)),it(i.play,"click",()=>l?L():C()),it(i.range,"input",()=>k(Number(i.range.value))),it(i.speed,"change",()=>vt(Number(i.speed.value)));for(let m of i.units)it(m,"click",()=>R(zt(m)));return it(r,"keydown",to),it(t,"click",m=>{m.detail===0||m.target.closest("select, input")||t.focus({preventScroll:!0})}),it(t,"keydown",Zn),{load:w,limit:$,apply:A,seek:E,seekWindow:Z,play:C,pause:L,wake:z,showState:dt,reportSoon:Mt,report:Dt,get moment(){return f},get unit(){return c},get playing(){return l},get settled(){return!l&&!d},destroy(){s.abort(),cancelAnimationFrame(y),clearTimeout(v),clearTimeout(M)}}}var br=(t,e)=>JSON.stringify(t)===JSON.stringify(e);function Jn(t,{onSeek:e=()=>{},onNext:n=null}={}){let o=on(t),r=F(o,".dw-lanes",HTMLElement),i=null,s,a=0,c={w:0,t:0},u=null,f=!1,l=cn({placeOf:$,onWay:w,there:A}),h=Yn(o,{go:l.go,tick:l.tick,setFocus:S,changed:()=>{u&&M()},describe(){let{unit:T,moment:k}=h;return!!s.windows&&p.asks(k.w)?Ln(s,k):Wn(s,T,k)},get focus(){return a},get asks(){return p.on?d():void 0},get lanes(){return s.C>1}},e),p=an(o,{question(T){let k=V(s,T),C=at(s,k.k,k.q,k.i,k.j);return{name:ht(s,k),value:C,text:ot(C)}},reveal(){M(),h.showState()},next:()=>h.seekWindow(c.w+1)}),d=()=>!!s.windows&&p.asks(c.w),g=()=>d()?{moment:{w:c.w,t:-1},unit:"tap"}:{moment:c,unit:h.unit};function x(T,k={}){let C=s===void 0,L=!Ut(i,T);L&&y(T),h.apply(k,L),L&&Number.isInteger(k.step)&&(a=V(s,h.moment.w).k),Number.isInteger(k.focus)&&(a=J(k.focus??0,s.C-1)),k.predict!==void 0&&p.set(k.predict),h.limit(),L&&(c=h.moment,l.set(c),C||h.reportSoon()),E.restage(L),k.predict!==void 0&&!L&&M(),b(),h.showState(),h.wake()}function y(T){i=T,s=De(i),h.load(Ue(s)),a=J(a,s.C-1),u=null,E.hideTip(),p.reset()}function b(){p.show(c.w),d()&&h.pause()}function v(T){let{lanes:k}=T.scene;r.style.transform=E.scale>1?`scale(${E.scale})`:"";let C=k.some(R=>!R.big),L=[...r.querySelectorAll("button")];for(let R of L.slice(k.length))R.remove();for(let R of k){let D=L[R.k]??r.appendChild(document.createElement("button"));D.type="button",D.className="dw-lane",D.dataset.k=String(R.k),D.textContent=`channel ${R.k}`,D.disabled=!C,D.title=C&&!R.big?"make this lane the large one":"",D.setAttribute("aria-pressed",String(R.k===a)),D.style.left=`${R.name.x-4}px`,D.style.top=`${R.name.y}px`,D.style.color=q(X(T.theme,R.k).text)}}function M(){if(!E.stage)return;let{moment:T,unit:k}=g();Kn(E.base,E.stage,T,k,z())}function w(T=1){E.stage&&Gn(E.overlay,E.stage,h.moment,h.unit,{visual:l.place,hover:u,arrival:T})}function $({w:T,t:k}){if(!s.windows)return{row:0,column:0,a:0,b:0};let{row:C,column:L}=et(s,V(s,T),0);return{row:C,column:L,a:Math.floor(k/s.KW),b:k%s.KW}}function A(T){c=T,u&&f!==j(u)&&_(),M(),w(),b()}function S(T){T===a||T<0||T>=s.C||(a=T,u=null,E.hideTip(),E.restage(),h.reportSoon())}function O(T){let{x:k,y:C}=E.placeOf(T),L=jt=>qe(jt,k,C),R=E.stage?.scene.lanes.find(L),D=R?.views.find(L);if(!D)return{x:k,y:C,lane:R,cell:null};let{row:vt,column:St}=Ge(D,k,C),{kind:dt,k:At,q:Ct}=D;if(dt!=="patch")return{x:k,y:C,lane:R,cell:{kind:dt,k:At,q:Ct,row:vt,column:St}};let Dt=et(s,V(s,c.w),vt*s.KW+St);return{x:k,y:C,lane:R,cell:{kind:"input",k:At,q:Ct,...Dt}}}let I=(T,k)=>{let{moment:C,unit:L}=g();return kt(s,L,C,T,k)},j=({kind:T,k,q:C,row:L,column:R})=>T==="output"&&L*s.OW+R<I(k,C);function z(){if(!u||h.playing||!j(u))return null;let T=le(s,{i:u.row,j:u.column,k:u.k,q:u.q});return h.unit==="window"&&T===c.w?null:T}function K(T){let{x:k,y:C,lane:L,cell:R}=O(T);E.scene.classList.toggle("dw-pointing",R?.kind==="output"||!!(L&&!L.big)),P(R),R&&E.placeTip({x:k,y:C})}function P(T){if(br(T,u))return;let k=z();u=T,z()!==k&&M(),l.moving||w(),u?_():E.hideTip()}function U(T){K(T);let{lane:k,cell:C}=O(T);C?.kind==="output"&&h.seekWindow(le(s,{i:C.row,j:C.column,k:C.k,q:C.q})),k&&S(k.k),T.pointerType==="touch"&&C?.kind==="output"&&P(null)}function _(){if(!u)return;f=j(u);let{moment:T,unit:k}=g();E.showTip(Nn(s,k,T,u))}let E=rn(o,{narrowBelow:Pt,get ready(){return s!==void 0},get key(){return String(a)},build:(T,k,C,L)=>In(s,k,T,C,a,L),show(T){v(T),M(),w()},point:K,leave:()=>P(null),click:U},n&&(T=>{S(0),n(T)}));E.listen(r,"click",({target:T})=>T.dataset.k&&S(Number(T.dataset.k)));function Z(T,{k=0,q:C=0,row:L=0,column:R=0}={}){if(!E.stage)throw new Error("nothing is shown");let D=H(E.stage.scene.lanes[k],T)[C];return E.middleInWindow(G(D,L,R))}return sn(o,{update:x,where:Z},E,h,p.destroy)}var Fe=new WeakMap,_t=null;function Qn(t,e){let n=en(e);return({data:o,parentElement:r,setStateValue:i,setTriggerValue:s})=>{let a=o instanceof Uint8Array?o:new Uint8Array(o),c=new DataView(a.buffer,a.byteOffset).getUint32(0,!0),u=JSON.parse(new TextDecoder().decode(a.subarray(4,4+c)));n(r);let f=Fe.get(r)??Mr(t,r),l=++f.calls,h=a.slice(4+c);f.send=i,f.trigger=s;let p=Tr(f,u);return f.player.update(h,l===1?{...p,...kr(h,u)}:p),()=>{let{player:d,reports:g}=f;_t={payload:h,at:d.moment(),known:g.at(-1)?.step??u.step},setTimeout(()=>Xn(f,l,r),250)}}}function Mr(t,e){let n={calls:0,received:{},reports:[],send:()=>{},trigger:()=>{},player:t(e,{onSeek:o=>Or(n,o),onNext:o=>n.trigger("next",o)})};return Fe.set(e,n),n}function kr(t,{step:e,stretch:n}){return!_t||n||e!==_t.known?{}:Ut(_t.payload,t)?_t.at:{}}function Xn(t,e,n){if(t.calls===e){if(n.isConnected){setTimeout(()=>Xn(t,e,n),1e3);return}t.player.destroy(),Fe.delete(n)}}function Or(t,e){let n=t.reports.at(-1),o=Object.keys(e);n&&o.every(r=>e[r]===n[r])||(t.reports=[...t.reports.slice(-20),e],t.send("at",e))}function Tr(t,e){let o=Object.keys(e).filter(i=>{let s=String(t.received[i])===String(e[i]),a=t.reports.some(c=>c[i]===e[i]);return!s&&!a&&(i!=="playing"||t.calls===1)});t.received=e;let r=t.reports.at(-1);return r&&r.step===e.step&&(t.reports=[r]),Object.fromEntries(o.map(i=>[i,e[i]]))}var hs=Qn(Jn,_e);export{Jn as createPlayer,hs as default};
