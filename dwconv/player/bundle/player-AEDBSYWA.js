// Made by tests/js/bundle.mjs; edit what it is made from.
var Ln=`/* The player's frame; everything inside the scene is drawn by player.js. Streamlit sets the --st-*
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
.dw-guess[data-answer="right"] .dw-said { padding: 3px 10px; border-radius: 6px; background: var(--dw-right); color: #fff; font-weight: 650; }
.dw-guess[data-answer="wrong"] .dw-said { padding: 3px 10px; border: 2px solid var(--dw-hue-1); border-radius: 6px; font-weight: 600; }
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
`;var rt={hues:["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],grey:"#6b7280",right:"#007a59",probe:["#000000","#ffb000"],sums:"#4a5578",less:"#a3a09a",units:["tap","window","pixel"],speeds:[.25,.5,1,2,4,8,16,32,64],themes:{light:{"--st-background-color":"#ffffff","--st-secondary-background-color":"#f3f4f6","--st-text-color":"#14181d","--st-border-color":"#d9dde2"},dark:{"--st-background-color":"#14171a","--st-secondary-background-color":"#1f2429","--st-text-color":"#e8eaed","--st-border-color":"#3a4149"}}};function B(t,n,e){let o=t.querySelector(n);if(!(o instanceof e))throw new Error(`there is no ${n}`);return o}function an(t){let n=t.getContext("2d");if(!n)throw new Error("this browser paints no canvas");return n}function ut(t){let n=t.getContext("2d");if(!n)throw new Error("this browser paints no canvas off the screen");return n}var Dt=256;function xt(t,n){n.fillStyle="#000",n.fillStyle=t.trim();let e=n.fillStyle;return e[0]!=="#"?(e.match(/[\d.]+/g)??[]).slice(0,3).map(Number):[1,3,5].map(o=>parseInt(e.slice(o,o+2),16))}var V=(t,n,e)=>t.map((o,r)=>o+(n[r]-o)*e),U=(t,n=1)=>`rgba(${t.map(Math.round).join(",")},${n})`;function un(t){let[n,e,o]=t.map(r=>{let i=r/255;return i<=.04045?i/12.92:((i+.055)/1.055)**2.4});return .2126*n+.7152*e+.0722*o}function ln(t,n){let[e,o]=[un(t),un(n)].sort((r,i)=>r-i);return(o+.05)/(e+.05)}function cn(t,n,e,o){for(let r=0;r<1;r+=.05){let i=V(t,e,r);if(ln(i,n)>=o)return i}return e}function _t(t,n,e,o){let r=o;for(;r>.2&&ln(V(n,t,r),e)<4.6;)r-=.02;let i=Array.from({length:Dt},(s,a)=>{let c=a?r*(.1+.9*a/(Dt-1)):0;return V(n,t,c).map(Math.round)});return{css:i.map(s=>U(s)),pixels:Uint32Array.from(i,([s,a,c])=>255<<24|c<<16|a<<8|s)}}var no=["--dw-paper","--dw-ink","--dw-text-font","--dw-code-font"];function Nn(t){let n=getComputedStyle(t);return no.map(e=>n.getPropertyValue(e)).join("|")}function Hn(t,n){let e=getComputedStyle(t),o=f=>xt(e.getPropertyValue(f),n),r=o("--dw-paper"),i=o("--dw-ink"),s=un(r)<.2,a=_t(xt(rt.grey,n),r,i,s?.72:.62),c=rt.hues.map(f=>{let l=xt(f,n);return{positive:_t(l,r,i,s?.72:.68),negative:a,stroke:cn(l,r,i,s?5:3.1),text:cn(l,V(r,i,.03),i,4.6)}}),u={positive:_t(xt(rt.sums,n),r,i,s?.8:.62),negative:_t(xt(rt.less,n),r,i,s?.5:.6),stroke:V(i,r,.1),text:i};return{paper:r,ink:i,dark:s,lanes:c,sums:u,panel:V(r,i,s?.035:.018),line:V(r,i,.14),grid:V(r,i,s?.16:.1),empty:V(r,i,s?.075:.045),muted:cn(V(r,i,.55),r,i,4.8),textFont:e.getPropertyValue("--dw-text-font"),codeFont:e.getPropertyValue("--dw-code-font")}}var Z=(t,n)=>n===null?t.sums:t.lanes[n%t.lanes.length];function fn(t,n){return!t||!n?0:Math.max(1,Math.round(Math.min(Math.abs(t)/n,1)*(Dt-1)))}function Ct(t,n,e,o){let{positive:r,negative:i}=Z(t,n);return(e>0?r:i).css[fn(e,o)]}function Pn(t,n){let e=6*n,o=new OffscreenCanvas(e,e),r=ut(o);r.fillStyle=U(t.panel),r.fillRect(0,0,e,e),r.strokeStyle=U(V(t.paper,t.ink,t.dark?.24:.17)),r.lineWidth=1.1*n,r.beginPath();for(let i of[-e,0,e])r.moveTo(i-1,e+1),r.lineTo(i+e+1,-1);return r.stroke(),In(r,o,n)}function Rn(t,n){let e=6*n,o=new OffscreenCanvas(e,e),r=ut(o);r.fillStyle=U(t.panel),r.fillRect(0,0,e,e),r.fillStyle=U(V(t.paper,t.ink,t.dark?.36:.27));for(let i of[.25,.75])r.beginPath(),r.arc(i*e,i*e,.9*n,0,2*Math.PI),r.fill();return In(r,o,n)}function In(t,n,e){let o=t.createPattern(n,"repeat");if(!o)throw new Error("a canvas of no size has no pattern");return o.setTransform(new DOMMatrix().scale(1/e)),o}function Kn({lanes:t,sums:n,ink:e},o){let r=[...t,n].flatMap(({positive:i,negative:s})=>[i,s]);return Math.min(...r.map(({css:i})=>ln(xt(i[Dt-1],o),e)))}var eo=1.3;function zn(t,{resize:n,onNext:e}){let o=B(t,".dw-present",HTMLButtonElement),r=B(t,".dw-ring",HTMLElement),i=new AbortController,s=!1;function a(d){s!==d&&(s=d,t.classList.toggle("dw-presenting",s),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),o.setAttribute("aria-pressed",String(s)),r.hidden=!0,t.focus({preventScroll:!0}),n())}let c=["range","checkbox","radio","button"].map(d=>`:not([type=${d}])`).join(""),u=d=>{let[g]=d.composedPath();return g.isContentEditable||g.matches?.(`input${c}, textarea, select, [role=combobox]`)};function f(d){let x=[...t.querySelectorAll("button, input, select")].filter(O=>!O.disabled&&O.offsetParent&&O.tabIndex>=0),[y,b]=[x[0],x[x.length-1]],[v,M]=d.shiftKey?[y,b]:[b,y];t.contains(document.activeElement)&&document.activeElement!==v&&!(d.shiftKey&&document.activeElement===t)||(M.focus(),d.preventDefault())}function l(d){if(d.altKey||d.ctrlKey||d.metaKey||d.defaultPrevented||d.repeat)return;d.key==="Tab"&&s&&f(d);let g=d.key==="PageDown"?1:d.key==="PageUp"?-1:null;if(d.key!=="Tab"){if(d.key==="Escape"&&s)a(!1);else if(d.key?.toLowerCase()==="p"&&!u(d))a(!s);else if(g&&s&&e)e(g);else return;d.preventDefault(),d.stopPropagation()}}function h({clientX:d,clientY:g,pointerType:x}){!s||x==="touch"||(r.hidden=!1,r.style.transform=`translate(${d}px, ${g}px)`)}let p=(d,g,x,y={})=>d.addEventListener(g,x,{signal:i.signal,...y});return p(document,"keydown",l,{capture:!0}),p(o,"click",()=>a(!s)),p(t,"pointermove",h),p(t,"pointerleave",()=>{r.hidden=!0}),document.querySelector(".dw-presenting, .dw-presented")&&queueMicrotask(()=>a(!0)),{get scale(){return s?eo:1},destroy(){s=!1,t.classList.remove("dw-presenting"),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),i.abort()}}}function Bn(t){let n=new CSSStyleSheet;return n.replaceSync(t),e=>{let o=e.getRootNode(),{adoptedStyleSheets:r}=o;r.includes(n)||r.push(n)}}function Fn(t){for(let[n,e]of rt.hues.entries())t.style.setProperty(`--dw-hue-${n}`,e);t.style.setProperty("--dw-right",rt.right)}var _n=t=>t instanceof HTMLElement&&t.matches(".dw-player")?t:B(t,".dw-player",HTMLElement);function Dn(t,n,e){let o=B(t,".dw-scene",HTMLElement),r=B(t,".dw-tip",HTMLElement),i=an(B(t,".dw-base",HTMLCanvasElement)),s=an(B(t,".dw-overlay",HTMLCanvasElement)),a=new AbortController,c=null,u={width:0,height:0};Fn(t);function f(M,w,O){M.addEventListener(w,O,{signal:a.signal})}function l(M=!1){let{scale:w}=b,O=Math.floor(o.clientWidth/w);if(!O||!n.ready)return;let C=O<n.narrowBelow;t.classList.toggle("dw-narrow",C),C||(o.style.height="");let S=C?0:Math.floor(o.clientHeight/w),T=Math.min(window.devicePixelRatio||1,3)*w,I=Nn(t),j=[O,S,T,I,n.key].join();if(!M&&c?.key===j)return;let F=c?.look===I?c.theme:Hn(t,s),K=n.build({width:O,height:S,scale:w},F,T,s);Object.assign(K,{key:j,look:I}),c=K,C&&(o.style.height=`${K.scene.height*w}px`);for(let{canvas:P}of[i,s])P.width=Math.round(O*T),P.height=Math.round(K.scene.height*T),P.style.width=w>1?`${P.width*w/T}px`:"",P.style.height=w>1?`${P.height*w/T}px`:"";n.show(c)}function h(M){let w=o.getBoundingClientRect(),{scale:O}=b;return{x:(M.clientX-w.left)/O,y:(M.clientY-w.top)/O}}function p({x:M,y:w,width:O,height:C}){let S=o.getBoundingClientRect(),{scale:T}=b;return{x:S.left+T*(M+O/2),y:S.top+T*(w+C/2)}}function d([M,...w]){let O=(C,S)=>Object.assign(document.createElement(C),{textContent:S});r.replaceChildren(O("b",M),...w.map(C=>O("span",C))),r.hidden=!1,u={width:r.offsetWidth,height:r.offsetHeight}}function g({x:M,y:w}){if(!c)return;let{width:O,height:C}=c.scene,S=M+16+u.width>O?M-16-u.width:M+16,T=w+20+u.height>C?w-14-u.height:w+20,{scale:I}=b,[j,F]=[S,T].map(K=>Math.round(Math.max(0,K)*I));r.style.transform=`translate(${j}px, ${F}px) scale(${I})`}function x(){r.hidden=!0}let y=M=>w=>{w.pointerType!=="touch"&&M(w)};f(s.canvas,"pointermove",y(n.point)),f(s.canvas,"pointerleave",y(n.leave)),f(s.canvas,"click",n.click),f(matchMedia("(prefers-color-scheme: dark)"),"change",()=>l()),document.fonts&&f(document.fonts,"loadingdone",()=>l(!0));let b=zn(t,{resize:()=>l(),onNext:e}),v=new ResizeObserver(()=>l());return v.observe(o),{scene:o,base:i,overlay:s,listen:f,restage:l,placeOf:h,middleInWindow:p,showTip:d,placeTip:g,hideTip:x,get stage(){return c},get scale(){return b.scale},worstContrast:()=>c?Kn(c.theme,s):Number.NaN,destroy(){a.abort(),v.disconnect(),b.destroy()}}}function jn(t,{update:n,where:e},o,r,i=()=>{}){let s={update:n,where:e,seek:r.seek,play:r.play,pause:r.pause,moment:r.report,settled:()=>r.settled,worstContrast:o.worstContrast,destroy(){i(),o.destroy(),r.destroy()}};return t.dwPlayer=s,s}var oo=.005;function qn(t,{question:n,reveal:e,next:o}){let r=B(t,".dw-guess",HTMLFormElement),i=B(r,"label span",HTMLElement),s=B(r,"input",HTMLInputElement),a=B(r,"button",HTMLButtonElement),c=B(r,".dw-said",HTMLElement),u=B(r,".dw-score",HTMLElement),f=new AbortController,l=new Set,h=!1,p=-1,d=0,g=!1;function x(b){r.hidden=!h,h&&(b!==p&&(s.value=c.textContent="",r.dataset.answer=""),p=b,i.textContent=`${n(b).name} =`,s.disabled=l.has(b),g&&!s.disabled&&(g=!1,s.focus()),a.textContent=l.has(b)?"Next":"Check")}function y(b){if(b.preventDefault(),l.has(p)){g=!0,o();return}let v=s.value.trim().replace(/^[\u2212\u2013]/,"-").replace(",","."),M=v===""?NaN:Number(v);if(Number.isNaN(M)){c.textContent="A number, please, such as −12 or 0.5.";return}let{value:w,text:O}=n(p),C=Math.abs(M-w),S=Number.isInteger(w)?C===0:C<=oo*Math.abs(w);l.add(p),d+=S?1:0,r.dataset.answer=S?"right":"wrong",c.textContent=S?"✓ Right.":`✗ Not ${s.value.trim()}: it is ${O}, see the products.`,u.textContent=`${d} of ${l.size} right`,e(),x(p),a.focus()}return r.addEventListener("submit",y,{signal:f.signal}),r.addEventListener("keydown",b=>{b.target===s&&b.stopPropagation()},{signal:f.signal}),{show:x,asks:b=>h&&!l.has(b),get on(){return h},set(b){h=b},reset(){l.clear(),p=-1,d=0,u.textContent=""},destroy:()=>f.abort()}}var ro={"<f4":Float32Array,"<f8":Float64Array};function Un(t){let e=new DataView(t.buffer,t.byteOffset,t.byteLength).getUint32(4,!0),o=JSON.parse(new TextDecoder().decode(t.subarray(8,8+e))),r={};for(let[y,{dtype:b,shape:v,offset:M}]of Object.entries(o.arrays)){let w=ro[b],O=v.reduce((S,T)=>S*T,1),C=8+e+M;r[y]=new w(t.slice(C,C+O*w.BYTES_PER_ELEMENT).buffer)}let[[i,s],[a,c]]=o.pads,[u,f]=o.input,[l,h]=o.kernel,[p,d]=o.output,g=o.channels,x=o.multiplier;return{header:o,values:r,C:g,M:x,H:u,W:f,KH:l,KW:h,OH:p,OW:d,top:i,left:a,PH:i+u+s,PW:a+f+c,sh:o.stride[0],sw:o.stride[1],dh:o.dilation[0],dw:o.dilation[1],T:l*h,windows:p*d*g*x,q0:o.captions?.q??0}}function Gn(t,n,e){let o=n-t.top,r=e-t.left;return o<0||r<0||o>=t.H||r>=t.W}function jt(t,n,e){let{inserted:o}=t.header.captions??{};return!o||Gn(t,n,e)?!1:!!(o[0][n-t.top]||o[1][e-t.left])}function bt(t,n,e,o){if(Gn(t,e,o)||jt(t,e,o))return null;let r=e-t.top,i=o-t.left;return t.values.input[(n*t.H+r)*t.W+i]}function Mt(t,n,e,o,r){return t.values.filter[((n*t.M+e)*t.KH+o)*t.KW+r]}function lt(t,n,e,o,r){return t.values.output[((n*t.M+e)*t.OH+o)*t.OW+r]}function qt(t,n){if(!t||t.length!==n.length)return!1;for(let e=0;e<t.length;e++)if(t[e]!==n[e])return!1;return!0}var Y=(t,n)=>Math.max(0,Math.min(t,n));function Vn(t,n){return n==="tap"?t.windows*t.T:n==="window"?t.windows:t.OH*t.OW}function Yn(t,n,{w:e,t:o}){return n==="tap"?e*t.T+o:n==="window"?e:Math.floor(e/(t.C*t.M))}function io(t,n,e){return n==="tap"?{w:Math.floor(e/t.T),t:e%t.T}:{w:n==="window"?e:e*t.C*t.M,t:0}}function Jn(t){return{windows:t.windows,rows:t.OH,taps:t.header.taps,whyNoTaps:t.header.why_no_taps,count:n=>Vn(t,n),stepOf:(n,e)=>Yn(t,n,e),momentAt:(n,e)=>io(t,n,e),lastTap:()=>t.T-1}}function tt(t,n){let{C:e,M:o,OW:r}=t,i=Math.floor(n/(e*o));return{i:Math.floor(i/r),j:i%r,k:Math.floor(n/o)%e,q:n%o}}function dn(t,{i:n,j:e,k:o,q:r}){return((n*t.OW+e)*t.C+o)*t.M+r}function Lt(t,n,{w:e,t:o},r,i){let s=t.C*t.M;if(n==="pixel")return Math.floor(e/s)+1;let a=n==="tap"&&o<t.T-1?e-1:e;return Math.floor((a-(r*t.M+i))/s)+1}function At(t,n,e,o,r){let i=[];for(let s=0;s<n;s++){let a=t-s*o;a>=0&&a%e===0&&a/e<r&&i.push(a/e)}return i}function at(t,{i:n,j:e},o){return{row:n*t.sh+Math.floor(o/t.KW)*t.dh,column:e*t.sw+o%t.KW*t.dw}}var Et="−";function dt(t,n,e){let{largest:o,whole:r,negative:i}=t.header;return hn(o[n]??0,r[n]??!1,!!i[n],e)}function hn(t,n,e,o){let r=Zn(t),i=r>=(n?7:6)||r<-3,s=n?0:Math.max(0,Math.min(o-1-r,o)),a={scientific:i,decimals:s,digits:o};return{...a,chars:Qn(a,r,e)}}function Qn({scientific:t,decimals:n,digits:e=1},o,r){let i=n?n+1:0;return(r?1:0)+(t?e+4:Math.max(o,0)+1+i)}function Xn(t){let{largest:n,whole:e,negative:o}=t.header,r=n.products??0,i=Math.max(r,n.sums??0),s=!!(e.products&&e.sums),a=!!(o.products||o.sums),{scientific:c}=hn(i,s,a,4),u=(h,p,d)=>{let g={scientific:c,decimals:p,digits:h,even:!0,exact:d};return{...g,chars:Qn(g,Zn(i),a)}},f=[4,3,2].map(h=>u(h,hn(r,s,a,h).decimals,s)),l=c||s?void 0:co(t);return l===void 0?f:[u(4,l,!0),...f]}var Zn=t=>t>0?Math.floor(Math.log10(t)):0;function so(t,n){let e=10**n,o=Math.round(t*e)/e;return o===t||Math.fround(o)===t}var ao=4;function co({values:{products:t,sums:n}}){let e=0;for(let o of[t??[],n??[]])for(let r of o)for(;!so(r,e);)if(++e>ao)return;return e}function nt(t,{scientific:n,decimals:e=0,digits:o=1,even:r=!1}){let i;return Number.isNaN(t)?"NaN":Number.isFinite(t)?(n&&!(Number.isInteger(t)&&Math.abs(t)<1e4)?i=t.toExponential(o-1).replace("e+","e"):Number.isInteger(t)&&!(r&&t)?i=String(t):(i=t.toFixed(e),Number(i)===0&&(i=i.replace("-",""))),i.replaceAll("-",Et)):t>0?"∞":`${Et}∞`}function pn(t,n,e=!0){return`${t}·${e&&n.startsWith(Et)?`(${n})`:n}`}function it(t,n=null){let e=Math.abs(t);if(Number.isInteger(t)&&e<1e12)return nt(t,{decimals:0});if(!Number.isFinite(t))return nt(t,{});if(e>=1e7||e<1e-4)return nt(t,{scientific:!0,digits:4});if(n?.exact)return nt(t,n);let o=Math.min(3-Math.floor(Math.log10(e)),7);return nt(t,{decimals:Math.max(o,n?.decimals??0)})}function yt(t,n=null){let e=it(t,n),o=Number(e.replaceAll(Et,"-"));return`${Number.isNaN(o)||o===t||Math.fround(o)===t?"=":"≈"} ${e}`}var wn="This layer has no output, so there is nothing to show.",Wt=({header:{captions:t}},n,e,o,r)=>{let[i,s]=te(t,n,o,r),a=t?.parts?.width??1/0,[c,u]=n==="source"?[Math.floor(s/a),s%a]:[0,s];return t?.[n]?.[e]?.replace("{i}",i).replace("{j}",u).replace("{part}",c)};function te(t,n,e,o){let[[r,i,s],[a,c,u]]=t?.places?.[n]??[[0,1,1],[0,1,1]];return[(r+i*e)/s,(a+c*o)/u]}var gn=({header:{captions:t}})=>t?.factors??["input","weight"];function ft(t,{i:n,j:e,k:o,q:r}){let i=o===void 0||r===void 0?null:o*t.M+r,s=i===null?Wt(t,"all",0,n,e):Wt(t,"value",i,n,e);if(s)return s;let a=i??":";return`output[0, ${t.header.data_format==="NHWC"?`${n}, ${e}, ${a}`:`${a}, ${n}, ${e}`}]`}function uo(t,n,e,o){let r=Wt(t,"source",n,e,o);return r||`input[0, ${t.header.data_format==="NHWC"?`${e}, ${o}, ${n}`:`${n}, ${e}, ${o}`}]`}var mn=({q0:t,header:{captions:n}},e,o="")=>n?.parts?"sum over q":`filter ${o}${t+e}`;function ne(t,n,e){if(!t.windows)return wn;let{i:o,j:r,k:i,q:s}=tt(t,e.w),c=`Step ${Yn(t,n,e)+1} of ${Vn(t,n)}: row ${o}, column ${r}`;if(n==="pixel")return`${c}, all channels. ${lo(t,o,r)}.`;let u=d=>{let{row:g,column:x}=at(t,{i:o,j:r},d),y=bt(t,i,g,x),b=Mt(t,i,s,Math.floor(d/t.KW),d%t.KW);return pn(y===null?"0":it(y),it(b))},f=`${c}, channel ${i}, ${mn(t,s)}.`,l=ft(t,{i:o,j:r,k:i,q:s}),h=yt(lt(t,i,s,o,r));if(n==="tap"){let{products:d,sums:g}=t.values,x=e.w*t.T+e.t,y=e.t===t.T-1?` ${l} ${h}.`:"",b=`${u(e.t)} ${yt(d[x])}`;return`${f} Tap ${e.t+1} of ${t.T}: ${b}, running sum ${it(g[x])}.${y}`}if(t.T>9)return`${f} ${l} ${h}.`;let p=Array.from({length:t.T},(d,g)=>u(g)).join(" + ");return`${f} ${l} = ${p} ${h}.`}function ee(t,{w:n}){let{i:e,j:o,k:r,q:i}=tt(t,n);return`${`Step ${n+1} of ${t.windows}: row ${e}, column ${o}, channel ${r}, filter ${t.q0+i}.`} What is ${ft(t,{i:e,j:o,k:r,q:i})}?`}function lo(t,n,e){let o=t.C*t.M,r=8;return Array.from({length:Math.min(o,r)},(s,a)=>{let c=lt(t,Math.floor(a/t.M),a%t.M,n,e);return`${Wt(t,"value",a,n,e)??`output channel ${a}`} ${yt(c)}`}).join(", ")+(o>r?", and so on":"")}function oe(t,n,e,{kind:o,k:r,q:i,row:s,column:a}){if(o==="weights"&&(i=tt(t,e.w).q),o==="output"){let p=ft(t,{i:s,j:a,k:r,q:i});return[s*t.OW+a<Lt(t,n,e,r,i)?`${p} ${yt(lt(t,r,i,s,a))}`:`${p}: to come`,fo(t,s,a),"click to go there"]}if(o==="filter"||o==="weights")return[`${Wt(t,"weight",r*t.M+i,s,a)??`filter[${s}, ${a}, ${r}, ${i}]`} = ${it(Mt(t,r,i,s,a))}`,t.header.captions?"is multiplied by the values marked":`meets the inputs marked, for output ${r*t.M+i}`];let c=At(s,t.KH,t.sh,t.dh,t.OH).length*At(a,t.KW,t.sw,t.dw,t.OW).length,u=c*t.M,f=t.header.captions?"gradient value":"output",l=c?`under the window at ${c} position${c>1?"s":""}, for the `+(u>1?`${u} ${f}s marked`:`${f} marked`):"no window reaches it";if(jt(t,s,a))return["0, put in by the stride",l];let h=bt(t,r,s,a);return h===null?["padding: 0",l]:[`${uo(t,r,s-t.top,a-t.left)} = ${it(h)}`,l]}function fo(t,n,e){let{top:o,left:r,H:i,W:s,sh:a,sw:c,dh:u,dw:f,KH:l,KW:h,header:p}=t,{captions:d}=p;if(d?.parts)return"from the value at the same place in each part";let g=(M,w,O)=>(O?`${M}s ${w} to ${w+O}`:`${M} ${w}`).replaceAll("-",Et);if(!d?.inserted)return`from ${g("row",n*a-o,(l-1)*u)}, ${g("column",e*c-r,(h-1)*f)}`;let x=(M,w,O,C,S)=>Array.from({length:O},(T,I)=>w+I*C).filter(T=>T>=0&&T<S&&!d.inserted[M][T]).map(T=>te(d,"source",T,T)[M]),y=x(0,n*a-o,l,u,i),b=x(1,e*c-r,h,f,s);if(!y.length||!b.length)return"from no value of ∂L/∂output: it is 0";let v=M=>`${M.length>1?"s":""} ${M.join(", ")}`;return`from ∂L/∂output, row${v(y)}, column${v(b)}`}var Jt=620,re=92,kt=18,ue=17,Mn=6,le=14,ho=40,po=72,kn=19,wo=11,fe=22,xn=34,go=25,mo=560,xo=860;function he(t,n,e,o){let r={...n,narrow:n.width<Jt,lanes:[],strip:null};return t.windows?(r.narrow?Mo(r,t,e,o):yo(r,t,e,o),r):{...r,height:r.height||120}}function yo(t,n,e,o){let{C:r}=n,i={x:re,width:t.width-re-14},s=Wo(n,t).map(b=>({shape:b,...bo(t,n,i,b.height,o)})),a=({plan:b})=>b.digits||b.blocks.filter.cells.font&&1,c=s[s.length-1],u=s.find(b=>a(b)>=a(c))??c,{shape:f,room:l,equal:h,plan:p,small:d}=u,g=f.height,x=ge(p,i),y=0;for(let b=0;b<r;b++){let v=p===h||b===e,M=v&&p!==h?l-d*(r-1):d,w=de(b,o.snap(y),t.width,o.snap(M),v);v?xe(w,n,p,i,o):be(w,n,x,o),w.name={x:14,y:w.height>40?w.y+7:w.y+w.height/2-9},t.lanes.push(w),y+=M+Mn}t.strip=$e(n,{x:0,y:t.height-g,width:t.width,height:g,kernel:f.kernel},o)}function bo(t,n,e,o,r){let{C:i}=n,s=t.height-o-8-Mn*(i-1),a=l=>pe(n,e.width,l-12,r),c=a(s/i),u=c,f=s/i;if(i>1&&!(c.digits&&c.ch>=24)){let l=Math.max(18,Math.min(92,s*.46/(i-1)));f=[l,l-8,l-16,l-24].filter(p=>p>=62).find(p=>a(s-p*(i-1)).digits)??l,u=a(s-f*(i-1))}return{room:s,equal:c,plan:u,small:f}}function Mo(t,n,e,o){let r={x:12,width:t.width-24},i=pe(n,r.width,mo,o,!0),s=ge(null,{x:80,width:t.width-88}),a=0;for(let c=0;c<n.C;c++){let u=c===e,f=de(c,a,t.width,u?Math.ceil(i.height)+34:40,u);u?xe(f,n,i,r,o):be(f,n,s,o),f.name={x:12,y:u?f.y+6:f.y+11},t.lanes.push(f),a+=f.height+Mn}t.strip=$e(n,{x:0,y:a+2,width:t.width,height:Lo(n)},o),t.height=Math.ceil(t.strip.y+t.strip.height)}function de(t,n,e,o,r){return{k:t,x:0,y:n,width:e,height:o,big:r,name:{x:0,y:0},views:[],texts:[]}}function Ut(t,n,e,o,r){let i=dt(t,n,o),s=Math.min(e*.58,28),a=wo/r.scale,c=Math.max(a,Math.min(e*.4,16)),u=i.chars*r.digit,f=Math.ceil(c*u+5);return s<a||f>2*e?{cw:e,ch:e,font:0,format:i}:f>e?{cw:f,ch:e,font:c,format:i}:{cw:e,ch:e,font:Math.min(s,(e-5)/u),format:i}}function pe(t,n,e,o,r=!1){let i=["one line","two lines","three lines"],s=r?xn:po,a={width:n,height:e,phone:r,gap:r?22:ho,mostPatch:xn};for(let f of[3,2]){if(t.PH*t.PW>1e3||t.OH*t.OW*t.M>2e3)break;let l=[];for(let g of i)for(let x=s;x>=kn/o.scale;x--){let y=Gt(t,a,x,f,g,o);if(y){l.push(y);break}}let h=t.PW>=4*t.PH?1.05:1.35,[p,...d]=l;if(p)return d.reverse().find(g=>g.ch>h*p.ch)??p}let[c,u]=[xn,go].map(f=>ko(t,{...a,mostPatch:f,height:r?xo:e},i,o));return u.ch>1.12*c.ch?u:c}function ko(t,n,e,o){for(let i=kn-1;i>.02;i*=i>6?1-1/i:.94)for(let s of e){let a=(f,l)=>Gt(t,n,f,0,s,o,l),c=Gt(t,n,i,0,s,o);if(!c)continue;let u=0;for(let f of ie(i)){let l=a(i,f);if(l){[c,u]=[l,f];break}}for(let f of ie(i)){let l=a(f,u||i);if(l)return l}return c}let r=Gt(t,{...n,width:1/0,height:1/0},1,0,"one line",o);if(!r)throw new Error("room without end is not enough");return r}var ie=t=>[26,kn,...[4,3,2.5,2.25,2,1.75,1.5,1.25].map(n=>n*t)].filter(n=>n>t&&n<=26);function Gt(t,n,e,o,r,i,s=0){let{width:a,height:c,gap:u}=n,{M:f,PH:l,PW:h,KH:p,KW:d,OH:g,OW:x}=t,y=i.snapCell(e),b=k=>({cw:y,ch:y,font:0,format:dt(t,k,3)}),v=o?Ut(t,"input",y,o,i):b("input"),M=o||s?Ut(t,"output",i.snapCell(s||e),o||3,i):b("output"),w=Ut(t,"filter",y,o||3,i),O=null,C=null;if(y>=fe&&o?v.cw=w.cw=Math.max(v.cw,w.cw):[O,C,w]=To(t,n,i),o&&!(v.font&&w.font&&M.font))return null;o&&!O&&(v.font=w.font=Math.min(v.font,w.font));let S=r==="one line",T={input:Vt(v,1,1,l,h)};O&&(T.patch=Vt(O,1,1,p,d)),C&&(T.weights=Vt(C,1,1,p,d));let I=n.phone&&C,F=(I?[]:[r==="two lines"?T.input:void 0,T.patch,T.weights].filter(k=>k!==void 0)).reduce((k,A)=>k-A.width-u,a);T.filter=se(w,f,p,d,14,S?c:null,F),T.output=se(M,f,g,x,20,S?c:null,a),T.input.height+=ue*t.header.notes.length;let P={"one line":[["input","patch","weights","filter","output"]],"two lines":[["input","patch","weights","filter"],["output"]],"three lines":I?[["input"],["patch","weights"],["filter"],["output"]]:[["input"],["patch","weights","filter"],["output"]]}[r].map(k=>k.filter(A=>T[A])),q=k=>k.reduce((A,L)=>A+L,0),_=P.map(k=>Math.max(...k.map(A=>T[A].height))),E=P.map(k=>q(k.map(A=>T[A].width+u))-u),Q=q(_)+(P.length-1)*le,$=Math.max(...E);return Q>c||$>a?null:{ch:y,digits:o,blocks:T,lines:P,height:Q}}function To(t,{width:n,height:e,phone:o,gap:r,mostPatch:i},s){let{M:a,KH:c,KW:u}=t,f=o?(n-r)/2:.24*n,l=s.snapCell(Math.min(i,(e-kt)/c,f/u)),h=(b,v)=>{let M=O=>{let C=we(a,o?.4*e:e,c*O+kt);return C&&C*u*O+(C-1)*14<=v},w=b;for(;w>3&&!M(w);)w=s.snapCell(w-1);return w},p=(b,v)=>{for(let M of[3,2]){let w=Ut(t,b,v,M,s);if(w.font&&w.cw<=1.7*v)return w}return{cw:v,ch:v,font:0,format:dt(t,b,3)}},d=p("input",l),g=p("filter",h(l,o?f:.32*n));if(g.font||a===1)return[d,null,g];let x=p("filter",l);if(!x.font)return[d,null,g];let y=o?Math.floor(Math.min(10,(n-(a-1)*14)/(a*u))):h(Math.min(l,10),.16*n);return[d,x,p("filter",Math.max(y,2))]}function we(t,n,e){for(let o=1;o<=t;o++){let r=Math.ceil(t/o);if(r*e+(r-1)*8<=n)return o}return 0}function Vt(t,n,e,o,r,i=0){let s=Math.ceil(n/e);return{cells:t,perRow:e,rows:o,cols:r,gap:i,width:e*r*t.cw+(e-1)*i,height:s*(o*t.ch+kt)+(s-1)*8}}function se(t,n,e,o,r,i,s){let a=Math.max(1,Math.min(n,Math.floor((s+r)/(o*t.cw+r)))),c=i===null?Math.ceil(n/Math.ceil(n/a)):we(n,i,e*t.ch+kt)||n;return Vt(t,n,c,e,o,r)}function ge(t,{x:n,width:e}){let o=t?.lines.length===1&&me(t,t.lines[0],{x:n,width:e}),r=n+e;if(!o){let[u,f,l]=[.4,.53,.82].map(h=>n+h*e);return{start:n,end:u,filter:f,output:l,right:r}}let{input:i,filter:s,output:a}=o,{blocks:c}=t;return{start:i,end:s-24,filter:s+c.filter.width/2,output:a+c.output.width/2,right:r}}function me(t,n,{x:e,width:o}){let r=n.reduce((a,c)=>a+t.blocks[c].width,0),i=n.length>1?Math.min((o-r)/(n.length-.4),130):0,s=e+Math.max(0,o-r-i*(n.length-1))/2;return Object.fromEntries(n.map(a=>{let c=s;return s+=t.blocks[a].width+i,[a,c]}))}function xe(t,n,e,o,r){let s=Number.isFinite(e.height)&&t.height>e.height+34?t.y+(t.height-e.height)/2:t.y+t.height-e.height-7;for(let a of e.lines){let c=Math.max(...a.map(f=>e.blocks[f].height)),u=me(e,a,o);a.forEach((f,l)=>{let h=e.blocks[f],p=u[f],d=(x,y)=>(u[x]+e.blocks[x].width+u[y])/2,g=[l?d(a[l-1],f)+3:t.x+10,l<a.length-1?d(f,a[l+1])-3:t.x+t.width-8];$o(t,n,f,h,p,s+(c-h.height)/2,g,r)}),s+=c+le}}function $o(t,n,e,{cells:o,perRow:r,rows:i,cols:s,gap:a},c,u,f,l){let h=e==="filter"||e==="output"?n.M:1;for(let d=0;d<h;d++){let g=c+d%r*(s*o.cw+a),x=u+Math.floor(d/r)*(i*o.ch+kt+8)+kt,y=ye(t,e,d,g,x,i,s,o,l);if(e==="weights"){So(t,n,y,l);continue}let b=d%r,v=b===r-1||d===h-1,M=Math.max(0,a-6)/2,w=b?y.x-M:Math.max(f[0],y.x-30),O=v?Math.min(f[1],y.x+y.width+30):y.x+y.width+M,C=vo(n,e,t.k,d);if(e==="filter"&&H(t,"weights").length&&(C=C.slice(1)),e==="input"&&n.header.captions?.parts){Oo(t,n,y,l);continue}let S=C.find(T=>l.textWidth(T)<=O-w)??C[C.length-1];Xt(t,y,S,-6,l,[w,O])}if(e!=="input")return;let p=t.views[t.views.length-1];n.header.notes.forEach((d,g)=>{let x=Math.max(14,Math.min(p.x,t.width-l.textWidth(d)-8)),y=p.y+p.height+14+g*ue;t.texts.push({text:d,x,y,width:l.textWidth(d),note:!0})})}function Oo(t,n,e,o){let{width:r,words:i}=n.header.captions?.parts??{width:0,words:[]};i.forEach((s,a)=>{let c=r*e.cw,u=s.split(" of ").at(-1),f=[s,u].find(h=>o.textWidth(h)<c);if(!f)return;let l={...e,x:e.x+a*c,width:c};Xt(t,l,f,-6,o)})}var Qt=({M:t,header:{captions:n}},e,o,r)=>n?.[e]?.[e==="input"?o:o*t+r];function vo(t,n,e,o){let{C:r,M:i}=t,s=Qt(t,n,e,o);if(s)return[s,s.split(", ").at(-1)];if(n==="input"&&(t.PH>t.H||t.PW>t.W))return["input, padded","input"];if(n==="input")return["input"];if(n==="patch")return["window"];if(n==="filter")return i>1?[`filter q = ${o}`,`q = ${o}`,`${o}`]:["filter"];let a=e*i+o;if(r*i===1)return["output"];let c=[`output channel ${a}`,`output ${a}`,`${a}`];return i>1?[`output channel ${a} = ${e}·${i} + ${o}`,`channel ${a} = ${e}·${i} + ${o}`,...c]:c}function ye(t,n,e,o,r,i,s,{cw:a,ch:c,font:u,format:f},l){let h={kind:n,k:t.k,q:e,x:l.snap(o),y:l.snap(r),rows:i,cols:s,cw:a,ch:c,font:u,format:f,width:s*a,height:i*c};return t.views.push(h),h}function So(t,n,e,o){let r=Qt(n,"filter",t.k,0)??"filter q = 0";Xt(t,e,r,-6,o),Object.assign(t.texts[t.texts.length-1],{text:"",width:o.textWidth(r)})}function Xt(t,n,e,o,r,[i,s]=[-1/0,1/0]){let a=r.textWidth(e),c=n.x+n.width/2;t.texts.push({text:e,x:Math.max(i+a/2,Math.min(c,s-a/2)),y:o<0?n.y+o:n.y+n.height+o,centred:!0,width:a})}function be(t,n,e,o){let{M:r,C:i,PH:s,PW:a,KH:c,KW:u,OH:f,OW:l}=n,h=t.height>=56,p=h&&r*i>1,d=t.height-(t.height>=40?10:4),g=t.y+t.height/2,x=(_,E,Q,$,k=0)=>o.snapCell(Math.min((d-k)/_,Q/E,$)),y=(_,E,Q,$,k,A,L=0)=>{let R=g-Q*E.ch/2-L;for(let D=0;D<(_==="filter"||_==="output"?r:1);D++)ye(t,_,D,k+D*($*E.cw+A),R,Q,$,E,o)},b=e.end-e.start,v=ce(n,"input",h?x(c,u,.55*b,28):0,o),M=ae(x(s,a,(v.font?.4:1)*b,16)),w=v.font?26:0,O=a*M.cw+w+(v.font?u*v.cw:0),C=e.start+Math.max(0,(b-O)/2);y("input",M,s,a,C,0),v.font&&y("patch",v,c,u,C+a*M.cw+w,0);let S=2*(e.right-e.output)-(r-1)*20,T=ae(x(f,r*l,S,16,p?14:0)),I=r*l*T.cw+(r-1)*20;y("output",T,f,l,e.output-I/2,20,p?7:0);let j=C+O+24,F=e.output-I/2-24,K=2*Math.min(e.filter-j,F-e.filter)-(r-1)*8,P=ce(n,"filter",x(c,r*u,Math.max(10,K),28),o),q=r*u*P.cw+(r-1)*8;if(y("filter",P,c,u,e.filter-q/2,8),!!p)for(let _ of H(t,"output"))Xt(t,_,`${t.k*r+_.q}`,13,o)}var ae=t=>({cw:t,ch:t,font:0,format:{decimals:0,chars:0}});function ce(t,n,e,o){for(let r of[3,2]){let i=dt(t,n,r),s=Math.min(e*.58,(e-4)/(i.chars*o.digit),16);if(s>=10)return{cw:e,ch:e,font:s,format:i}}return{cw:e,ch:e,font:0,format:dt(t,n,3)}}var Me=12,Tn=5,Co=200,Ao=36,Eo=26,bn=204,yn=92,Yt=150,ke=42;function Te(t,n){let e=Math.max(1,Math.floor(n/ke)),o=Math.min(t.KH,Math.floor(e/t.KW)),r=o>0&&Math.ceil(t.KH/o)<=Tn,i=r?o*t.KW:e;return{columns:i,lines:Math.ceil(t.T/i),kernelRows:r?o:0}}function Wo(t,n){let{C:e,KH:o,KW:r,T:i}=t;if(i<=Me)return[{height:86}];let s=n.width-bn-Yt,{lines:a}=Te(t,s),c={height:a<=Tn?Math.max(100,a*33+16):140},u=Math.min(Co,o*Ao+16),f=Math.max(170,o*fe+60)+(e-1)*46;return o*Eo+16<=u&&r*ke<=s&&n.height-u>=f?[{height:u,kernel:!0},c]:[c]}function Lo(t){return t.KW>7||t.KH>9?220:t.T<=4?156:t.KW<=4?94+t.KH*58:94+t.KH*(t.header.taps?46:36)}function $e(t,n,e){let o=n.width<Jt,r={...n,narrow:o,cells:[],words:null},i=o?{x:n.x+10,y:n.y+86,width:n.width-20,height:n.height-94}:{x:n.x+bn,y:n.y+8,width:n.width-bn-Yt,height:n.height-16},s=o?22:Math.max(25,n.height/2-17);if(r.label={x:n.x+14,y:n.y+s},r.result=o?{right:n.x+n.width-12,middle:n.y+34,width:130}:{right:n.x+n.width-14,middle:n.y+n.height/2,width:Yt-14},o){let a=t.KW>7||t.KH>9,c=t.T<=4?t.T:t.KW;r.mode=a?"dense":c>4&&!t.header.taps?"grid":"row";let u=a?1:4,f=Math.min(a?14:116,(i.width+u)/c-u),l=i.x+(i.width-c*(f+u)+u)/2;Nt(r,t,{...i,x:l},{columns:c,gap:u,width:f})}else if(t.T<=Me){r.mode="row",r.words={x:i.x+yn-10};let a=Math.min(92,(i.width-yn-5)/t.T-5),c={...i,x:i.x+yn};Nt(r,t,c,{columns:t.T,gap:5,width:a})}else if(n.kernel){r.mode="grid";let a=Math.min(116,(i.width-12)/t.KW-4);Nt(r,t,i,{columns:t.KW,gap:4,width:a})}else{let{columns:a,lines:c,kernelRows:u}=Te(t,i.width);if(r.mode=c<=Tn?"grid":"dense",r.mode==="grid"){let f=u>1?8:0,l=i.width-12-f*Math.max(0,u-1),h=Math.min(64,(l+3)/a-3);Nt(r,t,i,{columns:a,gap:3,split:f,width:h})}else{let f=Math.max(1,Math.min(16,i.height/t.KH-1,i.width/t.KW-1));Nt(r,t,i,{columns:t.KW,gap:1,width:f})}}return r.chips=No(t,o?i:{...i,width:i.width+Yt-14}),Ho(r,t,e),r}function Nt(t,{T:n,KW:e},o,{columns:r,gap:i,width:s,split:a=0}){let c=Math.ceil(n/r),u=t.mode==="dense"?s:(o.height-i*(c-1))/c;for(let f=0;f<n;f++){let l=f%r;t.cells.push({t:f,width:s,height:u,x:o.x+l*(s+i)+a*Math.floor(l/e),y:o.y+Math.floor(f/r)*(u+i)})}}function No(t,{x:n,y:e,width:o,height:r}){let i=t.C*t.M,s=5,a=l=>(o+s)/Math.ceil(i/l)-s,c=1;for(;a(c)<62&&(r+s)/(c+1)-s>=18;)c++;let u=Math.ceil(i/c),f={width:Math.min(104,a(c)),height:Math.min(70,(r+s)/c-s)};return Array.from({length:i},(l,h)=>({channel:h,...f,x:n+h%u*(f.width+s),y:e+Math.floor(h/u)*(f.height+s)}))}function Ho(t,n,e){let{height:o}=t.cells[0];t.beside=t.mode==="grid"&&n.header.taps&&o<30;let r=t.cells[0].width/(t.beside?2:1),i=Math.min(16,o*(t.mode==="row"?.25:t.beside?.5:.4)),s=(l,h=r)=>Math.min(i,(h-3)/(l*e.digit));t.pairFont=0;let a=[{digits:3,parentheses:!0},{digits:3,parentheses:!1},{digits:2,parentheses:!0},{digits:2,parentheses:!1}];for(let{digits:l,parentheses:h}of a){t.input=dt(n,"input",l),t.weight=dt(n,"filter",l),t.parentheses=h&&n.header.negative.filter;let p=s(t.input.chars+t.weight.chars+(t.parentheses?1.4:.6));if(!(p<9.5)){t.pairFont=p;break}}let c=Xn(n).map(l=>({format:l,size:s(l.chars)})),{format:u,size:f}=c.find(l=>l.size>=Math.min(i,11))??c[c.length-1];t.number=u,t.numberFont=f>=8.5?f:0,t.inBox=Po(t,n,s)}function Po({beside:t,pairFont:n,numberFont:e,input:o,weight:r,number:i},s,a){if(!s.header.taps)return"pair";if(t||!n)return"product";let c=a(o.chars+r.chars+1.4+2+i.chars);return e&&c>=10.5?"equation":"pair"}function G(t,n,e){return{x:t.x+e*t.cw,y:t.y+n*t.ch,width:t.cw,height:t.ch}}function Oe({x:t,y:n,width:e,height:o},r,i){return r>=t&&i>=n&&r<t+e&&i<n+o}function ve(t,n,e){return{row:Y(Math.floor((e-t.y)/t.ch),t.rows-1),column:Y(Math.floor((n-t.x)/t.cw),t.cols-1)}}var H=(t,n)=>t.views.filter(e=>e.kind===n);var Ro=60,Io=t=>t<.5?4*t**3:1-(2-2*t)**3/2,Ht=matchMedia("(prefers-reduced-motion: reduce)");function Se({placeOf:t,onWay:n,there:e}){let o={},r=null;function i(s){return r=null,o=t(s),e(s),!1}return{get place(){return o},get moving(){return!!r},set(s){r=null,o=t(s)},go(s,a){if(Ht.matches||a<Ro)return i(s);let c=t(s),u=Object.keys(c).every(f=>c[f]===o[f]);return r={from:{...o},to:c,moment:s,passed:0,length:u?a/2:a},!0},tick(s){if(!r)return!1;r.passed+=s;let a=Io(Math.min(r.passed/r.length,1));if(a===1)return i(r.moment);let{from:c,to:u}=r,f={};for(let l of Object.keys(u))f[l]=c[l]+(u[l]-c[l])*a;return o=f,n(Y((a-.7)/.3,1)),!0}}}var $n=1.75,Tt=4,Ce=26,Ko={width:86,height:22},Zt=[[1,0],[0,1],[-1,0],[0,-1]];function We(t,n,{i:e,j:o,q:r},i=!0,s=!0){let[a]=H(t,"input"),[c,u]=[H(t,"filter")[r],H(t,"output")[r]],f=[...H(t,"patch"),...i?H(t,"weights"):[]],l=[{plane:a,box:On(a,n,at(n,{i:e,j:o},0))},...[...f,c].map(p=>({plane:p,box:p}))];s&&l.push({plane:u,box:G(u,e,o)});let h=[];for(let p=1;p<l.length;p++){let d=Bo(t,l[p-1],l[p],h);d&&h.push(d)}return h}function On(t,{KH:n,KW:e,dh:o,dw:r},{row:i,column:s}){return{...G(t,i,s),width:((e-1)*r+1)*t.cw,height:((n-1)*o+1)*t.ch}}function zo({name:t,views:n,texts:e}){let o=e.map(({x:r,y:i,width:s=0,note:a})=>({x:r-(a?0:s/2)-2,y:i-12,width:s+4,height:16}));return[...n,...o,{x:t.x-4,y:t.y,...Ko}]}function Bo(t,n,e,o){let r={x:t.x+3,y:t.y,width:t.width-3,height:t.height},i=zo(t),s=o.flatMap(x=>x.slice(1).map((y,b)=>tn(x[b],y))),a=x=>Fo(x).map(y=>({...y,outside:Le(y.edge,y.way,_o(y,x,i))})).filter(({edge:y,outside:b})=>{let v=nn(tn(y,b),$n);return Ne(v,r)&&!i.some(M=>M!==x.plane&&Pt(v,M))}),c=a(n),u=a(e);if(!c.length||!u.length)return null;let f=[...c,...u],l=Ae(i,f,"x","width",r),h=Ae(i,f,"y","height",r),p=Do({xs:l,ys:h,walls:i,taken:s,room:r},c.map(x=>Ee(x,l,h,x.way)),u.map(x=>Ee(x,l,h,(x.way+2)%4)));if(!p)return null;let d=c[p.start],g=u[p.goal];return Uo([d.inside,d.edge,...p.points,g.edge,g.inside])}function Fo({plane:t,box:n}){let e=n===t,o=[];for(let[r,[i,s]]of Zt.entries()){let a=i?"height":"width",c=i?"y":"x",u=i?t.ch:t.cw,f=n[c]+n[a]/2,l=Math.round(n[a]/u),h=e?[1/2,1/5,4/5].map(p=>n[c]+p*n[a]):Array.from({length:l+1},(p,d)=>n[c]+d*u);for(let p of h){let d=b=>i?{x:b.x+(i>0?b.width:0),y:p}:{x:p,y:b.y+(s>0?b.height:0)},g=d(n),x=d(t),y=Math.abs(x.x-g.x)+Math.abs(x.y-g.y);o.push({inside:g,edge:x,way:r,cost:y+.6*Math.abs(p-f)})}}return o}function _o({edge:t,way:n},{plane:e},o){let r=nn(tn(t,Le(t,n,2*Tt)),.5),i=o.filter(s=>s!==e&&Pt(r,s)).map(s=>Math.max(n===0?s.x-t.x:n===2?t.x-s.x-s.width:0,n===1?s.y-t.y:n===3?t.y-s.y-s.height:0));return Math.max($n+.25,Math.min(2*Tt,...i)/2)}function Ae(t,n,e,o,r){let[i,s]=[r[e],r[e]+r[o]],a=[...new Set([i,s,...t.flatMap(u=>[u[e],u[e]+u[o]])])];a.sort((u,f)=>u-f);let c=n.map(({outside:u})=>u[e]);for(let u=1;u<a.length;u++)a[u]-a[u-1]<=2*Tt?c.push((a[u]+a[u-1])/2):c.push(a[u-1]+Tt,a[u]-Tt);return[...new Set(c.map(u=>Math.round(4*u)/4))].concat(n.map(({outside:u})=>u[e])).filter((u,f,l)=>l.indexOf(u)===f&&u>i&&u<s).sort((u,f)=>u-f)}var Ee=({outside:t,cost:n},e,o,r)=>({node:o.indexOf(t.y)*e.length+e.indexOf(t.x),way:r,cost:n});function Do({xs:t,ys:n,walls:e,taken:o,room:r},i,s){let a=t.length,c=4*a*n.length,u=new Float64Array(c).fill(1/0),f=new Int32Array(c).fill(-1),l=new Uint8Array(c),h=new Map,p=[],d=S=>({x:t[S%a],y:n[Math.floor(S/a)]}),g=(S,T)=>{let I=S<T?S*c+T:T*c+S,j=h.get(I);if(j!==void 0)return j;let F=tn(d(S),d(T)),K=nn(F,$n),P=F.width+F.height;if(!Ne(K,r)||e.some(q=>Pt(K,q)))P=1/0;else{let q=nn(F,Tt-.5);e.some(_=>Pt(q,_))&&(P*=1.5),o.some(_=>Pt(K,_))&&(P=4*P+60)}return h.set(I,P),P},x=s.map(({node:S})=>d(S)),y=S=>{let{x:T,y:I}=d(S);return Math.min(...x.map(j=>Math.abs(j.x-T)+Math.abs(j.y-I)))},b=(S,T,I)=>{T>=u[S]||(u[S]=T,f[S]=I,jo(p,[T+y(S>>2),S]))};for(let{node:S,way:T,cost:I}of i)S>=0&&b(4*S+T,I,-1);let v=1/0,M={state:-1,goal:-1};for(;p.length;){let[S,T]=qo(p);if(S>=v)break;if(l[T])continue;l[T]=1;let I=u[T],j=T>>2,F=T&3;s.forEach((K,P)=>{if(K.node!==j||(K.way+2)%4===F)return;let q=I+K.cost+(K.way===F?0:Ce);q<v&&([v,M]=[q,{state:T,goal:P}])});for(let[K,[P,q]]of Zt.entries()){if((K+2)%4===F)continue;let _=j%a+P,E=Math.floor(j/a)+q;if(_<0||E<0||_>=a||E>=n.length)continue;let Q=E*a+_;b(4*Q+K,I+g(j,Q)+(K===F?0:Ce),T)}}if(M.state<0)return null;let w=[],O=M.state;for(;f[O]>=0;O=f[O])w.unshift(d(O>>2));return w.unshift(d(O>>2)),{start:i.findIndex(({node:S,way:T})=>4*S+T===O),goal:M.goal,points:w}}function jo(t,n){let e=t.push(n)-1;for(;e>0;){let o=e-1>>1;if(t[o][0]<=t[e][0])break;[t[o],t[e]]=[t[e],t[o]],e=o}}function qo(t){let n=t[0],e=t.pop();if(t.length){t[0]=e;for(let o=0;;){let r=2*o+1;if(r>=t.length||(r+1<t.length&&t[r+1][0]<t[r][0]&&r++,t[o][0]<=t[r][0]))break;[t[o],t[r]]=[t[r],t[o]],o=r}}return n}var Le=({x:t,y:n},e,o)=>({x:t+Zt[e][0]*o,y:n+Zt[e][1]*o}),tn=(t,n)=>({x:Math.min(t.x,n.x),y:Math.min(t.y,n.y),width:Math.abs(t.x-n.x),height:Math.abs(t.y-n.y)}),nn=({x:t,y:n,width:e,height:o},r)=>({x:t-r,y:n-r,width:e+2*r,height:o+2*r}),Pt=(t,n)=>t.x<n.x+n.width&&n.x<t.x+t.width&&t.y<n.y+n.height&&n.y<t.y+t.height,Ne=(t,n)=>t.x>=n.x&&t.y>=n.y&&t.x+t.width<=n.x+n.width&&t.y+t.height<=n.y+n.height;function Uo(t){let n=[];for(let e of t){let[o,r]=n.slice(-2);if(n.length&&(r??o).x===e.x&&(r??o).y===e.y)continue;r&&(o.x===r.x&&r.x===e.x||o.y===r.y&&r.y===e.y)&&n.pop(),n.push(e)}return n}function en(t,n){return new OffscreenCanvas(Math.max(1,Math.round(t)),Math.max(1,Math.round(n)))}function J(t,n,e,o,r,i){let{size:s=13,weight:a=400,colour:c=n.muted,align:u="left"}=i,{code:f=!1,base:l=!1}=i;t.font=`${a} ${s}px ${f?n.codeFont:n.textFont}`,t.fillStyle=U(c),t.textAlign=u,t.textBaseline=l?"alphabetic":"middle",t.fillText(e,o,r)}function X(t,{x:n,y:e,width:o,height:r},i,s,a=[]){t.strokeStyle=U(s),t.lineWidth=i,t.setLineDash(a),t.strokeRect(n,e,o,r),t.setLineDash([])}function gt(t,{x:n,y:e,width:o,height:r},i,{fill:s,line:a=0,colour:c,dash:u=[]}){t.beginPath(),t.roundRect(n,e,o,r,Math.max(0,Math.min(i,o/2,r/2))),s&&(t.fillStyle=s,t.fill()),!(!a||!c)&&(t.strokeStyle=U(c),t.lineWidth=a,t.setLineDash(u),t.stroke(),t.setLineDash([]))}function st({x:t,y:n,width:e,height:o},r){return{x:t-r,y:n-r,width:e+2*r,height:o+2*r}}var Rt=({x:t,y:n,width:e,height:o})=>({x:t+e/2,y:n+o/2});function He({theme:t,hatch:n,dpr:e},o,r,i,s=()=>n){let a=en(o.width*e,o.height*e),c=ut(a);if(o.cw*e<6||o.rows*o.cols>3e3)return Go(c,{theme:t,hatch:n},o,r,i),a;c.scale(e,e);let u={x:0,y:0,cw:o.cw,ch:o.ch};for(let f=0;f<o.rows;f++)for(let l=0;l<o.cols;l++){let h=G(u,f,l),p={theme:t,hatch:s(f,l)};on(c,p,o,h,r(f,l),i)}return a}function on(t,{theme:n,hatch:e},o,r,i,s){let a=i===null;if(t.fillStyle=a?e:Ct(n,o.k,i,s),t.fillRect(r.x,r.y,r.width,r.height),X(t,st(r,-.5),1,n.grid),!o.font)return;let{x:c,y:u}=Rt(r);J(t,n,a?"0":nt(i,o.format),c,u+o.font*.04,{size:o.font,weight:500,colour:a?n.muted:n.ink,align:"center"})}function Go(t,{theme:n,hatch:e},o,r,i){let{width:s,height:a}=t.canvas,{positive:c,negative:u}=Z(n,o.k),f=new ImageData(o.cols,o.rows),l=new Uint32Array(f.data.buffer);for(let p=0,d=0;p<o.rows;p++)for(let g=0;g<o.cols;g++,d++){let x=r(p,g);x!==null&&(l[d]=(x>0?c:u).pixels[fn(x,i)])}let h=en(o.cols,o.rows);ut(h).putImageData(f,0,0),t.fillStyle=e,t.fillRect(0,0,s,a),t.imageSmoothingEnabled=s<o.cols,t.imageSmoothingQuality="high",t.drawImage(h,0,0,s,a)}function Pe(t,n,e,o){let[r,i]=e.header.reached;if(!r.includes(0)&&!i.includes(0))return;let{width:s,height:a}=t.canvas,c=a/o.rows,u=s/o.cols;t.setTransform(1,0,0,1,0,0),t.fillStyle=U(n.panel,.68);for(let[f,l]of r.entries())l||t.fillRect(0,f*c,s,c);for(let[f,l]of i.entries())l||t.fillRect(f*u,0,u,a)}function Re(t,n,e,o,r){if(r<=0)return;let i=e.height/o.rows,s=e.width/o.cols,a=Math.floor(r/o.cols),c=r%o.cols,u=(l,h,p)=>{if(h<1||p<1)return;let d={x:o.x,y:o.y+l/n,width:h/n,height:p/n};t.drawImage(e,0,l,h,p,d.x,d.y,d.width,d.height)},f=Math.round(a*i);u(0,e.width,f),u(f,Math.round(c*s),Math.round((a+1)*i)-f)}function Ie(t,n,{x:e,y:o,width:r,height:i,rows:s,cols:a,cw:c,ch:u}){if(t.fillStyle=U(n.empty),t.fillRect(e,o,r,i),!(u<5)){t.fillStyle=U(n.grid);for(let f=0;f<=s;f++)t.fillRect(e,o+f*u-.5,r,1);for(let f=0;f<=a;f++)t.fillRect(e+f*c-.5,o,1,i)}}function _e(t,n,e,o,r,i){let s=(l,h)=>(i.font=h,i.measureText(l).width),a=s("0",`500 100px ${n.textFont}`)/100,c={digit:a,scale:e.scale,snap:l=>Math.round(l*o)/o,snapCell:l=>l*o>=6?Math.floor(l*o)/o:Math.max(l,.01),textWidth:l=>s(l,`400 13px ${n.textFont}`)},u=he(t,e,r,c),f={scene:u,model:t,theme:n,dpr:o,digit:a,hatch:Pn(n,o),images:new Map};f.lines=new Map,f.dots=Rn(n,o);for(let l of u.lanes)for(let h of l.views)Cn(h)||f.images.set(h,Jo(f,h));return f.still=en(u.width*o,u.height*o),Vo(ut(f.still),f),f}function Vo(t,n){let{scene:e,theme:o,dpr:r}=n;t.setTransform(r,0,0,r,0,0);for(let i of e.lanes)Yo(t,n,i);e.strip?gt(t,st(e.strip,-.5),7,{line:1,colour:o.line}):J(t,o,wn,e.width/2,e.height/2,{size:16,align:"center"})}function Yo(t,n,e){let{theme:o,images:r}=n;gt(t,st(e,-.5),7,{fill:U(o.panel),line:1,colour:o.line}),t.fillStyle=U(Z(o,e.k).stroke),t.beginPath(),t.roundRect(e.x,e.y,5,e.height,[7,0,0,7]),t.fill();for(let i of e.views){let{x:s,y:a,width:c,height:u}=i;i.kind==="output"?Ie(t,o,i):r.has(i)&&t.drawImage(r.get(i),s,a,c,u)}for(let{text:i,x:s,y:a,note:c}of e.texts){let u=c?{colour:o.ink}:{align:"center"};J(t,o,i,s,a,{...u,base:!0})}}function Jo(t,n){let{model:e}=t,o=(c,u)=>n.kind==="input"?bt(e,n.k,c,u):(n.kind==="filter"?Mt:lt)(e,n.k,n.q,c,u),r=e.header.largest[n.kind]??0,s=He(t,n,o,r,(c,u)=>n.kind==="input"?Sn(t,c,u):t.hatch);if(n.kind!=="input")return s;let a=ut(s);return Pe(a,t.theme,e,n),Qo(a,t,n),s}var Sn=({model:t,hatch:n,dots:e},o,r)=>jt(t,o,r)?e:n;function Qo(t,{model:n,theme:e,dpr:o},r){let{parts:i}=n.header.captions??{};if(i){t.setTransform(o,0,0,o,0,0),t.fillStyle=U(e.ink);for(let s=i.width;s<r.cols;s+=i.width)t.fillRect(s*r.cw-1,0,2,r.height)}}var Cn=({kind:t})=>t==="patch"||t==="weights";function Xo(t,n,e,{q:o}){let{model:r,theme:i}=n;for(let c=0;c<r.T;c++){let u=Math.floor(c/e.cols),f=c%e.cols,l=Mt(r,e.k,o,u,f);on(t,n,e,G(e,u,f),l,r.header.largest.filter)}let s={align:"center",base:!0},a=Qt(r,"filter",e.k,o)??`filter q = ${o}`;J(t,i,a,e.x+e.width/2,e.y-6,s)}function Zo(t,n,e,o){for(let r=0;r<n.model.T;r++){let{row:i,column:s}=at(n.model,o,r),a=G(e,Math.floor(r/e.cols),r%e.cols),c=bt(n.model,e.k,i,s),u={theme:n.theme,hatch:Sn(n,i,s)};on(t,u,e,a,c,n.model.header.largest.input)}}function De(t,n,e,o,r){let{scene:i,model:s,theme:a,still:c,dpr:u}=n;if(t.setTransform(1,0,0,1,0,0),t.clearRect(0,0,t.canvas.width,t.canvas.height),t.drawImage(c,0,0),t.setTransform(u,0,0,u,0,0),!s.windows)return;let f=tt(s,e.w);for(let l of i.lanes){for(let h of H(l,"output")){let p=Lt(s,o,e,h.k,h.q);Re(t,u,n.images.get(h),h,p)}for(let h of H(l,"patch"))Zo(t,n,h,f);for(let h of H(l,"weights"))Xo(t,n,h,f);if(s.C>1&&(o==="pixel"||l.k===f.k)){let h=Z(a,l.k).stroke;gt(t,st(l,-1),6,{line:1.75,colour:h})}}r!==null?(gt(t,st(i.strip,-1),6,{line:1.5,colour:a.muted,dash:[5,3]}),Ke(t,n,r,null)):o==="pixel"?ir(t,n,f):Ke(t,n,e.w,o==="tap"?e.t:null)}var tr=["single products are too","many to send at this size"];function nr(t,{mode:n,inBox:e,beside:o}){let r=gn(t).join(" · ");return n==="row"?[`${r}, product, running sum`]:n==="dense"?["one square a product"]:[{pair:`in each box ${r},`,product:"in each box a product,",equation:`${r} = product,`}[e],`${o?"beside":"below"} it the running sum`]}function Ke(t,n,e,o){let{model:r,theme:i,scene:{strip:s}}=n,{products:a,sums:c}=r.values,u=tt(r,e),{i:f,j:l,k:h,q:p}=u,d=Z(i,h),g=o??r.T-1,x=[`row ${f}, column ${l}`,`channel k = ${h}, ${mn(r,p,"q = ")}`],y=a?nr(r,s):tr,b=a?s.number:null,v=s.numberFont&&b&&!b.exact;s.words?or(t,n,!!a):x.push(...s.narrow?[y.join(" ")+(v?", rounded":"")]:y),v&&!s.narrow&&x.push(er(b)),je(t,n,ft(r,u),x,d.text);for(let M of s.cells){let{t:w}=M,{row:O,column:C}=at(r,u,w);rr(t,n,M,{k:h,x:bt(r,h,O,C),weight:Mt(r,h,p,Math.floor(w/r.KW),w%r.KW),product:a&&w<=g?a[e*r.T+w]:null,sum:a&&w<=g?c[e*r.T+w]:null,now:w===o,toCome:w>g,hatch:Sn(n,O,C)})}if(g===r.T-1){let M=yt(lt(r,h,p,f,l),b);vn(t,n,ze(r),M,d.text)}else o<0?vn(t,n,ze(r),"= ?",d.text):vn(t,n,"sum so far",it(c[e*r.T+g],b),i.ink)}var ze=({header:{captions:t}})=>t?"gradient value":"output value";function er({scientific:t,decimals:n,digits:e}){return t?`rounded to ${e} digits`:`rounded to ${n} decimal${n===1?"":"s"}`}function or(t,{theme:n,model:e,scene:{strip:o}},r){let{y:i,height:s}=o.cells[0],a=gn(e).join(" · "),c=r?[a,"product","running sum"]:[a];c.forEach((u,f)=>{let l=c.length>1?rn[f]:.5;J(t,n,u,o.words.x,i+s*l,{size:12,align:"right"})})}function je(t,{theme:n,scene:{strip:e},model:o},r,i,s){let{x:a}=e.label,c=e.label.y-(e.narrow?0:Math.max(0,i.length-2)*8),u=Math.min(15,285/ft(o,tt(o,o.windows-1)).length);J(t,n,r,a,c,{size:u,weight:600,colour:s,code:!0,base:!0});for(let[f,l]of i.entries())J(t,n,l,a,c+20+f*17,{base:!0})}function vn(t,{theme:n,digit:e,scene:{strip:o}},r,i,s){let{right:a,middle:c,width:u}=o.result,f=Math.max(14,Math.min(30,u/(i.length*e)));J(t,n,i,a,c+12,{size:f,weight:700,colour:s,align:"right"}),J(t,n,r,a,c-20,{align:"right"})}var rn=[.17,.515,.86];function rr(t,n,e,o){let{theme:r,model:i,scene:{strip:s}}=n,a=o.product!==null,c=s.mode==="row"&&i.header.taps,u={...e};c?Object.assign(u,{y:e.y+e.height*.34,height:e.height*.34}):s.beside?u.width=e.width/2:s.mode==="grid"&&i.header.taps&&(u.height=e.height*.55);let f=U(r.panel);if(a&&(f=Ct(r,o.k,o.product,i.header.largest.products)),o.x===null&&(f=o.hatch),gt(t,u,s.mode==="dense"?1:4,{fill:f,line:o.now?2.5:1,colour:o.now?Z(r,o.k).stroke:r.grid}),s.mode==="dense")return;let l=(x,y,b,v,M,{x:w}=Rt(e))=>{let O=M?r.muted:r.ink,C={size:b,weight:o.now?700:v,colour:O,align:"center"};J(t,r,x,w,e.y+e.height*y,C)},h=o.x===null?"0":nt(o.x,s.input),p=pn(h,nt(o.weight,s.weight),s.parentheses),d=a?nt(o.product,s.number):"",g=a?nt(o.sum,s.number):"";if(!i.header.taps)s.pairFont&&l(p,.5,s.pairFont,500,!1);else if(c)s.pairFont&&l(p,rn[0],s.pairFont,400,o.toCome),s.numberFont&&l(d,rn[1],s.numberFont,600,!1),s.numberFont&&l(g,rn[2],s.numberFont,400,!o.now);else if(s.beside){let x={x:e.x+e.width*.75,y:0},y=Math.min(s.numberFont,12);y&&l(d,.5,y,600,!1,Rt(u)),y&&l(g,.5,y,400,!o.now,x)}else{let x=Math.min(s.pairFont||s.numberFont,12),y=a?`${p} = ${d}`:p;x&&l({pair:p,product:d,equation:y}[s.inBox],.29,x,500,o.toCome),s.numberFont&&l(g,.79,Math.min(s.numberFont,12),400,!o.now)}}function ir(t,n,{i:e,j:o}){let{model:r,theme:i,digit:s,scene:{strip:a}}=n,c=r.C>1?`all ${r.C} channels`:`all ${r.M} filters`,u=[`row ${e}, column ${o}`,...r.C*r.M>1?[c]:[]];je(t,n,ft(r,{i:e,j:o}),u,i.ink);for(let{channel:f,...l}of a.chips){let h=Math.floor(f/r.M),p=lt(r,h,f%r.M,e,o),d=Ct(i,h,p,r.header.largest.output);gt(t,l,4,{fill:d,line:1.5,colour:Z(i,h).stroke});let g=it(p),x=`${f}`,{x:y,y:b}=Rt(l),v={weight:650,colour:i.ink},M={colour:i.ink};if(l.height>36){let w=Math.min(20,(l.width-8)/(g.length*s));J(t,i,g,y,l.y+l.height*.64,{...v,size:w,align:"center"}),J(t,i,x,y,l.y+l.height*.24,{...M,size:12,align:"center"})}else{let w=Math.min(14,(l.width-34)/(g.length*s),l.height*.6);J(t,i,g,l.x+l.width-6,b,{...v,size:w,align:"right"}),J(t,i,x,l.x+6,b,{...M,size:Math.min(12,w)})}}}var Be=[5,3];function qe(t,n,e,o,{visual:r,hover:i,arrival:s}){let{scene:a,model:c,theme:u,dpr:f}=n;if(t.setTransform(f,0,0,f,0,0),t.clearRect(0,0,a.width,a.height),!c.windows)return;let l=tt(c,e.w);for(let h of a.lanes){let p=o==="pixel"||h.k===l.k,{stroke:d}=Z(u,h.k),[g]=H(h,"input");if(Ue(t,n,g,r,p&&h.big?3:2,d),!p)continue;t.globalAlpha=s;let x=o!=="pixel"||c.M===1;for(let{q:y}of H(h,"filter"))o!=="pixel"&&y!==l.q||sr(t,n,h,{...l,q:y},d,y===l.q,x);t.globalAlpha=1,o==="tap"&&ur(t,n,h,r,l.q,d)}i&&lr(t,n,i,l)}function Ue(t,n,e,o,r,i,s=[]){let{model:a,theme:c}=n,u=On(e,a,o),f=e.ch<6?Math.min(r,1.5):r;if((a.dh===1||a.KH===1)&&(a.dw===1||a.KW===1)){X(t,st(u,f/2+1),1,c.paper),X(t,u,f,i,s);return}X(t,u,1,i,[2,3]);let l=Math.min(f,Math.max(1,e.ch/6));for(let h=0;h<a.KH;h++)for(let p=0;p<a.KW;p++){let d=G(e,o.row+h*a.dh,o.column+p*a.dw);X(t,st(d,-Math.min(1,e.ch/8)),l,i,s)}}function sr(t,n,e,{i:o,j:r,q:i},s,a,c){let u=[...H(e,"patch"),...a?H(e,"weights"):[]],f=H(e,"filter")[i],l=G(H(e,"output")[i],o,r);if(e.height>=40){t.strokeStyle=U(s),t.lineWidth=e.big?1.5:1.25;for(let p of ar(n,e,{i:o,j:r,q:i},a,c))cr(t,p)}let h=e.big?2.5:2;for(let p of u)X(t,p,h,s);X(t,f,Math.min(h,Math.max(1,f.ch/2)),s),l.width<7?X(t,st(l,2),1.5,s):X(t,l,e.big?3:2,s)}function ar(t,n,{i:e,j:o,q:r},i,s){let a=[n.k,e,o,r,i,s].join(),c=t.lines.get(a);if(c)return c;t.lines.size>500&&t.lines.clear();let u=We(n,t.model,{i:e,j:o,q:r},i,s);return t.lines.set(a,u),u}function cr(t,n){t.beginPath(),t.moveTo(n[0].x,n[0].y);for(let o=1;o<n.length-1;o++){let[r,i,s]=n.slice(o-1,o+2),a=Math.min(Fe(r,i),Fe(i,s));t.arcTo(i.x,i.y,s.x,s.y,Math.min(7,a/2))}let e=n[n.length-1];t.lineTo(e.x,e.y),t.stroke()}var Fe=(t,n)=>Math.hypot(t.x-n.x,t.y-n.y);function ur(t,n,e,{row:o,column:r,a:i,b:s},a,c){let{model:u,theme:f}=n,[l]=H(e,"input"),h=H(e,"filter")[a],p=[G(l,o+i*u.dh,r+s*u.dw),...[...e.views.filter(Cn),h].map(d=>G(d,i,s))];for(let d of p)d.width<4||(X(t,st(d,-2),2,f.paper),X(t,d,Math.min(4,d.width/4),V(c,f.ink,.35)))}function lr(t,n,e,o){let r=e.kind==="weights"?{...e,kind:"filter",q:o.q}:e,{scene:i,theme:s}=n,a=i.lanes[r.k],{stroke:c}=Z(s,r.k),u={colour:V(c,s.ink,.45),box:(f,l=2)=>X(t,f,l,u.colour,Be),window:(f,l)=>Ue(t,n,f,l,2.5,u.colour,Be),shade(f){t.fillStyle=U(c,.28),t.fillRect(f.x,f.y,f.width,f.height),f.width>=8&&X(t,st(f,-1),1.5,u.colour,[3,2])}};r.kind==="output"?fr(n,a,r,u):r.kind==="input"?hr(n,a,r,u,o):r.kind==="filter"&&dr(n,a,r,u,o)}function fr(t,n,{q:e,row:o,column:r},i){i.window(H(n,"input")[0],at(t.model,{i:o,j:r},0)),i.box(H(n,"filter")[e]),i.box(G(H(n,"output")[e],o,r),2.5)}function hr({model:t},n,{row:e,column:o},r,{i,j:s}){for(let f of At(e,t.KH,t.sh,t.dh,t.OH))for(let l of At(o,t.KW,t.sw,t.dw,t.OW))for(let h of H(n,"output"))r.shade(G(h,f,l));r.box(G(H(n,"input")[0],e,o),2.5);let a=(e-i*t.sh)/t.dh,c=(o-s*t.sw)/t.dw,u=(f,l)=>Number.isInteger(f)&&f>=0&&f<l;if(!(!u(a,t.KH)||!u(c,t.KW)))for(let f of[...n.views.filter(Cn),...H(n,"filter")])r.box(G(f,a,c))}function dr({model:t},n,{q:e,row:o,column:r},i,s){let[a]=H(n,"input"),c=o*t.dh,u=r*t.dw;if(t.sh===1&&t.sw===1){let l=t.OW*a.cw,h=t.OH*a.ch;i.shade({...G(a,c,u),width:l,height:h})}else for(let l=0;l<t.OH;l++)for(let h=0;h<t.OW;h++)i.shade(G(a,c+l*t.sh,u+h*t.sw));let f=e===s.q?H(n,"weights"):[];for(let l of[...H(n,"patch"),...f,H(n,"filter")[e]])i.box(G(l,o,r),2.5);i.box(H(n,"output")[e])}var pr=rt.units,It=rt.speeds,wr={tap:700,window:800,pixel:1e3},gr=280,An=180,mr=400,xr=200,yr={tap:"one multiplication",window:"one output value",pixel:"one position, all channels"},Kt=t=>t.dataset.value;function Ge(t,n,e){let o=m=>B(t,`.dw-${m}`,HTMLButtonElement),r=B(t,".dw-advance",HTMLElement),i={play:o("play"),range:B(t,".dw-step",HTMLInputElement),ticks:B(t,".dw-ticks",HTMLElement),count:B(t,".dw-count",HTMLElement),speed:B(t,".dw-speed",HTMLSelectElement),units:[...r.querySelectorAll("button")],status:B(t,".dw-status",HTMLElement)},s=new AbortController,a,c="window",u=1,f={w:0,t:0},l=!1,h=!1,p=null,d=!1,g=0,x=0,y=0,b=0,v=0,M=0;function w(m){let W=a===void 0;a=m,c==="tap"&&!a.taps&&(c="window"),f={w:0,t:0},g=0,p=null,d=!1,l=!!a.windows&&(l||h&&!W),h=!1,O(),j()}function O(){for(let m of i.units){let W=Kt(m),N=W==="tap"&&!a.taps&&(a.whyNoTaps||"there is no output"),z=n.asks!==void 0&&W!=="window"?"windows are predicted":N;m.disabled=!!z,m.title=z?`Off: ${z}`:yr[W]}i.units.some(m=>m.disabled&&Kt(m)===c)&&R("window")}function C(m,W){if(!a.windows)return;let{unit:N,step:z,speed:ot,stretch:ct}=m;if(N&&pr.includes(N)&&(N!=="tap"||a.taps)&&(c=N,W||q({w:f.w,t:0},0)),z!==void 0&&Number.isInteger(z)){let Wn={w:Y(z,a.windows-1),t:0};W?f=Wn:q(Wn,0)}if(ot&&It.includes(ot)&&D(ot),m.playing!==void 0&&(l=m.playing&&!Ht.matches&&!_()),!Array.isArray(ct))return;let[pt,wt,sn,Ze]=ct;S(pt,wt,sn,Ze,W)}function S(m,W,N,z,ot){c=N==="tap"&&!a.taps?"window":N,D(z),p=Y(W,a.windows-1),h=!1;let ct=a.stepOf(c,{w:Y(m,p),t:0}),pt=T(p),wt=a.momentAt(c,Ht.matches?pt:ct);ot?f=wt:q(wt,0),g=0,l=!Ht.matches&&ct<pt,n.changed()}let T=m=>a.stepOf(c,{w:m,t:a.lastTap(m)});function I(){let m=a.count(c)-1;return p===null||a.stepOf(c,f)>=T(p)?m:T(p)}function j(){let m=a.rows>40?0:a.rows;i.ticks.replaceChildren(...Array.from({length:Math.max(m-1,0)},(W,N)=>{let z=document.createElement("i");return z.style.left=`${100*(N+1)/m}%`,z}))}function F(){y||!(l||d)||(x=0,y=requestAnimationFrame(K))}function K(m){let W=x?Y(m-x,100):0;if(x=m,l){g+=W;let N=wr[c]/u,z=Math.floor(g/N);g-=z*N,z&&P(n.asks===void 0?z:1,Math.min(gr,N*.45))}d&&(d=n.tick(W)),y=l||d?requestAnimationFrame(K):0}function P(m,W){let N=I(),z=Math.min(a.stepOf(c,f)+m,N);z===N&&(l=!1,h=z===a.count(c)-1),q(a.momentAt(c,z),W),!l&&(ht(),Ft())}function q(m,W){f=m,d=n.go(f,W),vt(),F()}let _=()=>a.stepOf(c,f)>=a.count(c)-1;function E(m,W=0){if(!a?.windows)return;let N=Y(m,a.count(c)-1);h=!1,g=0,N!==a.stepOf(c,f)&&q(a.momentAt(c,N),W),mt()}function Q(m){L(),E(a.stepOf(c,{w:m,t:a.lastTap(m)}),An)}function $(m){L(),E(a.stepOf(c,f)+m,An)}function k(m){L(),E(m)}function A(){l||n.asks||!a?.windows||(h=!1,g=0,_()&&q(a.momentAt(c,0),An),l=!_(),n.changed(),ht(),mt(),F())}function L(){h=!1,l&&(l=!1,n.changed(),ht(),mt())}function R(m){m!==c&&(c=m,g=0,a.windows&&q({w:f.w,t:0},0),ht(),mt())}function D(m){g*=u/m,u=m,i.speed.value=String(u)}function $t(m){D(m),mt()}function Ot(m){$t(It[Y(It.indexOf(u)+m,It.length-1)])}function ht(){t.dataset.playing=String(l),t.dataset.unit=c,i.play.setAttribute("aria-label",l?"Pause":"Play"),i.status.setAttribute("aria-live",l?"off":"polite");for(let m of i.units){let W=Kt(m)===c;m.setAttribute("aria-checked",String(W)),m.tabIndex=W?0:-1}vt()}function vt(){let m=a.count(c),W=m?a.stepOf(c,f):0;t.dataset.step=String(W),t.dataset.steps=String(m),i.range.max=String(Math.max(m-1,0)),i.range.value=String(W),i.range.disabled=!m,i.range.style.setProperty("--dw-done",`${m>1?100*W/(m-1):0}%`),i.count.textContent=m?`${W+1} of ${m}`:"no steps",clearTimeout(v);let N=l?b+mr-performance.now():0;N>0?v=setTimeout(St,N):St()}function St(){b=performance.now();let m=n.describe();i.status.textContent!==m&&(i.status.textContent=m,i.range.setAttribute("aria-valuetext",m))}function Bt(){let{focus:m}=n;return{step:f.w,unit:c,speed:u,...m===void 0?{}:{focus:m},playing:l}}function Ft(){clearTimeout(M),e(Bt())}function mt(){clearTimeout(M),M=setTimeout(Ft,xr)}function Qe(m){if(m.altKey||m.ctrlKey||m.metaKey||!a?.windows)return;let{target:W}=m,N=W instanceof Element?W.closest("button, input, select"):null,z=N?.matches("input, select, [role=radio]"),ot=N?.matches("select, [role=radio]"),ct=N&&!N.matches("input"),pt=sn=>z||!n.lanes?null:()=>n.setFocus((n.focus??0)+sn),wt={" ":ct?null:()=>l?L():A(),ArrowLeft:z?null:()=>$(-1),ArrowRight:z?null:()=>$(1),ArrowUp:pt(-1),ArrowDown:pt(1),Home:ot?null:()=>k(0),End:ot?null:()=>k(1/0),"[":()=>Ot(-1),"]":()=>Ot(1)}[m.key];wt&&(wt(),m.preventDefault(),m.stopPropagation())}function Xe(m){let W={ArrowLeft:-1,ArrowUp:-1,ArrowRight:1,ArrowDown:1}[m.key],N=i.units.filter(ct=>!ct.disabled),z=N.indexOf(m.target);if(!W||z<0)return;m.preventDefault();let ot=N[(z+W+N.length)%N.length];ot.focus(),R(Kt(ot))}function et(m,W,N){m.addEventListener(W,N,{signal:s.signal})}i.speed.replaceChildren(...It.map(m=>new Option(`${m}×`,String(m)))),i.speed.value=String(u),et(o("first"),"click",()=>k(0)),et(o("previous"),"click",()=>$(-1)),et(o("next"),"click",()=>$(1)),et(o("last"),"click",()=>k(1/0)),et(i.play,"click",()=>l?L():A()),et(i.range,"input",()=>k(Number(i.range.value))),et(i.speed,"change",()=>$t(Number(i.speed.value)));for(let m of i.units)et(m,"click",()=>R(Kt(m)));return et(r,"keydown",Xe),et(t,"click",m=>{m.detail===0||m.target.closest("select, input")||t.focus({preventScroll:!0})}),et(t,"keydown",Qe),{load:w,limit:O,apply:C,seek:E,seekWindow:Q,play:A,pause:L,wake:F,showState:ht,reportSoon:mt,report:Bt,get moment(){return f},get unit(){return c},get playing(){return l},get settled(){return!l&&!d},destroy(){s.abort(),cancelAnimationFrame(y),clearTimeout(v),clearTimeout(M)}}}var br=(t,n)=>JSON.stringify(t)===JSON.stringify(n);function Ve(t,{onSeek:n=()=>{},onNext:e=null}={}){let o=_n(t),r=B(o,".dw-lanes",HTMLElement),i=null,s,a=0,c={w:0,t:0},u=null,f=!1,l=Se({placeOf:O,onWay:w,there:C}),h=Ge(o,{go:l.go,tick:l.tick,setFocus:S,changed:()=>{u&&M()},describe(){let{unit:$,moment:k}=h;return!!s.windows&&p.asks(k.w)?ee(s,k):ne(s,$,k)},get focus(){return a},get asks(){return p.on?d():void 0},get lanes(){return s.C>1}},n),p=qn(o,{question($){let k=tt(s,$),A=lt(s,k.k,k.q,k.i,k.j);return{name:ft(s,k),value:A,text:it(A)}},reveal(){M(),h.showState()},next:()=>h.seekWindow(c.w+1)}),d=()=>!!s.windows&&p.asks(c.w),g=()=>d()?{moment:{w:c.w,t:-1},unit:"tap"}:{moment:c,unit:h.unit};function x($,k={}){let A=s===void 0,L=!qt(i,$);L&&y($),h.apply(k,L),L&&Number.isInteger(k.step)&&(a=tt(s,h.moment.w).k),Number.isInteger(k.focus)&&(a=Y(k.focus??0,s.C-1)),k.predict!==void 0&&p.set(k.predict),h.limit(),L&&(c=h.moment,l.set(c),A||h.reportSoon()),E.restage(L),k.predict!==void 0&&!L&&M(),b(),h.showState(),h.wake()}function y($){i=$,s=Un(i),h.load(Jn(s)),a=Y(a,s.C-1),u=null,E.hideTip(),p.reset()}function b(){p.show(c.w),d()&&h.pause()}function v($){let{lanes:k}=$.scene;r.style.transform=E.scale>1?`scale(${E.scale})`:"";let A=k.some(R=>!R.big),L=[...r.querySelectorAll("button")];for(let R of L.slice(k.length))R.remove();for(let R of k){let D=L[R.k]??r.appendChild(document.createElement("button"));D.type="button",D.className="dw-lane",D.dataset.k=String(R.k),D.textContent=`channel ${R.k}`,D.disabled=!A,D.title=A&&!R.big?"make this lane the large one":"",D.setAttribute("aria-pressed",String(R.k===a)),D.style.left=`${R.name.x-4}px`,D.style.top=`${R.name.y}px`,D.style.color=U(Z($.theme,R.k).text)}}function M(){if(!E.stage)return;let{moment:$,unit:k}=g();De(E.base,E.stage,$,k,F())}function w($=1){E.stage&&qe(E.overlay,E.stage,h.moment,h.unit,{visual:l.place,hover:u,arrival:$})}function O({w:$,t:k}){if(!s.windows)return{row:0,column:0,a:0,b:0};let{row:A,column:L}=at(s,tt(s,$),0);return{row:A,column:L,a:Math.floor(k/s.KW),b:k%s.KW}}function C($){c=$,u&&f!==j(u)&&_(),M(),w(),b()}function S($){$===a||$<0||$>=s.C||(a=$,u=null,E.hideTip(),E.restage(),h.reportSoon())}function T($){let{x:k,y:A}=E.placeOf($),L=Ft=>Oe(Ft,k,A),R=E.stage?.scene.lanes.find(L),D=R?.views.find(L);if(!D)return{x:k,y:A,lane:R,cell:null};let{row:$t,column:Ot}=ve(D,k,A),{kind:ht,k:vt,q:St}=D;if(ht!=="patch")return{x:k,y:A,lane:R,cell:{kind:ht,k:vt,q:St,row:$t,column:Ot}};let Bt=at(s,tt(s,c.w),$t*s.KW+Ot);return{x:k,y:A,lane:R,cell:{kind:"input",k:vt,q:St,...Bt}}}let I=($,k)=>{let{moment:A,unit:L}=g();return Lt(s,L,A,$,k)},j=({kind:$,k,q:A,row:L,column:R})=>$==="output"&&L*s.OW+R<I(k,A);function F(){if(!u||h.playing||!j(u))return null;let $=dn(s,{i:u.row,j:u.column,k:u.k,q:u.q});return h.unit==="window"&&$===c.w?null:$}function K($){let{x:k,y:A,lane:L,cell:R}=T($);E.scene.classList.toggle("dw-pointing",R?.kind==="output"||!!(L&&!L.big)),P(R),R&&E.placeTip({x:k,y:A})}function P($){if(br($,u))return;let k=F();u=$,F()!==k&&M(),l.moving||w(),u?_():E.hideTip()}function q($){K($);let{lane:k,cell:A}=T($);A?.kind==="output"&&h.seekWindow(dn(s,{i:A.row,j:A.column,k:A.k,q:A.q})),k&&S(k.k),$.pointerType==="touch"&&A?.kind==="output"&&P(null)}function _(){if(!u)return;f=j(u);let{moment:$,unit:k}=g();E.showTip(oe(s,k,$,u))}let E=Dn(o,{narrowBelow:Jt,get ready(){return s!==void 0},get key(){return String(a)},build:($,k,A,L)=>_e(s,k,$,A,a,L),show($){v($),M(),w()},point:K,leave:()=>P(null),click:q},e&&($=>{S(0),e($)}));E.listen(r,"click",({target:$})=>$.dataset.k&&S(Number($.dataset.k)));function Q($,{k=0,q:A=0,row:L=0,column:R=0}={}){if(!E.stage)throw new Error("nothing is shown");let D=H(E.stage.scene.lanes[k],$)[A];return E.middleInWindow(G(D,L,R))}return jn(o,{update:x,where:Q},E,h,p.destroy)}var En=new WeakMap,zt=null;function Ye(t,n){let e=Bn(n);return({data:o,parentElement:r,setStateValue:i,setTriggerValue:s})=>{let a=o instanceof Uint8Array?o:new Uint8Array(o),c=new DataView(a.buffer,a.byteOffset).getUint32(0,!0),u=JSON.parse(new TextDecoder().decode(a.subarray(4,4+c)));e(r);let f=En.get(r)??Mr(t,r),l=++f.calls,h=a.slice(4+c);f.send=i,f.trigger=s;let p=$r(f,u);return f.player.update(h,l===1?{...p,...kr(h,u)}:p),()=>{let{player:d,reports:g}=f;zt={payload:h,at:d.moment(),known:g.at(-1)?.step??u.step},setTimeout(()=>Je(f,l,r),250)}}}function Mr(t,n){let e={calls:0,received:{},reports:[],send:()=>{},trigger:()=>{},player:t(n,{onSeek:o=>Tr(e,o),onNext:o=>e.trigger("next",o)})};return En.set(n,e),e}function kr(t,{step:n,stretch:e}){return!zt||e||n!==zt.known?{}:qt(zt.payload,t)?zt.at:{}}function Je(t,n,e){if(t.calls===n){if(e.isConnected){setTimeout(()=>Je(t,n,e),1e3);return}t.player.destroy(),En.delete(e)}}function Tr(t,n){let e=t.reports.at(-1),o=Object.keys(n);e&&o.every(r=>n[r]===e[r])||(t.reports=[...t.reports.slice(-20),n],t.send("at",n))}function $r(t,n){let o=Object.keys(n).filter(i=>{let s=String(t.received[i])===String(n[i]),a=t.reports.some(c=>c[i]===n[i]);return!s&&!a&&(i!=="playing"||t.calls===1)});t.received=n;let r=t.reports.at(-1);return r&&r.step===n.step&&(t.reports=[r]),Object.fromEntries(o.map(i=>[i,n[i]]))}var Ai=Ye(Ve,Ln);export{Ve as createPlayer,Ai as default};
