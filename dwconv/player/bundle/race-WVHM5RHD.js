// Made by tests/js/bundle.mjs; edit what it is made from.
var ce=`/* The player's frame; everything inside the scene is drawn by player.js. Streamlit sets the --st-*
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
`;var en={"<f4":Float32Array,"<f8":Float64Array};function le(t){let o=new DataView(t.buffer,t.byteOffset,t.byteLength).getUint32(4,!0),n=JSON.parse(new TextDecoder().decode(t.subarray(8,8+o))),r={};for(let[O,{dtype:E,shape:C,offset:N}]of Object.entries(n.arrays)){let v=en[E],R=C.reduce((H,P)=>H*P,1),L=8+o+N;r[O]=new v(t.slice(L,L+R*v.BYTES_PER_ELEMENT).buffer)}let[[s,d],[i,a]]=n.pads,[c,l]=n.input,[u,p]=n.kernel,[h,f]=n.output,g=n.channels,y=n.multiplier;return{header:n,values:r,C:g,M:y,H:c,W:l,KH:u,KW:p,OH:h,OW:f,top:s,left:i,PH:s+c+d,PW:i+l+a,sh:n.stride[0],sw:n.stride[1],dh:n.dilation[0],dw:n.dilation[1],T:u*p,windows:h*f*g*y,q0:n.captions?.q??0}}function de(t,e,o){let n=e-t.top,r=o-t.left;return n<0||r<0||n>=t.H||r>=t.W}function ue(t,e,o){let{inserted:n}=t.header.captions??{};return!n||de(t,e,o)?!1:!!(n[0][e-t.top]||n[1][o-t.left])}function vt(t,e,o,n){if(de(t,o,n)||ue(t,o,n))return null;let r=o-t.top,s=n-t.left;return t.values.input[(e*t.H+r)*t.W+s]}function jt(t,e){if(!t||t.length!==e.length)return!1;for(let o=0;o<t.length;o++)if(t[o]!==e[o])return!1;return!0}var rt=(t,e)=>Math.max(0,Math.min(t,e));function yt(t,{i:e,j:o},n){return{row:e*t.sh+Math.floor(n/t.KW)*t.dh,column:o*t.sw+n%t.KW*t.dw}}function lt(t,e,o){return{x:t.x+o*t.cw,y:t.y+e*t.ch,width:t.cw,height:t.ch}}function fe({x:t,y:e,width:o,height:n},r,s){return r>=t&&s>=e&&r<t+o&&s<e+n}function pe(t,e,o){return{row:rt(Math.floor((o-t.y)/t.ch),t.rows-1),column:rt(Math.floor((e-t.x)/t.cw),t.cols-1)}}var wt={hues:["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],grey:"#6b7280",right:"#007a59",probe:["#000000","#ffb000"],sums:"#4a5578",less:"#a3a09a",units:["tap","window","pixel"],speeds:[.25,.5,1,2,4,8,16,32,64],themes:{light:{"--st-background-color":"#ffffff","--st-secondary-background-color":"#f3f4f6","--st-text-color":"#14181d","--st-border-color":"#d9dde2"},dark:{"--st-background-color":"#14171a","--st-secondary-background-color":"#1f2429","--st-text-color":"#e8eaed","--st-border-color":"#3a4149"}}};function nt(t,e,o){let n=t.querySelector(e);if(!(n instanceof o))throw new Error(`there is no ${e}`);return n}function Vt(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas");return e}function kt(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas off the screen");return e}var Dt=256;function Et(t,e){e.fillStyle="#000",e.fillStyle=t.trim();let o=e.fillStyle;return o[0]!=="#"?(o.match(/[\d.]+/g)??[]).slice(0,3).map(Number):[1,3,5].map(n=>parseInt(o.slice(n,n+2),16))}var ct=(t,e,o)=>t.map((n,r)=>n+(e[r]-n)*o),V=(t,e=1)=>`rgba(${t.map(Math.round).join(",")},${e})`;function Xt(t){let[e,o,n]=t.map(r=>{let s=r/255;return s<=.04045?s/12.92:((s+.055)/1.055)**2.4});return .2126*e+.7152*o+.0722*n}function Jt(t,e){let[o,n]=[Xt(t),Xt(e)].sort((r,s)=>r-s);return(n+.05)/(o+.05)}function Yt(t,e,o,n){for(let r=0;r<1;r+=.05){let s=ct(t,o,r);if(Jt(s,e)>=n)return s}return o}function zt(t,e,o,n){let r=n;for(;r>.2&&Jt(ct(e,t,r),o)<4.6;)r-=.02;let s=Array.from({length:Dt},(d,i)=>{let a=i?r*(.1+.9*i/(Dt-1)):0;return ct(e,t,a).map(Math.round)});return{css:s.map(d=>V(d)),pixels:Uint32Array.from(s,([d,i,a])=>255<<24|a<<16|i<<8|d)}}var nn=["--dw-paper","--dw-ink","--dw-text-font","--dw-code-font"];function he(t){let e=getComputedStyle(t);return nn.map(o=>e.getPropertyValue(o)).join("|")}function we(t,e){let o=getComputedStyle(t),n=l=>Et(o.getPropertyValue(l),e),r=n("--dw-paper"),s=n("--dw-ink"),d=Xt(r)<.2,i=zt(Et(wt.grey,e),r,s,d?.72:.62),a=wt.hues.map(l=>{let u=Et(l,e);return{positive:zt(u,r,s,d?.72:.68),negative:i,stroke:Yt(u,r,s,d?5:3.1),text:Yt(u,ct(r,s,.03),s,4.6)}}),c={positive:zt(Et(wt.sums,e),r,s,d?.8:.62),negative:zt(Et(wt.less,e),r,s,d?.5:.6),stroke:ct(s,r,.1),text:s};return{paper:r,ink:s,dark:d,lanes:a,sums:c,panel:ct(r,s,d?.035:.018),line:ct(r,s,.14),grid:ct(r,s,d?.16:.1),empty:ct(r,s,d?.075:.045),muted:Yt(ct(r,s,.55),r,s,4.8),textFont:o.getPropertyValue("--dw-text-font"),codeFont:o.getPropertyValue("--dw-code-font")}}var Q=(t,e)=>e===null?t.sums:t.lanes[e%t.lanes.length];function Qt(t,e){return!t||!e?0:Math.max(1,Math.round(Math.min(Math.abs(t)/e,1)*(Dt-1)))}function Lt(t,e,o,n){let{positive:r,negative:s}=Q(t,e);return(o>0?r:s).css[Qt(o,n)]}function ge(t,e){let o=6*e,n=new OffscreenCanvas(o,o),r=kt(n);r.fillStyle=V(t.panel),r.fillRect(0,0,o,o),r.strokeStyle=V(ct(t.paper,t.ink,t.dark?.24:.17)),r.lineWidth=1.1*e,r.beginPath();for(let s of[-o,0,o])r.moveTo(s-1,o+1),r.lineTo(s+o+1,-1);return r.stroke(),on(r,n,e)}function on(t,e,o){let n=t.createPattern(e,"repeat");if(!n)throw new Error("a canvas of no size has no pattern");return n.setTransform(new DOMMatrix().scale(1/o)),n}function me({lanes:t,sums:e,ink:o},n){let r=[...t,e].flatMap(({positive:s,negative:d})=>[s,d]);return Math.min(...r.map(({css:s})=>Jt(Et(s[Dt-1],n),o)))}var rn=1.3;function xe(t,{resize:e,onNext:o}){let n=nt(t,".dw-present",HTMLButtonElement),r=nt(t,".dw-ring",HTMLElement),s=new AbortController,d=!1;function i(f){d!==f&&(d=f,t.classList.toggle("dw-presenting",d),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),n.setAttribute("aria-pressed",String(d)),r.hidden=!0,t.focus({preventScroll:!0}),e())}let a=["range","checkbox","radio","button"].map(f=>`:not([type=${f}])`).join(""),c=f=>{let[g]=f.composedPath();return g.isContentEditable||g.matches?.(`input${a}, textarea, select, [role=combobox]`)};function l(f){let y=[...t.querySelectorAll("button, input, select")].filter(R=>!R.disabled&&R.offsetParent&&R.tabIndex>=0),[O,E]=[y[0],y[y.length-1]],[C,N]=f.shiftKey?[O,E]:[E,O];t.contains(document.activeElement)&&document.activeElement!==C&&!(f.shiftKey&&document.activeElement===t)||(N.focus(),f.preventDefault())}function u(f){if(f.altKey||f.ctrlKey||f.metaKey||f.defaultPrevented||f.repeat)return;f.key==="Tab"&&d&&l(f);let g=f.key==="PageDown"?1:f.key==="PageUp"?-1:null;if(f.key!=="Tab"){if(f.key==="Escape"&&d)i(!1);else if(f.key?.toLowerCase()==="p"&&!c(f))i(!d);else if(g&&d&&o)o(g);else return;f.preventDefault(),f.stopPropagation()}}function p({clientX:f,clientY:g,pointerType:y}){!d||y==="touch"||(r.hidden=!1,r.style.transform=`translate(${f}px, ${g}px)`)}let h=(f,g,y,O={})=>f.addEventListener(g,y,{signal:s.signal,...O});return h(document,"keydown",u,{capture:!0}),h(n,"click",()=>i(!d)),h(t,"pointermove",p),h(t,"pointerleave",()=>{r.hidden=!0}),document.querySelector(".dw-presenting, .dw-presented")&&queueMicrotask(()=>i(!0)),{get scale(){return d?rn:1},destroy(){d=!1,t.classList.remove("dw-presenting"),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),s.abort()}}}function ye(t){let e=new CSSStyleSheet;return e.replaceSync(t),o=>{let n=o.getRootNode(),{adoptedStyleSheets:r}=n;r.includes(e)||r.push(e)}}function be(t){for(let[e,o]of wt.hues.entries())t.style.setProperty(`--dw-hue-${e}`,o);t.style.setProperty("--dw-right",wt.right)}var ke=t=>t instanceof HTMLElement&&t.matches(".dw-player")?t:nt(t,".dw-player",HTMLElement);function Me(t,e,o){let n=nt(t,".dw-scene",HTMLElement),r=nt(t,".dw-tip",HTMLElement),s=Vt(nt(t,".dw-base",HTMLCanvasElement)),d=Vt(nt(t,".dw-overlay",HTMLCanvasElement)),i=new AbortController,a=null,c={width:0,height:0};be(t);function l(N,v,R){N.addEventListener(v,R,{signal:i.signal})}function u(N=!1){let{scale:v}=E,R=Math.floor(n.clientWidth/v);if(!R||!e.ready)return;let L=R<e.narrowBelow;t.classList.toggle("dw-narrow",L),L||(n.style.height="");let H=L?0:Math.floor(n.clientHeight/v),P=Math.min(window.devicePixelRatio||1,3)*v,q=he(t),U=[R,H,P,q,e.key].join();if(!N&&a?.key===U)return;let B=a?.look===q?a.theme:we(t,d),I=e.build({width:R,height:H,scale:v},B,P,d);Object.assign(I,{key:U,look:q}),a=I,L&&(n.style.height=`${I.scene.height*v}px`);for(let{canvas:D}of[s,d])D.width=Math.round(R*P),D.height=Math.round(I.scene.height*P),D.style.width=v>1?`${D.width*v/P}px`:"",D.style.height=v>1?`${D.height*v/P}px`:"";e.show(a)}function p(N){let v=n.getBoundingClientRect(),{scale:R}=E;return{x:(N.clientX-v.left)/R,y:(N.clientY-v.top)/R}}function h({x:N,y:v,width:R,height:L}){let H=n.getBoundingClientRect(),{scale:P}=E;return{x:H.left+P*(N+R/2),y:H.top+P*(v+L/2)}}function f([N,...v]){let R=(L,H)=>Object.assign(document.createElement(L),{textContent:H});r.replaceChildren(R("b",N),...v.map(L=>R("span",L))),r.hidden=!1,c={width:r.offsetWidth,height:r.offsetHeight}}function g({x:N,y:v}){if(!a)return;let{width:R,height:L}=a.scene,H=N+16+c.width>R?N-16-c.width:N+16,P=v+20+c.height>L?v-14-c.height:v+20,{scale:q}=E,[U,B]=[H,P].map(I=>Math.round(Math.max(0,I)*q));r.style.transform=`translate(${U}px, ${B}px) scale(${q})`}function y(){r.hidden=!0}let O=N=>v=>{v.pointerType!=="touch"&&N(v)};l(d.canvas,"pointermove",O(e.point)),l(d.canvas,"pointerleave",O(e.leave)),l(d.canvas,"click",e.click),l(matchMedia("(prefers-color-scheme: dark)"),"change",()=>u()),document.fonts&&l(document.fonts,"loadingdone",()=>u(!0));let E=xe(t,{resize:()=>u(),onNext:o}),C=new ResizeObserver(()=>u());return C.observe(n),{scene:n,base:s,overlay:d,listen:l,restage:u,placeOf:p,middleInWindow:h,showTip:f,placeTip:g,hideTip:y,get stage(){return a},get scale(){return E.scale},worstContrast:()=>a?me(a.theme,d):Number.NaN,destroy(){i.abort(),C.disconnect(),E.destroy()}}}function ve(t,{update:e,where:o},n,r,s=()=>{}){let d={update:e,where:o,seek:r.seek,play:r.play,pause:r.pause,moment:r.report,settled:()=>r.settled,worstContrast:n.worstContrast,destroy(){s(),n.destroy(),r.destroy()}};return t.dwPlayer=d,d}var sn=60,an=t=>t<.5?4*t**3:1-(2-2*t)**3/2,Pt=matchMedia("(prefers-reduced-motion: reduce)");function Oe({placeOf:t,onWay:e,there:o}){let n={},r=null;function s(d){return r=null,n=t(d),o(d),!1}return{get place(){return n},get moving(){return!!r},set(d){r=null,n=t(d)},go(d,i){if(Pt.matches||i<sn)return s(d);let a=t(d),c=Object.keys(a).every(l=>a[l]===n[l]);return r={from:{...n},to:a,moment:d,passed:0,length:c?i/2:i},!0},tick(d){if(!r)return!1;r.passed+=d;let i=an(Math.min(r.passed/r.length,1));if(i===1)return s(r.moment);let{from:a,to:c}=r,l={};for(let u of Object.keys(c))l[u]=a[u]+(c[u]-a[u])*i;return n=l,e(rt((i-.7)/.3,1)),!0}}}function Ft(t,e,o){let{largest:n,whole:r,negative:s}=t.header;return cn(n[e]??0,r[e]??!1,!!s[e],o)}function cn(t,e,o,n){let r=dn(t),s=r>=(e?7:6)||r<-3,d=e?0:Math.max(0,Math.min(n-1-r,n)),i={scientific:s,decimals:d,digits:n};return{...i,chars:ln(i,r,o)}}function ln({scientific:t,decimals:e,digits:o=1},n,r){let s=e?e+1:0;return(r?1:0)+(t?o+4:Math.max(n,0)+1+s)}var dn=t=>t>0?Math.floor(Math.log10(t)):0;function bt(t,{scientific:e,decimals:o=0,digits:n=1,even:r=!1}){let s;return Number.isNaN(t)?"NaN":Number.isFinite(t)?(e&&!(Number.isInteger(t)&&Math.abs(t)<1e4)?s=t.toExponential(n-1).replace("e+","e"):Number.isInteger(t)&&!(r&&t)?s=String(t):(s=t.toFixed(o),Number(s)===0&&(s=s.replace("-",""))),s.replaceAll("-","−")):t>0?"∞":"−∞"}function Se(t,e,o=!0){return`${t}·${o&&e.startsWith("−")?`(${e})`:e}`}function gt(t,e=null){let o=Math.abs(t);if(Number.isInteger(t)&&o<1e12)return bt(t,{decimals:0});if(!Number.isFinite(t))return bt(t,{});if(o>=1e7||o<1e-4)return bt(t,{scientific:!0,digits:4});if(e?.exact)return bt(t,e);let n=Math.min(3-Math.floor(Math.log10(o)),7);return bt(t,{decimals:Math.max(n,e?.decimals??0)})}function Ct(t,e=null){let o=gt(t,e),n=Number(o.replaceAll("−","-"));return`${Number.isNaN(n)||n===t||Math.fround(n)===t?"=":"≈"} ${o}`}var ee=760,Ee=440,Zt=18,Te=32,qt=6,At=6,It=[14,12,32],un=9,fn=1.6,pn=.46,hn=44,te=18,wn=48,gn=22,mn=120,xn=440;function Ce(t,e,o,n){let r=e.width<ee,s={...e,tracks:[]},d=0,i=r?e.width:(e.width-Zt)/2,a=r?62:37,c=i>=Ee?66:r?134:84,l=t.tracks.map(p=>yn(p,i,r?110:.2*e.height)),u=Math.max(...l.map(({height:p})=>p));for(let p of t.tracks){let h={...l[p.side],...r?{}:{height:u}},f=8+h.height+6+c,g=r?Math.min(mn*p.C,xn):e.height-a-f,y=Mn(p,{x:r?0:p.side*(i+Zt),y:d+a,width:i,height:g},o[p.side],r,n),{box:O}=y,E=O.y+O.height;s.tracks.push(Object.assign(y,{head:{...O,y:d,height:a},strip:{...h,x:O.x,y:E+8,width:i},formula:{...O,y:E+f-c,height:c}})),r&&(d=E+f+Zt)}return r&&(s.height=d),s}function yn({S:t,KW:e,KH:o,values:n},r,s){let d=r<Ee?124:152,i=t>8?3:8,a=(r-d-32-(t-1)*i)/(t*e),c=Math.max(2,Math.min(wn,a,1.3*s/o)),l=Math.min(c,gn,s/o),u=n.products?o*l:0;return{words:d,gap:i,tile:c,high:l,height:Math.max(80,u+(t>1?28:16))}}function bn(t,e,o,n){let r=(e+qt)/t-qt,s=n(r),d=Math.min(40,pn*e/(t-1)),i=Math.min(qt,.2*d),a=e-d*(t-1),c=n(a);if(t===1||s.cell>=un||c.cell<fn*s.cell){let h={...s,height:o?Math.min(r,s.used):r};return{equal:!0,gap:qt,large:h,small:h}}let l=Math.min(a,c.used),u=o?d-i:(e-l)/(t-1)-i,p=n(u+.8*At);return{equal:!1,gap:i,large:{...c,height:l},small:{...p,height:u}}}function kn({N:t,G:e,S:o,PH:n,PW:r,OH:s,OW:d},i,a,c){let l=Math.ceil(t/e/o),u=d*s>1?6:3,p=null;for(let h=l;h>0;h--){let f=Math.ceil(l/h),g=c.snapCell(Math.max(.2,Math.min((a-At)/n,(a-At-(f-1)*u)/(f*s),(i-(h-1)*u)/(r+h*d),hn)));p&&g<=1.1*p.cell||(p={across:l,between:u,perLine:h,cell:g,width:h*(d*g+u)-u,used:Math.max(n*g,f*(s*g+u)-u)+At})}return p}function Mn(t,e,o,n,r){let{C:s,G:d,S:i,N:a,PH:c,PW:l,OH:u,OW:p,KH:h,KW:f}=t,g=e.width-Te-10,y=Math.min(3,24/a),O=It[0]+It[1]+It[2],E=g-O-Math.min(.34*g,f*te+a*(2*f+y)),{equal:C,gap:N,large:v,small:R}=bn(s,e.height,n,k=>kn(t,E,k,r)),L=[];for(let k=0,_=e.y;k<s;k++){let x=C||k===o,m=x?v:R;L.push({...m,k,large:x,y:_,middle:_+m.height/2}),_+=m.height+N}e={...e,height:L[s-1].y+L[s-1].height-e.y};let H=Math.max(...L.map(({width:k})=>k)),P=g-l*v.cell-H-O,q=Math.min(R.height,v.height-At),U=(k,_,x)=>Math.min(q/h,(k/a-_)/f,x),B=U(P,8,36),I=0,D=8;if(a>1&&(B<te||!C)){let k=Math.max(te,v.cell);I=Math.min((v.height-At)/h,.6*P/f,k),I=r.snapCell(Math.max(.2,I)),B=U(P-f*I,y,12),D=y}B=r.snapCell(Math.max(.2,B));let Y=f*B+D,tt=a*Y-D,ft=1+(P-tt-f*I)/O,j=e.x+Te,z=j+l*v.cell+ft*It[0],G=z+tt,et=G+ft*It[1],Z=I?et+f*I:G,pt=j+g-H,F={track:t,box:e,rows:L,focused:!C};F.views=[];let ot=(k,_,x,m,M,b,S)=>{let $={kind:k,x:r.snap(x),y:r.snap(m),rows:M,cols:b,cw:S,ch:S,..._};Object.assign($,{width:b*S,height:M*S}),F.views.push(Object.assign($,vn(t,k,S,r)))};F.lanes=Array.from({length:d},(k,_)=>{let x=L[_*i],m=L[_*i+i-1];return{x:e.x,y:x.y,width:e.width,height:m.y+m.height-x.y}});for(let{k,large:_,middle:x,cell:m}of L){let M=t.hues[k];ot("input",{k,hue:M},j+l*(v.cell-m)/2,x-c*m/2,c,l,m),I&&_&&ot("enlarged",{k,hue:M},et,x-h*I/2,h,f,I)}for(let k=0;k<a;k++){let _=Math.floor(k*d/a),x=k-_*a/d,m=z+k*Y;for(let{k:J,middle:at}of L){let xt=at-h*B/2,ht=J-_*i;if(ht>=0&&ht<i)ot("slice",{k:J,n:k,s:ht,hue:t.hues[J]},m,xt,h,f,B);else{let Wt={x:m,y:xt,width:f*B,height:h*B};F.views.push({kind:"nothing",k:J,n:k,...Wt})}}let{middle:M,across:b,perLine:S,between:$,cell:W,width:w}=L[_*i+Math.floor(x/v.across)],T=x%b,A=Math.ceil(b/S),K=M-(A*(u*W+$)-$)/2;ot("output",{n:k,hue:i===1?t.hues[_]:null},pt+(H-w)/2+T%S*(p*W+$),K+Math.floor(T/S)*(u*W+$),u,p,W)}F.columns={bank:z,filterEnd:Z,output:pt};let it=k=>F.views.filter(_=>_.kind===k);return F.inputs=it("input"),F.outputs=it("output"),F.slices=F.outputs.map(({n:k})=>it("slice").filter(_=>_.n===k)),F.enlarged=it("enlarged"),F.front=$e([...it("slice"),...F.outputs]),F.frontEnlarged=$e(F.enlarged),F}function $e(t){let e=new Path2D;e.rect(0,0,1e5,1e5);for(let{x:o,y:n,width:r,height:s}of t)e.rect(o-1,n-1,r+2,s+2);return e}function vn(t,e,o,n){let s=e==="slice"||e==="enlarged"?"filter":e;for(let d of[3,2]){let i=Ft(t,s,d),a=Math.min(o*.58,(o-3)/(i.chars*n.digit),24);if(a>=8.5)return{font:a,format:i}}return{font:0,format:null}}function Ae(t){let e=new DataView(t.buffer,t.byteOffset).getUint32(0,!0),o=JSON.parse(new TextDecoder().decode(t.subarray(4,4+e))),n=4+e,r=o.tracks.map((s,d)=>{let i=le(t.subarray(n,n+s.length));n+=s.length;let{filters:a,groups:c}=i.header,l=i.C/c,u=i.KH*i.KW;return{...i,...s,side:d,N:a,G:c,S:l,K:u,T:l*u,windows:i.OH*i.OW*a}});return{header:o,tracks:r,inTurn:o.order==="in turn",feeds:r[1].kind==="pointwise"}}function Ne({tracks:t,inTurn:e}){let[o,n]=t,r=o.OH*o.OW,s=e?[...Array(o.N).fill(o.T),...Array(n.N).fill(n.T)]:Array(o.N).fill(Math.max(o.T,n.T)),d=[0],i=0;for(let c of s)i+=c,d.push(i);let a=s.length;return{windows:o.windows&&n.windows?r*a:0,rows:o.OH,taps:o.header.taps&&n.header.taps,whyNoTaps:o.header.why_no_taps||n.header.why_no_taps,count:c=>r*{tap:i,window:a,pixel:1}[c],stepOf(c,{w:l,t:u}){let p=Math.floor(l/a);return{tap:p*i+d[l%a]+u,window:l,pixel:p}[c]},momentAt(c,l){if(c==="window")return{w:l,t:0};if(c==="pixel")return{w:l*a,t:0};let u=Math.floor(l/i),p=l%i,h=d.findLastIndex(f=>f<=p);return{w:u*a+h,t:p-d[h]}},lastTap:c=>s[c%a]-1}}function ne({tracks:t,inTurn:e},{side:o,OW:n,N:r},s,d,i){let[a,c]=t,l=d*n+i;return e?l*(a.N+c.N)+(o?a.N:0)+s:l*r+s}function Nt({tracks:t,inTurn:e},o,n,{w:r,t:s}){let{N:d,T:i,OW:a,side:c}=o,l=e?t[0].N+t[1].N:d,u=Math.floor(r/l),p=r%l,h=e&&c?p-t[0].N:p,f=n==="tap"?Math.min(s,i-1):i-1,g=!(n==="tap"&&s>f);n==="pixel"?[h,f,g]=[d-1,i-1,!0]:h<0?[h,f,g]=[0,-1,!1]:h>=d&&([h,f,g]=[d-1,i-1,!1]);let y=u*d+h,O=f===i-1,E={i:Math.floor(u/a),j:u%a};return{...E,n:h,g:Math.floor(h*o.G/d),window:y,t:f,works:g,done:O?y:y-1,macs:y*i+f+1,real:On(o,E,h,f)}}function On(t,{i:e,j:o},n,r){let{N:s,S:d,K:i,header:{real:[a,c]}}=t,l=(h,f=h.length)=>h.slice(0,f).reduce((g,y)=>g+y,0),p=(l(a,e)*l(c)+a[e]*l(c,o))*d*s+n*d*a[e]*c[o];p+=Math.floor((r+1)/i)*a[e]*c[o];for(let h=0;h<(r+1)%i;h++){let{row:f,column:g}=yt(t,{i:e,j:o},h);vt(t,0,f,g)!==null&&(p+=1)}return p}var Ot=({N:t},{done:e},o)=>Math.floor((e-o)/t)+1,Ut=({values:t,S:e,KH:o,KW:n},r,s,d,i)=>t.filter[((r*e+s)*o+d)*n+i],Rt=({values:t,OH:e,OW:o},n,r,s)=>t.output[(n*e+r)*o+s];function dt({N:t,G:e,S:o},n){let r=Math.floor(n*e/t)*o;return Array.from({length:o},(s,d)=>r+d)}var Sn=new Intl.NumberFormat("en"),St=t=>Sn.format(t),Mt=(t,{n:e,t:o})=>dt(t,e)[Math.max(0,Math.floor(o/t.K))];function Re(t,e,o,n){if(!e.windows)return"One of the two has no output, so there is nothing to show.";let r=t.tracks.map(u=>Nt(t,u,o,n)),{i:s,j:d}=r[0],i=`Step ${e.stepOf(o,n)+1} of ${e.count(o)}`,a=t.tracks.map((u,p)=>{let{n:h,window:f,t:g,works:y,macs:O}=r[p],E=`${St(O)} of ${St(u.macs)} multiply-accumulates`;if(o==="pixel")return`${u.title}: ${E}`;if(!y)return`${u.title} waits for its turn: ${E}`;let C=o==="tap"?`tap ${g+1} of ${u.T}, ${oe(u,r[p])}, `:"",N=g<u.T-1?`running sum ${gt(u.values.sums[f*u.T+g])}`:`output channel ${h} ${Ct(Rt(u,h,s,d))}`;return`${u.title}: ${C}${N}, ${E}`}),l=e.stepOf(o,n)===e.count(o)-1&&t.header.ends?` ${t.header.ends}`:"";return`${i}: row ${s}, column ${d}. ${a.join(". ")}.${l}`}function oe(t,e){let{T:o,K:n,KW:r,values:{products:s}}=t,d=Math.floor(e.t/n),i=e.t%n,{row:a,column:c}=yt(t,e,i),l=vt(t,Mt(t,e),a,c)??0,u=Ut(t,e.n,d,Math.floor(i/r),i%r),p=Ct(s[e.window*o+e.t]);return`${Se(gt(l),gt(u))} ${p}`}var re=({PH:t,PW:e,H:o,W:n})=>t>o||e>n,Tn=t=>re(t)?"padded":"input";function We(t,e,o){let{kind:n,sh:r,sw:s,dh:d,dw:i,KH:a,KW:c,N:l,G:u,S:p,C:h}=t,f=j=>j>1?`0…${j-1}`:"0",g=e==="tap"&&o.t>=0,y=e==="pixel",O=g?o.t%t.K:null,E=g?Math.floor(o.t/t.K):null,C=(j,z,G)=>({letter:j,meaning:String(z),of:G}),N=C("i",o.i,"place"),v=C("j",o.j,"place"),R=C("di",O===null?f(a):Math.floor(O/c),"place"),L=C("dj",O===null?f(c):O%c,"place"),H=(j,z)=>j>1?[`${j}·`,z]:[z],P=(j,z,G)=>[j,z>1?`·${z}+`:"+",G],q=[...H(r,N),"+",...H(d,R),", ",...H(s,v),"+",...H(i,L)],U=({output:j,over:z,at:G,channel:et,weight:Z})=>[["output[0, ",N,", ",v,", ",...j,"] = ",C("Σ",z,"sum")],[re(t)?C("padded[0, ","input + padding","what"):"input[0, ",...G,", ",...et,"]"],[" · ",C("filter[",`(${t.filter.join(", ")})`,"what"),...Z,"]"]];if(n==="depthwise"){let j=l/h,z=C("k",y?f(h):o.g,"channel"),G=C("q",y?f(j):o.n%j,"channel");return U({output:P(z,j,G),over:"di, dj",at:q,channel:[z],weight:[R,", ",L,", ",z,", ",G]})}let B=C("k",y?f(l):o.n,"made"),I=C("q",E===null?f(p):E,"channel"),D=C("g",y?f(u):o.g,"channel"),Y=u===1?[I]:p===1?[D]:P(D,p,I),tt=p===1&&u>1?"0":I;return U(n==="pointwise"?{output:[B],over:"q",at:[N,", ",v],channel:Y,weight:["0, 0, ",tt,", ",B]}:{output:[B],over:tt===I?"di, dj, q":"di, dj",at:q,channel:Y,weight:[R,", ",L,", ",tt,", ",B]})}function Le({tracks:[t],feeds:e}){let o="A row is an input channel, a column of filter slices makes one output channel. ";return e?`${o}On the right the outputs of the left are the inputs.`:t.C>1?`${o}Both sides have the same input and as many outputs.`:`${o}With one channel there is nothing to sum over: both are the same.`}function Pe({kind:t,G:e,S:o}){return t==="depthwise"?"k: input channel, q: which of its filters":e===1?"k: output channel, q: input channel":`k: output channel, g: its group${o>1?", q: channel in the group":", a single channel"}`}function Ie({tracks:t,feeds:e},o,{side:n,kind:r,k:s,n:d,s:i,row:a,column:c}){let l=t[n],u=o[n];if(r==="output"){let H=a*l.OW+c<Ot(l,u,d)?Ct(Rt(l,d,a,c)):"to come",[P,...q]=dt(l,d),U=q.length?`channels ${P} to ${q.at(-1)}`:`channel ${P} alone`;return[`output[0, ${a}, ${c}, ${d}] ${H}`,`a sum over ${U}`,"click to go there"]}if(r==="slice"){let L=gt(Ut(l,d,i,a,c)),H=l.kind==="depthwise"?[s,d%(l.N/l.C)]:[i,d];return[`filter[${[a,c,...H].join(", ")}] = ${L}`,`meets channel ${s}, for output ${d}`]}let p=vt(l,s,a,c),h=l.N/l.G,f=Math.floor(s/l.S)*h,[g,y]=l.header.reached,O=h>1?`outputs ${f} to ${f+h-1} use it`:`output ${f} uses it`,E=g[a]&&y[c]?O:"no window reaches it",N=!(e&&n)||a*l.OW+c<Ot(t[0],o[0],s)?`= ${gt(p??0)}`:"to come",v=`${Tn(l)}[0, ${a}, ${c}, ${s}] ${N}`;if(!re(l))return[v,E];let R=`input[0, ${a-l.top}, ${c-l.left}, ${s}]`;return[v,p===null?"padding, not in the input":`in the input itself ${R}`,E]}function Gt(t,e){return new OffscreenCanvas(Math.max(1,Math.round(t)),Math.max(1,Math.round(e)))}function mt(t,e,o,n,r,s){let{size:d=13,weight:i=400,colour:a=e.muted,align:c="left"}=s,{code:l=!1,base:u=!1}=s;t.font=`${i} ${d}px ${l?e.codeFont:e.textFont}`,t.fillStyle=V(a),t.textAlign=c,t.textBaseline=u?"alphabetic":"middle",t.fillText(o,n,r)}function st(t,{x:e,y:o,width:n,height:r},s,d,i=[]){t.strokeStyle=V(d),t.lineWidth=s,t.setLineDash(i),t.strokeRect(e,o,n,r),t.setLineDash([])}function Tt(t,{x:e,y:o,width:n,height:r},s,{fill:d,line:i=0,colour:a,dash:c=[]}){t.beginPath(),t.roundRect(e,o,n,r,Math.max(0,Math.min(s,n/2,r/2))),d&&(t.fillStyle=d,t.fill()),!(!i||!a)&&(t.strokeStyle=V(a),t.lineWidth=i,t.setLineDash(c),t.stroke(),t.setLineDash([]))}function ut({x:t,y:e,width:o,height:n},r){return{x:t-r,y:e-r,width:o+2*r,height:n+2*r}}var Ht=({x:t,y:e,width:o,height:n})=>({x:t+o/2,y:e+n/2});function He({theme:t,hatch:e,dpr:o},n,r,s,d=()=>e){let i=Gt(n.width*o,n.height*o),a=kt(i);if(n.cw*o<6||n.rows*n.cols>3e3)return En(a,{theme:t,hatch:e},n,r,s),i;a.scale(o,o);let c={x:0,y:0,cw:n.cw,ch:n.ch};for(let l=0;l<n.rows;l++)for(let u=0;u<n.cols;u++){let p=lt(c,l,u),h={theme:t,hatch:d(l,u)};$n(a,h,n,p,r(l,u),s)}return i}function $n(t,{theme:e,hatch:o},n,r,s,d){let i=s===null;if(t.fillStyle=i?o:Lt(e,n.k,s,d),t.fillRect(r.x,r.y,r.width,r.height),st(t,ut(r,-.5),1,e.grid),!n.font)return;let{x:a,y:c}=Ht(r);mt(t,e,i?"0":bt(s,n.format),a,c+n.font*.04,{size:n.font,weight:500,colour:i?e.muted:e.ink,align:"center"})}function En(t,{theme:e,hatch:o},n,r,s){let{width:d,height:i}=t.canvas,{positive:a,negative:c}=Q(e,n.k),l=new ImageData(n.cols,n.rows),u=new Uint32Array(l.data.buffer);for(let h=0,f=0;h<n.rows;h++)for(let g=0;g<n.cols;g++,f++){let y=r(h,g);y!==null&&(u[f]=(y>0?a:c).pixels[Qt(y,s)])}let p=Gt(n.cols,n.rows);kt(p).putImageData(l,0,0),t.fillStyle=o,t.fillRect(0,0,d,i),t.imageSmoothingEnabled=d<n.cols,t.imageSmoothingQuality="high",t.drawImage(p,0,0,d,i)}function Ke(t,e,o,n){let[r,s]=o.header.reached;if(!r.includes(0)&&!s.includes(0))return;let{width:d,height:i}=t.canvas,a=i/n.rows,c=d/n.cols;t.setTransform(1,0,0,1,0,0),t.fillStyle=V(e.panel,.68);for(let[l,u]of r.entries())u||t.fillRect(0,l*a,d,a);for(let[l,u]of s.entries())u||t.fillRect(l*c,0,c,i)}function Be(t,e,o,n,r){if(r<=0)return;let s=o.height/n.rows,d=o.width/n.cols,i=Math.floor(r/n.cols),a=r%n.cols,c=(u,p,h)=>{if(p<1||h<1)return;let f={x:n.x,y:n.y+u/e,width:p/e,height:h/e};t.drawImage(o,0,u,p,h,f.x,f.y,f.width,f.height)},l=Math.round(i*s);c(0,o.width,l),c(l,Math.round(a*d),Math.round((i+1)*s)-l)}function _e(t,e,{x:o,y:n,width:r,height:s,rows:d,cols:i,cw:a,ch:c}){if(t.fillStyle=V(e.empty),t.fillRect(o,n,r,s),!(c<5)){t.fillStyle=V(e.grid);for(let l=0;l<=d;l++)t.fillRect(o,n+l*c-.5,r,1);for(let l=0;l<=i;l++)t.fillRect(o+l*a-.5,n,1,s)}}function ze(t,e,o,n,{visual:r,hover:s,arrival:d}){let{scene:i,dpr:a}=e;t.setTransform(a,0,0,a,0,0),t.clearRect(0,0,i.width,i.height),i.tracks.forEach((c,l)=>{let u=n[l],{track:p}=c,h=o==="pixel",f=new Set(dt(p,u.n)),g=yt(p,r,0);for(let O of c.inputs){let E=u.works&&(h||f.has(O.k));De(t,e,p,O,g,E?2.5:1,Q(e.theme,O.hue).stroke)}if(!u.works)return;let y=h?Array.from({length:p.N},(O,E)=>E):[u.n];for(let O of y)Cn(t,e,c,{...u,n:O},h?.45*d:d,h);o==="tap"&&u.t>=0&&An(t,e,c,u,g)}),s&&Nn(t,e,s,n[s.side])}function De(t,{theme:e},o,n,r,s,d,i=[]){let a=(p,h)=>(p-1)*h+1,c={...lt(n,r.row,r.column),width:a(o.KW,o.dw)*n.cw,height:a(o.KH,o.dh)*n.ch},l=n.ch<6?Math.min(s,1.5):s,u=o.dh>1&&o.KH>1||o.dw>1&&o.KW>1;if(u||st(t,ut(c,l/2+1),1,e.paper),st(t,c,u?1:l,d,u?[2,3]:i),!!u)for(let p=0;p<o.K;p++){let h=lt(n,r.row+Math.floor(p/o.KW)*o.dh,r.column+p%o.KW*o.dw);st(t,h,Math.min(l,Math.max(.75,n.ch/6)),d,i)}}var je=({y:t,ch:e},o)=>t+Math.round((o-t)/e)*e;function Cn(t,e,o,{i:n,j:r,n:s},d,i){let{theme:a}=e,{track:c,columns:l}=o,u=o.outputs[s],p=lt(u,n,r),h=yt(c,{i:n,j:r},0),f=dt(c,s),g=f.length>1,y=Q(a,u.hue).stroke,O={x:p.x,y:je(u,p.y+p.height/2)},E={x:l.output-14,y:O.y};t.save(),t.globalAlpha=d,t.save(),t.clip(o.front,"evenodd"),i||t.clip(o.frontEnlarged,"evenodd"),t.lineWidth=i?1:1.5;for(let[C,N]of f.entries()){let v=o.inputs[N],R=o.slices[s][C],L=lt(v,h.row,h.column),H=Ht(R),P={x:L.x+((c.KW-1)*c.dw+1)*v.cw,y:je(v,L.y+((c.KH-1)*c.dh+1)*v.ch/2)};t.strokeStyle=V(Q(a,v.hue).stroke),t.beginPath(),t.moveTo(P.x,P.y);let q=v.x+v.width+2,U=l.bank-4;t.lineTo(q,P.y),t.bezierCurveTo((q+U)/2,P.y,(q+U)/2,H.y,U,H.y),t.lineTo(l.filterEnd+2,H.y);let B=g?{x:E.x-7,y:E.y}:{x:l.output-3,y:O.y},I=(l.filterEnd+2+B.x)/2;t.bezierCurveTo(I,H.y,I,B.y,B.x,B.y),g||t.lineTo(O.x,O.y),t.stroke()}if(g&&(t.strokeStyle=V(y),t.beginPath(),t.moveTo(E.x+7,E.y),t.lineTo(O.x,O.y),t.stroke()),t.restore(),g&&!i&&(Tt(t,{x:E.x-7,y:E.y-7,width:14,height:14},7,{fill:V(a.paper),line:1.5,colour:y}),mt(t,a,"+",E.x,E.y+.5,{size:14,weight:700,colour:a.ink,align:"center"})),!i){for(let C of f.keys()){let N=o.slices[s][C];st(t,ut(N,N.ch<4?1:0),N.ch<4?1:2,Q(a,N.hue).stroke)}for(let C of o.enlarged)f.includes(C.k)&&st(t,C,2.5,Q(a,C.hue).stroke)}st(t,p.width<6?ut(p,2):p,i?1.5:2.5,y),t.restore()}var Fe=({enlarged:t},e)=>t.find(o=>o.k===e);function An(t,e,o,n,{row:r,column:s}){let{theme:d}=e,{track:i}=o,a=Math.floor(n.t/i.K),c=n.t%i.K,l=Mt(i,n),u=Math.floor(c/i.KW),p=c%i.KW,h=ct(Q(d,i.hues[l]).stroke,d.ink,.35),f=[lt(o.inputs[l],r+u*i.dh,s+p*i.dw),lt(Fe(o,l)??o.slices[n.n][a],u,p)];for(let g of f)st(t,g.width<5?ut(g,1.5):g,Math.min(3.5,Math.max(1.5,g.width/4)),h)}var $t=[5,3];function Nn(t,e,{side:o,kind:n,k:r,n:s,s:d,row:i,column:a},c){let{theme:l}=e,u=e.scene.tracks[o],{track:p}=u,h=y=>ct(Q(l,y).stroke,l.ink,.45);if(n==="output"){let y=u.outputs[s];st(t,lt(y,i,a),2.5,h(y.hue),$t),dt(p,s).forEach((O,E)=>{let C=yt(p,{i,j:a},0);De(t,e,p,u.inputs[O],C,2,h(p.hues[O]),$t),st(t,u.slices[s][E],2,h(p.hues[O]),$t)});return}let f=s===c.n&&c.works&&Fe(u,r),g=n==="slice"?f||u.slices[s][d]:u.inputs[r];st(t,lt(g,i,a),2,h(g.hue),$t);for(let y of u.views){let O=n==="slice"?y.n===s:dt(p,y.n??0).includes(r);y.kind==="output"&&O&&st(t,ut(y,2),2,h(y.hue),$t),y.kind==="input"&&n==="slice"&&y.k===r&&st(t,ut(y,2),2,h(g.hue),$t),y.kind==="slice"&&n==="input"&&y.k===r&&st(t,ut(y,1),1.5,h(g.hue),$t)}}var Rn=new Set(["input","slice","output"]);function qe(t,e,o,n,r,s){s.font=`500 100px ${e.textFont}`;let d=s.measureText("0").width/100,a=Ce(t,o,n,{digit:d,snap:l=>Math.round(l*r)/r,snapCell:l=>l*r>=6?Math.floor(l*r)/r:l}),c={race:t,scene:a,theme:e,dpr:r,digit:d,hatch:ge(e,r),images:new Map};for(let{track:l,views:u}of a.tracks)for(let p of u)Rn.has(p.kind)&&c.images.set(p,Ue(c,l,p));return c.still=Gt(a.width*r,a.height*r),Wn(kt(c.still),c),c}function Ue(t,e,o){let n=(i,a)=>o.kind==="input"?vt(e,o.k,i,a):o.kind==="output"?Rt(e,o.n,i,a):Ut(e,o.n,o.s,i,a),{largest:r}=e.header,s=r[o.kind]??r.filter??0,d=He(t,{...o,k:o.hue},n,s);return o.kind==="input"&&Ke(kt(d),t.theme,e,o),d}function Wn(t,e){let{scene:o,theme:n,dpr:r,images:s}=e;t.setTransform(r,0,0,r,0,0);for(let d of o.tracks){for(let i of d.lanes)Tt(t,ut(i,-.5),6,{fill:V(n.panel),line:1,colour:n.line});for(let{k:i,y:a,height:c,large:l}of d.rows){let{stroke:u,text:p}=Q(n,d.track.hues[i]);t.fillStyle=V(u),t.fillRect(d.box.x,a+1,5,c-2),c>=11&&mt(t,n,`${i}`,d.box.x+12,a+c/2,{size:l?16:12,weight:650,colour:p})}for(let i of d.views)Ge(e,d,i)?_e(t,n,i):i.kind==="nothing"?Ln(t,n,i):s.has(i)&&t.drawImage(s.get(i),i.x,i.y,i.width,i.height);Tt(t,ut(d.strip,-.5),6,{line:1,colour:n.line})}}var Ge=({race:t},{track:e},{kind:o})=>o==="output"||o==="input"&&t.feeds&&e.side===1;function Ln(t,e,o){if(o.width<5)return;let{x:n,y:r}=Ht(o);t.fillStyle=V(e.line),t.fillRect(n-1,r-1,2,2)}function Ve(t,e,o,n,r){let{scene:s,still:d,dpr:i,images:a}=e;t.setTransform(1,0,0,1,0,0),t.clearRect(0,0,t.canvas.width,t.canvas.height),t.drawImage(d,0,0),t.setTransform(i,0,0,i,0,0),s.tracks.forEach((c,l)=>{let{track:u}=c,p=n[l];for(let f of c.views){if(!Ge(e,c,f))continue;let g=f.kind==="output"?Ot(u,p,f.n):Ot(e.race.tracks[0],n[0],f.k);Be(t,i,a.get(f),f,g)}let h=r?.side===l?r:null;o!=="pixel"&&p.works&&In(t,e,c,p),o==="pixel"&&!h?Kn(t,e,c,p):Hn(t,e,c,h??p,o==="tap"&&!h)})}var Pn=["single products are too many","to send at this size"];function In(t,e,{track:o,enlarged:n},{n:r}){for(let s of n){let d=dt(o,r).indexOf(s.k);d>=0&&t.drawImage(Ue(e,o,{...s,n:r,s:d}),s.x,s.y,s.width,s.height)}}function Hn(t,e,o,n,r){let{theme:s,hatch:d,digit:i}=e,{track:a,strip:c}=o,{S:l,K:u,KW:p,T:h}=a,{products:f,sums:g}=a.values,{tile:y,high:O,gap:E}=c,C=c.y+8,N=e.race.feeds?"waits for its input":"waits for its turn",v=n.works===!1?n.t<0?N:"done, waits":"",R=(I,D,Y,tt)=>mt(t,s,I,c.x+c.width-12,D,{size:Math.min(Y,c.words/(I.length*i)),align:"right",...tt}),L=`output[0, ${n.i}, ${n.j}, ${n.n}]`;if(R(L,c.y+15,Math.min(13,c.words/(.62*L.length)),{weight:600,colour:s.ink,code:!0}),r&&!v&&f){let I=Q(s,a.hues[Mt(a,n)]).text;R(oe(a,n),c.y+35,18,{weight:650,colour:I})}else R(v||(l>1?`${h} products, ${l} channels`:`${h} products, one channel`),c.y+34,13);if(!f)for(let[I,D]of Pn.entries())mt(t,s,D,c.x+12,c.y+26+18*I,{});let H=Ft(a,"products",2),P=Math.min(O*.58,(y-3)/(H.chars*i),14);if(dt(a,n.n).forEach((I,D)=>{let Y=c.x+12+D*(p*y+E);for(let et=0;f&&et<u;et++){let Z=D*u+et,{row:pt,column:F}=yt(a,n,et),ot={x:Y+et%p*y,y:C+Math.floor(et/p)*O,width:y-1,height:O-1},it=Z<=n.t,k=vt(a,I,pt,F)===null,_=it?f[n.window*h+Z]:0,x=k?d:it?Lt(s,a.hues[I],_,a.header.largest.products??0):V(s.panel),m=r&&Z===n.t;Tt(t,ot,3,{fill:x,line:m?2:1,colour:m?Q(s,a.hues[I]).stroke:s.grid}),it&&P>=8&&mt(t,s,bt(_,H),ot.x+ot.width/2,ot.y+ot.height/2+.5,{size:P,weight:500,colour:k?s.muted:s.ink,align:"center"})}let tt=Math.min(n.t,D*u+u-1);if(!f||l===1||tt<D*u||p*y<22)return;let j=(p*y>=80?"so far ":"Σ ")+gt(g[n.window*h+tt]),z=Math.min(13,(p*y+E-2)/(j.length*i));if(z<7.5)return;let G=Y+p*y/2;mt(t,s,j,G,C+a.KH*O+8,{size:z,align:"center"})}),n.t<0)return;let q=n.t===h-1;if(!q&&!g)return;let U=q?Ct(Rt(a,n.n,n.i,n.j)):gt(g[n.window*h+n.t]),B=Q(s,l===1?a.hues[n.g]:null).text;R(U,c.y+(c.height+44)/2,28,{weight:700,colour:B})}function Kn(t,e,o,{i:n,j:r}){let{theme:s,digit:d}=e,{track:i,strip:a}=o,{N:c,G:l,S:u}=i;mt(t,s,`output[0, ${n}, ${r}, :]`,a.x+12,a.y+15,{weight:600,colour:s.ink,code:!0});let p=c>12?2:1,h=Math.ceil(c/p),f=Math.min(64,(a.width-24)/h),g=Math.min(44,(a.height-38)/p);for(let y=0;y<c;y++){let O=u===1?i.hues[Math.floor(y*l/c)]:null,E=Rt(i,y,n,r),C={x:a.x+12+y%h*f,y:a.y+29+Math.floor(y/h)*g,width:f-3,height:g-3},N=Lt(s,O,E,i.header.largest.output??0);Tt(t,C,3,{fill:N,line:1,colour:Q(s,O).stroke});let v=gt(E),R=Math.min(16,(C.width-4)/(v.length*d));R>=8&&mt(t,s,v,C.x+C.width/2,C.y+C.height/2+.5,{size:R,weight:600,colour:s.ink,align:"center"})}}var Bn=wt.units,Kt=wt.speeds,_n={tap:700,window:800,pixel:1e3},jn=280,se=180,zn=400,Dn=200,Fn={tap:"one multiplication",window:"one output value",pixel:"one position, all channels"},Bt=t=>t.dataset.value;function Ye(t,e,o){let n=w=>nt(t,`.dw-${w}`,HTMLButtonElement),r=nt(t,".dw-advance",HTMLElement),s={play:n("play"),range:nt(t,".dw-step",HTMLInputElement),ticks:nt(t,".dw-ticks",HTMLElement),count:nt(t,".dw-count",HTMLElement),speed:nt(t,".dw-speed",HTMLSelectElement),units:[...r.querySelectorAll("button")],status:nt(t,".dw-status",HTMLElement)},d=new AbortController,i,a="window",c=1,l={w:0,t:0},u=!1,p=!1,h=null,f=!1,g=0,y=0,O=0,E=0,C=0,N=0;function v(w){let T=i===void 0;i=w,a==="tap"&&!i.taps&&(a="window"),l={w:0,t:0},g=0,h=null,f=!1,u=!!i.windows&&(u||p&&!T),p=!1,R(),U()}function R(){for(let w of s.units){let T=Bt(w),A=T==="tap"&&!i.taps&&(i.whyNoTaps||"there is no output"),K=e.asks!==void 0&&T!=="window"?"windows are predicted":A;w.disabled=!!K,w.title=K?`Off: ${K}`:Fn[T]}s.units.some(w=>w.disabled&&Bt(w)===a)&&pt("window")}function L(w,T){if(!i.windows)return;let{unit:A,step:K,speed:J,stretch:at}=w;if(A&&Bn.includes(A)&&(A!=="tap"||i.taps)&&(a=A,T||Y({w:l.w,t:0},0)),K!==void 0&&Number.isInteger(K)){let ae={w:rt(K,i.windows-1),t:0};T?l=ae:Y(ae,0)}if(J&&Kt.includes(J)&&F(J),w.playing!==void 0&&(u=w.playing&&!Pt.matches&&!tt()),!Array.isArray(at))return;let[xt,ht,Wt,Ze]=at;H(xt,ht,Wt,Ze,T)}function H(w,T,A,K,J){a=A==="tap"&&!i.taps?"window":A,F(K),h=rt(T,i.windows-1),p=!1;let at=i.stepOf(a,{w:rt(w,h),t:0}),xt=P(h),ht=i.momentAt(a,Pt.matches?xt:at);J?l=ht:Y(ht,0),g=0,u=!Pt.matches&&at<xt,e.changed()}let P=w=>i.stepOf(a,{w,t:i.lastTap(w)});function q(){let w=i.count(a)-1;return h===null||i.stepOf(a,l)>=P(h)?w:P(h)}function U(){let w=i.rows>40?0:i.rows;s.ticks.replaceChildren(...Array.from({length:Math.max(w-1,0)},(T,A)=>{let K=document.createElement("i");return K.style.left=`${100*(A+1)/w}%`,K}))}function B(){O||!(u||f)||(y=0,O=requestAnimationFrame(I))}function I(w){let T=y?rt(w-y,100):0;if(y=w,u){g+=T;let A=_n[a]/c,K=Math.floor(g/A);g-=K*A,K&&D(e.asks===void 0?K:1,Math.min(jn,A*.45))}f&&(f=e.tick(T)),O=u||f?requestAnimationFrame(I):0}function D(w,T){let A=q(),K=Math.min(i.stepOf(a,l)+w,A);K===A&&(u=!1,p=K===i.count(a)-1),Y(i.momentAt(a,K),T),!u&&(k(),M())}function Y(w,T){l=w,f=e.go(l,T),_(),B()}let tt=()=>i.stepOf(a,l)>=i.count(a)-1;function ft(w,T=0){if(!i?.windows)return;let A=rt(w,i.count(a)-1);p=!1,g=0,A!==i.stepOf(a,l)&&Y(i.momentAt(a,A),T),b()}function j(w){Z(),ft(i.stepOf(a,{w,t:i.lastTap(w)}),se)}function z(w){Z(),ft(i.stepOf(a,l)+w,se)}function G(w){Z(),ft(w)}function et(){u||e.asks||!i?.windows||(p=!1,g=0,tt()&&Y(i.momentAt(a,0),se),u=!tt(),e.changed(),k(),b(),B())}function Z(){p=!1,u&&(u=!1,e.changed(),k(),b())}function pt(w){w!==a&&(a=w,g=0,i.windows&&Y({w:l.w,t:0},0),k(),b())}function F(w){g*=c/w,c=w,s.speed.value=String(c)}function ot(w){F(w),b()}function it(w){ot(Kt[rt(Kt.indexOf(c)+w,Kt.length-1)])}function k(){t.dataset.playing=String(u),t.dataset.unit=a,s.play.setAttribute("aria-label",u?"Pause":"Play"),s.status.setAttribute("aria-live",u?"off":"polite");for(let w of s.units){let T=Bt(w)===a;w.setAttribute("aria-checked",String(T)),w.tabIndex=T?0:-1}_()}function _(){let w=i.count(a),T=w?i.stepOf(a,l):0;t.dataset.step=String(T),t.dataset.steps=String(w),s.range.max=String(Math.max(w-1,0)),s.range.value=String(T),s.range.disabled=!w,s.range.style.setProperty("--dw-done",`${w>1?100*T/(w-1):0}%`),s.count.textContent=w?`${T+1} of ${w}`:"no steps",clearTimeout(C);let A=u?E+zn-performance.now():0;A>0?C=setTimeout(x,A):x()}function x(){E=performance.now();let w=e.describe();s.status.textContent!==w&&(s.status.textContent=w,s.range.setAttribute("aria-valuetext",w))}function m(){let{focus:w}=e;return{step:l.w,unit:a,speed:c,...w===void 0?{}:{focus:w},playing:u}}function M(){clearTimeout(N),o(m())}function b(){clearTimeout(N),N=setTimeout(M,Dn)}function S(w){if(w.altKey||w.ctrlKey||w.metaKey||!i?.windows)return;let{target:T}=w,A=T instanceof Element?T.closest("button, input, select"):null,K=A?.matches("input, select, [role=radio]"),J=A?.matches("select, [role=radio]"),at=A&&!A.matches("input"),xt=Wt=>K||!e.lanes?null:()=>e.setFocus((e.focus??0)+Wt),ht={" ":at?null:()=>u?Z():et(),ArrowLeft:K?null:()=>z(-1),ArrowRight:K?null:()=>z(1),ArrowUp:xt(-1),ArrowDown:xt(1),Home:J?null:()=>G(0),End:J?null:()=>G(1/0),"[":()=>it(-1),"]":()=>it(1)}[w.key];ht&&(ht(),w.preventDefault(),w.stopPropagation())}function $(w){let T={ArrowLeft:-1,ArrowUp:-1,ArrowRight:1,ArrowDown:1}[w.key],A=s.units.filter(at=>!at.disabled),K=A.indexOf(w.target);if(!T||K<0)return;w.preventDefault();let J=A[(K+T+A.length)%A.length];J.focus(),pt(Bt(J))}function W(w,T,A){w.addEventListener(T,A,{signal:d.signal})}s.speed.replaceChildren(...Kt.map(w=>new Option(`${w}×`,String(w)))),s.speed.value=String(c),W(n("first"),"click",()=>G(0)),W(n("previous"),"click",()=>z(-1)),W(n("next"),"click",()=>z(1)),W(n("last"),"click",()=>G(1/0)),W(s.play,"click",()=>u?Z():et()),W(s.range,"input",()=>G(Number(s.range.value))),W(s.speed,"change",()=>ot(Number(s.speed.value)));for(let w of s.units)W(w,"click",()=>pt(Bt(w)));return W(r,"keydown",$),W(t,"click",w=>{w.detail===0||w.target.closest("select, input")||t.focus({preventScroll:!0})}),W(t,"keydown",S),{load:v,limit:R,apply:L,seek:ft,seekWindow:j,play:et,pause:Z,wake:B,showState:k,reportSoon:b,report:m,get moment(){return l},get unit(){return a},get playing(){return u},get settled(){return!u&&!f},destroy(){d.abort(),cancelAnimationFrame(O),clearTimeout(C),clearTimeout(N)}}}var X=(t,e,o="")=>Object.assign(document.createElement(t),{className:e,textContent:o});function Xe(t,{onSeek:e=()=>{},onNext:o=null}={}){let n=ke(t),r=[],s=[],d=X("div","dw-reads"),i=X("div","dw-ends");n.classList.add("dw-race"),n.setAttribute("aria-label","Two convolutions on one clock");let a=null,c,l,u={w:0,t:0},p=[0,0],h=null,f=Oe({placeOf:tt,onWay:P,there:ft}),g=Ye(n,{go:f.go,tick:f.tick,setFocus:R,changed:()=>{h&&H()},describe:()=>Re(c,l,g.unit,g.moment),get lanes(){return!!k.stage?.scene.tracks.some(({focused:x})=>x)},get focus(){return this.lanes?p[0]:void 0}},e),y=x=>c.tracks.map(m=>Nt(c,m,g.unit,x));function O(x,m={}){let M=c===void 0,b=!jt(a,x);b&&(a=x,c=Ae(a),l=Ne(c),g.load(l),h=null,k.hideTip(),q()),g.apply(m,b),b&&Number.isInteger(m.step)&&l.windows&&v(Mt(c.tracks[0],y(g.moment)[0])),Number.isInteger(m.focus)&&v(m.focus??0),v(p[0]),b&&(u=g.moment,f.set(u),M||g.reportSoon()),k.restage(b),g.showState(),g.wake()}function E(x){x.scene.tracks.forEach((m,M)=>{L(r[M].element,m.head),L(s[M],m.formula)}),C(x),H(),P()}function C(x){let[{head:m}]=x.scene.tracks,M=c.tracks.map(({macs:b,title:S,PH:$,H:W,PW:w,W:T})=>{let A=St(b).length,K=$>W||w>T;return(n.classList.contains("dw-narrow")?m.width:m.width-8*S.length)/(.48*(2.6*A+9+(K?A+13:0)))});n.style.setProperty("--dw-count-size",`${Math.min(14,...M)}px`)}function N(){let x=g.unit==="tap"&&l.windows;return c.tracks.map((m,M)=>{let b=x&&m.K>1&&Nt(c,m,"tap",u);return b&&b.t>=0?Mt(m,b):p[M]})}function v(x){let[m,M]=c.tracks,b=rt(x,m.C-1),S=c.feeds?m.N/m.C:1,$=Math.floor(p[1]/S)===b;p=[b,$?rt(p[1],M.C-1):rt(b*S,M.C-1)]}function R(x,m=null){v(x),m!==null&&(p[1]=m),k.restage(),g.reportSoon()}function L(x,{x:m,y:M,width:b,height:S}){let{scale:$}=k;Object.assign(x.style,{left:`${m*$}px`,top:`${M*$}px`,width:`${b}px`,height:`${S}px`,transform:$>1?`scale(${$})`:""})}function H(){if(!k.stage||!l.windows)return;let x=y(u),m=Z();Ve(k.base,k.stage,g.unit,x,m),U(x),B(x.map((M,b)=>m?.side===b?m:M))}function P(x=1){!k.stage||!l.windows||ze(k.overlay,k.stage,g.unit,y(g.moment),{visual:f.place,hover:h,arrival:x})}function q(){for(let M of n.querySelectorAll(".dw-head, .dw-formula, .dw-below"))M.remove();let x=Math.max(...c.tracks.map(({macs:M})=>M));r=c.tracks.map(({title:M,macs:b})=>{let S=X("div","dw-head");S.append(X("div","dw-title",M));let $=S.appendChild(X("div","dw-counter")),W=$.appendChild(X("b",""));$.append(` of ${St(b)} MACs`);let w=$.appendChild(X("span","dw-on-padding")),T=S.appendChild(X("div","dw-bar"));T.style.width=`${Math.max(1,100*b/x)}%`;let A=T.appendChild(X("i","dw-real")),K=T.appendChild(X("i","dw-idle"));return k.scene.append(S),{element:S,drawn:W,padding:w,real:A,idle:K}}),s=c.tracks.map(()=>k.scene.appendChild(X("div","dw-formula")));for(let M of s)M.ariaHidden="true";let m=X("div","dw-below");d=m.appendChild(X("div","dw-reads",Le(c))),i=m.appendChild(X("div","dw-ends",c.header.ends)),c.header.ends&&k.scene.after(m)}function U(x){x.forEach(({macs:b,real:S},$)=>{let W=r[$],w=c.tracks[$].macs;W.drawn.textContent=St(b);let T=b-S;W.padding.textContent=T?`, ${St(T)} on padding`:"",W.real.style.width=`${100*S/w}%`,W.idle.style.width=`${100*T/w}%`}),n.dataset.macs=x.map(({macs:b})=>b).join(" "),n.dataset.realMacs=x.map(({real:b})=>b).join(" ");let m=g.unit,M=l.stepOf(m,u)===l.count(m)-1;i.style.visibility=M?"visible":"hidden",d.style.visibility=M?"hidden":"visible"}function B(x){c.tracks.forEach((m,M)=>{let[b,...S]=We(m,g.unit,x[M]),W=(n.classList.contains("dw-narrow")?[b,...S]:[b,S.flat()]).map(A=>I(m,x[M],A)),w=Math.max(...W.map(({length:A})=>A)),T=X("div","dw-legend",Pe(m));s[M].replaceChildren(W[0].element,T,...W.slice(1).map(({element:A})=>A)),s[M].style.setProperty("--dw-letter-size",`min(16px, ${98/(.6*w)}cqw)`)})}function I(x,m,M){let b=X("div","dw-letters"),S=0;for(let $ of M){let W=typeof $=="string"?$.length:D($);if(S+=W,typeof $=="string"){b.append(X("span","",$));continue}let w=b.appendChild(X("span",`dw-letter dw-${$.of}`));w.append(X("i","",$.letter),X("small","",$.meaning)),w.style.width=`${W}ch`,k.stage&&(w.style.color=V(Q(k.stage.theme,Y(x,m,$.of)).text))}return{element:b,length:S}}function D({letter:x,meaning:m,of:M}){return Math.max(x.length,(M==="what"||M==="sum"?.55:.9)*m.length)}function Y({S:x,K:m,hues:M},{g:b,t:S},$){let{unit:W}=g;return $!=="channel"&&$!=="made"||W==="pixel"?null:x===1?M[b]:$==="channel"&&W==="tap"&&S>=0?M[b*x+Math.floor(S/m)]:null}function tt(x){if(!l.windows)return{i:0,j:0};let{i:m,j:M}=Nt(c,c.tracks[0],"window",x);return{i:m,j:M}}function ft(x){if(u=x,k.stage&&String(N())!==String(k.stage.large)){h=null,k.hideTip(),k.restage();return}h&&ot(),H(),P()}function j(x){let{x:m,y:M}=k.placeOf(x);for(let[b,S]of(k.stage?.scene.tracks??[]).entries()){let $=S.views.find(at=>at.kind!=="nothing"&&fe(at,m,M));if(!$)continue;let{row:W,column:w}=pe($,m,M),{kind:T,k:A,n:K,s:J}=$;return T==="enlarged"?{x:m,y:M,cell:z(b,A,W,w)}:{x:m,y:M,cell:{side:b,kind:T,k:A,n:K,s:J,row:W,column:w}}}return{x:m,y:M,cell:null}}function z(x,m,M,b){let{works:S,n:$}=y(u)[x],W=dt(c.tracks[x],$).indexOf(m);return S&&g.unit!=="pixel"&&W>=0?{side:x,kind:"slice",k:m,n:$,s:W,row:M,column:b}:null}function G({x,y:m}){let M=k.stage?.scene.tracks??[];for(let[b,{box:S,rows:$,focused:W}]of M.entries()){if(!W||x<S.x||x>=S.x+S.width)continue;let w=$.find(T=>m>=T.y&&m<T.y+T.height);if(w)return{side:b,...w}}return null}let et=({side:x,kind:m,n:M,row:b,column:S})=>m==="output"&&b*c.tracks[x].OW+S<Ot(c.tracks[x],y(u)[x],M);function Z(){if(!h||g.playing||!et(h))return null;let{side:x,n:m,row:M,column:b}=h,S=c.tracks[x],$=ne(c,S,m,M,b);return{...Nt(c,S,"window",{w:$,t:0}),side:x}}function pt(x){let{x:m,y:M,cell:b}=j(x),S=G({x:m,y:M}),$=!!(S&&!S.large);k.scene.classList.toggle("dw-pointing",b?.kind==="output"||$),k.overlay.canvas.title=$&&!b?"make this lane the large one":"",F(b),b&&k.placeTip({x:m,y:M})}function F(x){if(JSON.stringify(x)===JSON.stringify(h))return;let m=Z();h=x,Z()?.window!==m?.window&&H(),f.moving||P(),h?ot():k.hideTip()}function ot(){h&&k.showTip(Ie(c,y(u),h))}function it(x){pt(x);let{x:m,y:M,cell:b}=j(x),S=G({x:m,y:M});if(S){let $=c.feeds&&S.side?c.tracks[0].N/c.tracks[0].C:1;R(Math.floor(S.k/$),S.side?S.k:null)}b?.kind==="output"&&(g.seekWindow(ne(c,c.tracks[b.side],b.n,b.row,b.column)),x.pointerType==="touch"&&F(null))}let k=Me(n,{narrowBelow:ee,get ready(){return c!==void 0},get key(){return String(N())},build(x,m,M,b){let S=N();return{...qe(c,m,x,S,M,b),large:S}},show:E,point:pt,leave:()=>F(null),click:it},o);function _(x,{side:m=0,row:M=0,column:b=0,...S}){if(!k.stage)throw new Error("nothing is shown");let $=k.stage.scene.tracks[m].views.find(W=>W.kind===x&&Object.keys(S).every(w=>W[w]===S[w]));return k.middleInWindow(lt($,M,b))}return ve(n,{update:O,where:_},k,g)}var ie=new WeakMap,_t=null;function Je(t,e){let o=ye(e);return({data:n,parentElement:r,setStateValue:s,setTriggerValue:d})=>{let i=n instanceof Uint8Array?n:new Uint8Array(n),a=new DataView(i.buffer,i.byteOffset).getUint32(0,!0),c=JSON.parse(new TextDecoder().decode(i.subarray(4,4+a)));o(r);let l=ie.get(r)??qn(t,r),u=++l.calls,p=i.slice(4+a);l.send=s,l.trigger=d;let h=Vn(l,c);return l.player.update(p,u===1?{...h,...Un(p,c)}:h),()=>{let{player:f,reports:g}=l;_t={payload:p,at:f.moment(),known:g.at(-1)?.step??c.step},setTimeout(()=>Qe(l,u,r),250)}}}function qn(t,e){let o={calls:0,received:{},reports:[],send:()=>{},trigger:()=>{},player:t(e,{onSeek:n=>Gn(o,n),onNext:n=>o.trigger("next",n)})};return ie.set(e,o),o}function Un(t,{step:e,stretch:o}){return!_t||o||e!==_t.known?{}:jt(_t.payload,t)?_t.at:{}}function Qe(t,e,o){if(t.calls===e){if(o.isConnected){setTimeout(()=>Qe(t,e,o),1e3);return}t.player.destroy(),ie.delete(o)}}function Gn(t,e){let o=t.reports.at(-1),n=Object.keys(e);o&&n.every(r=>e[r]===o[r])||(t.reports=[...t.reports.slice(-20),e],t.send("at",e))}function Vn(t,e){let n=Object.keys(e).filter(s=>{let d=String(t.received[s])===String(e[s]),i=t.reports.some(a=>a[s]===e[s]);return!d&&!i&&(s!=="playing"||t.calls===1)});t.received=e;let r=t.reports.at(-1);return r&&r.step===e.step&&(t.reports=[r]),Object.fromEntries(n.map(s=>[s,e[s]]))}var dr=Je(Xe,ce);export{dr as default};
