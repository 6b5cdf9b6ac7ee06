// Made by tests/js/bundle.mjs; edit what it is made from.
var le=`/* The player's frame; everything inside the scene is drawn by player.js. Streamlit sets the --st-*
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
`;var ht={hues:["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],grey:"#6b7280",right:"#007a59",probe:["#000000","#ffb000"],sums:"#4a5578",less:"#a3a09a",units:["tap","window","pixel"],speeds:[.25,.5,1,2,4,8,16,32,64],themes:{light:{"--st-background-color":"#ffffff","--st-secondary-background-color":"#f3f4f6","--st-text-color":"#14181d","--st-border-color":"#d9dde2"},dark:{"--st-background-color":"#14171a","--st-secondary-background-color":"#1f2429","--st-text-color":"#e8eaed","--st-border-color":"#3a4149"}}};function nt(t,e,o){let n=t.querySelector(e);if(!(n instanceof o))throw new Error(`there is no ${e}`);return n}function Yt(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas");return e}function bt(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas off the screen");return e}var zt=256;function St(t,e){e.fillStyle="#000",e.fillStyle=t.trim();let o=e.fillStyle;return o[0]!=="#"?(o.match(/[\d.]+/g)??[]).slice(0,3).map(Number):[1,3,5].map(n=>parseInt(o.slice(n,n+2),16))}var ct=(t,e,o)=>t.map((n,r)=>n+(e[r]-n)*o),Y=(t,e=1)=>`rgba(${t.map(Math.round).join(",")},${e})`;function Jt(t){let[e,o,n]=t.map(r=>{let s=r/255;return s<=.04045?s/12.92:((s+.055)/1.055)**2.4});return .2126*e+.7152*o+.0722*n}function Qt(t,e){let[o,n]=[Jt(t),Jt(e)].sort((r,s)=>r-s);return(n+.05)/(o+.05)}function Xt(t,e,o,n){for(let r=0;r<1;r+=.05){let s=ct(t,o,r);if(Qt(s,e)>=n)return s}return o}function Bt(t,e,o,n){let r=n;for(;r>.2&&Qt(ct(e,t,r),o)<4.6;)r-=.02;let s=Array.from({length:zt},(u,i)=>{let a=i?r*(.1+.9*i/(zt-1)):0;return ct(e,t,a).map(Math.round)});return{css:s.map(u=>Y(u)),pixels:Uint32Array.from(s,([u,i,a])=>255<<24|a<<16|i<<8|u)}}var tn=["--dw-paper","--dw-ink","--dw-text-font","--dw-code-font"];function ue(t){let e=getComputedStyle(t);return tn.map(o=>e.getPropertyValue(o)).join("|")}function fe(t,e){let o=getComputedStyle(t),n=l=>St(o.getPropertyValue(l),e),r=n("--dw-paper"),s=n("--dw-ink"),u=Jt(r)<.2,i=Bt(St(ht.grey,e),r,s,u?.72:.62),a=ht.hues.map(l=>{let f=St(l,e);return{positive:Bt(f,r,s,u?.72:.68),negative:i,stroke:Xt(f,r,s,u?5:3.1),text:Xt(f,ct(r,s,.03),s,4.6)}}),c={positive:Bt(St(ht.sums,e),r,s,u?.8:.62),negative:Bt(St(ht.less,e),r,s,u?.5:.6),stroke:ct(s,r,.1),text:s};return{paper:r,ink:s,dark:u,lanes:a,sums:c,panel:ct(r,s,u?.035:.018),line:ct(r,s,.14),grid:ct(r,s,u?.16:.1),empty:ct(r,s,u?.075:.045),muted:Xt(ct(r,s,.55),r,s,4.8),textFont:o.getPropertyValue("--dw-text-font"),codeFont:o.getPropertyValue("--dw-code-font")}}var Z=(t,e)=>e===null?t.sums:t.lanes[e%t.lanes.length];function Zt(t,e){return!t||!e?0:Math.max(1,Math.round(Math.min(Math.abs(t)/e,1)*(zt-1)))}function Rt(t,e,o,n){let{positive:r,negative:s}=Z(t,e);return(o>0?r:s).css[Zt(o,n)]}function de(t,e){let o=6*e,n=new OffscreenCanvas(o,o),r=bt(n);r.fillStyle=Y(t.panel),r.fillRect(0,0,o,o),r.strokeStyle=Y(ct(t.paper,t.ink,t.dark?.24:.17)),r.lineWidth=1.1*e,r.beginPath();for(let s of[-o,0,o])r.moveTo(s-1,o+1),r.lineTo(s+o+1,-1);return r.stroke(),en(r,n,e)}function en(t,e,o){let n=t.createPattern(e,"repeat");if(!n)throw new Error("a canvas of no size has no pattern");return n.setTransform(new DOMMatrix().scale(1/o)),n}function he({lanes:t,sums:e,ink:o},n){let r=[...t,e].flatMap(({positive:s,negative:u})=>[s,u]);return Math.min(...r.map(({css:s})=>Qt(St(s[zt-1],n),o)))}var nn=1.3;function pe(t,{resize:e,onNext:o}){let n=nt(t,".dw-present",HTMLButtonElement),r=nt(t,".dw-ring",HTMLElement),s=new AbortController,u=!1;function i(d){u!==d&&(u=d,t.classList.toggle("dw-presenting",u),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),n.setAttribute("aria-pressed",String(u)),r.hidden=!0,t.focus({preventScroll:!0}),e())}let a=["range","checkbox","radio","button"].map(d=>`:not([type=${d}])`).join(""),c=d=>{let[g]=d.composedPath();return g.isContentEditable||g.matches?.(`input${a}, textarea, select, [role=combobox]`)};function l(d){let y=[...t.querySelectorAll("button, input, select")].filter(N=>!N.disabled&&N.offsetParent&&N.tabIndex>=0),[v,E]=[y[0],y[y.length-1]],[C,A]=d.shiftKey?[v,E]:[E,v];t.contains(document.activeElement)&&document.activeElement!==C&&!(d.shiftKey&&document.activeElement===t)||(A.focus(),d.preventDefault())}function f(d){if(d.altKey||d.ctrlKey||d.metaKey||d.defaultPrevented||d.repeat)return;d.key==="Tab"&&u&&l(d);let g=d.key==="PageDown"?1:d.key==="PageUp"?-1:null;if(d.key!=="Tab"){if(d.key==="Escape"&&u)i(!1);else if(d.key?.toLowerCase()==="p"&&!c(d))i(!u);else if(g&&u&&o)o(g);else return;d.preventDefault(),d.stopPropagation()}}function h({clientX:d,clientY:g,pointerType:y}){!u||y==="touch"||(r.hidden=!1,r.style.transform=`translate(${d}px, ${g}px)`)}let p=(d,g,y,v={})=>d.addEventListener(g,y,{signal:s.signal,...v});return p(document,"keydown",f,{capture:!0}),p(n,"click",()=>i(!u)),p(t,"pointermove",h),p(t,"pointerleave",()=>{r.hidden=!0}),document.querySelector(".dw-presenting, .dw-presented")&&queueMicrotask(()=>i(!0)),{get scale(){return u?nn:1},destroy(){u=!1,t.classList.remove("dw-presenting"),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),s.abort()}}}function we(t){let e=new CSSStyleSheet;return e.replaceSync(t),o=>{let n=o.getRootNode(),{adoptedStyleSheets:r}=n;r.includes(e)||r.push(e)}}function ge(t){for(let[e,o]of ht.hues.entries())t.style.setProperty(`--dw-hue-${e}`,o);t.style.setProperty("--dw-right",ht.right)}var me=t=>t instanceof HTMLElement&&t.matches(".dw-player")?t:nt(t,".dw-player",HTMLElement);function xe(t,e,o){let n=nt(t,".dw-scene",HTMLElement),r=nt(t,".dw-tip",HTMLElement),s=Yt(nt(t,".dw-base",HTMLCanvasElement)),u=Yt(nt(t,".dw-overlay",HTMLCanvasElement)),i=new AbortController,a=null,c={width:0,height:0};ge(t);function l(A,$,N){A.addEventListener($,N,{signal:i.signal})}function f(A=!1){let{scale:$}=E,N=Math.floor(n.clientWidth/$);if(!N||!e.ready)return;let R=N<e.narrowBelow;t.classList.toggle("dw-narrow",R),R||(n.style.height="");let K=R?0:Math.floor(n.clientHeight/$),H=Math.min(window.devicePixelRatio||1,3)*$,G=ue(t),q=[N,K,H,G,e.key].join();if(!A&&a?.key===q)return;let _=a?.look===G?a.theme:fe(t,u),P=e.build({width:N,height:K,scale:$},_,H,u);Object.assign(P,{key:q,look:G}),a=P,R&&(n.style.height=`${P.scene.height*$}px`);for(let{canvas:D}of[s,u])D.width=Math.round(N*H),D.height=Math.round(P.scene.height*H),D.style.width=$>1?`${D.width*$/H}px`:"",D.style.height=$>1?`${D.height*$/H}px`:"";e.show(a)}function h(A){let $=n.getBoundingClientRect(),{scale:N}=E;return{x:(A.clientX-$.left)/N,y:(A.clientY-$.top)/N}}function p({x:A,y:$,width:N,height:R}){let K=n.getBoundingClientRect(),{scale:H}=E;return{x:K.left+H*(A+N/2),y:K.top+H*($+R/2)}}function d([A,...$]){let N=(R,K)=>Object.assign(document.createElement(R),{textContent:K});r.replaceChildren(N("b",A),...$.map(R=>N("span",R))),r.hidden=!1,c={width:r.offsetWidth,height:r.offsetHeight}}function g({x:A,y:$}){if(!a)return;let{width:N,height:R}=a.scene,K=A+16+c.width>N?A-16-c.width:A+16,H=$+20+c.height>R?$-14-c.height:$+20,{scale:G}=E,[q,_]=[K,H].map(P=>Math.round(Math.max(0,P)*G));r.style.transform=`translate(${q}px, ${_}px) scale(${G})`}function y(){r.hidden=!0}let v=A=>$=>{$.pointerType!=="touch"&&A($)};l(u.canvas,"pointermove",v(e.point)),l(u.canvas,"pointerleave",v(e.leave)),l(u.canvas,"click",e.click),l(matchMedia("(prefers-color-scheme: dark)"),"change",()=>f()),document.fonts&&l(document.fonts,"loadingdone",()=>f(!0));let E=pe(t,{resize:()=>f(),onNext:o}),C=new ResizeObserver(()=>f());return C.observe(n),{scene:n,base:s,overlay:u,listen:l,restage:f,placeOf:h,middleInWindow:p,showTip:d,placeTip:g,hideTip:y,get stage(){return a},get scale(){return E.scale},worstContrast:()=>a?he(a.theme,u):Number.NaN,destroy(){i.abort(),C.disconnect(),E.destroy()}}}function ye(t,{update:e,where:o},n,r,s=()=>{}){let u={update:e,where:o,seek:r.seek,play:r.play,pause:r.pause,moment:r.report,settled:()=>r.settled,worstContrast:n.worstContrast,destroy(){s(),n.destroy(),r.destroy()}};return t.dwPlayer=u,u}var on={"<f4":Float32Array,"<f8":Float64Array};function be(t){let o=new DataView(t.buffer,t.byteOffset,t.byteLength).getUint32(4,!0),n=JSON.parse(new TextDecoder().decode(t.subarray(8,8+o))),r={};for(let[v,{dtype:E,shape:C,offset:A}]of Object.entries(n.arrays)){let $=on[E],N=C.reduce((K,H)=>K*H,1),R=8+o+A;r[v]=new $(t.slice(R,R+N*$.BYTES_PER_ELEMENT).buffer)}let[[s,u],[i,a]]=n.pads,[c,l]=n.input,[f,h]=n.kernel,[p,d]=n.output,g=n.channels,y=n.multiplier;return{header:n,values:r,C:g,M:y,H:c,W:l,KH:f,KW:h,OH:p,OW:d,top:s,left:i,PH:s+c+u,PW:i+l+a,sh:n.stride[0],sw:n.stride[1],dh:n.dilation[0],dw:n.dilation[1],T:f*h,windows:p*d*g*y,q0:n.captions?.q??0}}function Me(t,e,o){let n=e-t.top,r=o-t.left;return n<0||r<0||n>=t.H||r>=t.W}function rn(t,e,o){let{inserted:n}=t.header.captions??{};return!n||Me(t,e,o)?!1:!!(n[0][e-t.top]||n[1][o-t.left])}function kt(t,e,o,n){if(Me(t,o,n)||rn(t,o,n))return null;let r=o-t.top,s=n-t.left;return t.values.input[(e*t.H+r)*t.W+s]}function Dt(t,e){if(!t||t.length!==e.length)return!1;for(let o=0;o<t.length;o++)if(t[o]!==e[o])return!1;return!0}var rt=(t,e)=>Math.max(0,Math.min(t,e));function Mt(t,{i:e,j:o},n){return{row:e*t.sh+Math.floor(n/t.KW)*t.dh,column:o*t.sw+n%t.KW*t.dw}}var jt="−";function Ft(t,e,o){let{largest:n,whole:r,negative:s}=t.header;return sn(n[e]??0,r[e]??!1,!!s[e],o)}function sn(t,e,o,n){let r=cn(t),s=r>=(e?7:6)||r<-3,u=e?0:Math.max(0,Math.min(n-1-r,n)),i={scientific:s,decimals:u,digits:n};return{...i,chars:an(i,r,o)}}function an({scientific:t,decimals:e,digits:o=1},n,r){let s=e?e+1:0;return(r?1:0)+(t?o+4:Math.max(n,0)+1+s)}var cn=t=>t>0?Math.floor(Math.log10(t)):0;function yt(t,{scientific:e,decimals:o=0,digits:n=1,even:r=!1}){let s;return Number.isNaN(t)?"NaN":Number.isFinite(t)?(e&&!(Number.isInteger(t)&&Math.abs(t)<1e4)?s=t.toExponential(n-1).replace("e+","e"):Number.isInteger(t)&&!(r&&t)?s=String(t):(s=t.toFixed(o),Number(s)===0&&(s=s.replace("-",""))),s.replaceAll("-",jt)):t>0?"∞":`${jt}∞`}function ke(t,e,o=!0){return`${t}·${o&&e.startsWith(jt)?`(${e})`:e}`}function pt(t,e=null){let o=Math.abs(t);if(Number.isInteger(t)&&o<1e12)return yt(t,{decimals:0});if(!Number.isFinite(t))return yt(t,{});if(o>=1e7||o<1e-4)return yt(t,{scientific:!0,digits:4});if(e?.exact)return yt(t,e);let n=Math.min(3-Math.floor(Math.log10(o)),7);return yt(t,{decimals:Math.max(n,e?.decimals??0)})}function Et(t,e=null){let o=pt(t,e),n=Number(o.replaceAll(jt,"-"));return`${Number.isNaN(n)||n===t||Math.fround(n)===t?"=":"≈"} ${o}`}function lt(t,e,o){return{x:t.x+o*t.cw,y:t.y+e*t.ch,width:t.cw,height:t.ch}}function $e({x:t,y:e,width:o,height:n},r,s){return r>=t&&s>=e&&r<t+o&&s<e+n}function ve(t,e,o){return{row:rt(Math.floor((o-t.y)/t.ch),t.rows-1),column:rt(Math.floor((e-t.x)/t.cw),t.cols-1)}}var ln=60,un=t=>t<.5?4*t**3:1-(2-2*t)**3/2,Ht=matchMedia("(prefers-reduced-motion: reduce)");function Oe({placeOf:t,onWay:e,there:o}){let n={},r=null;function s(u){return r=null,n=t(u),o(u),!1}return{get place(){return n},get moving(){return!!r},set(u){r=null,n=t(u)},go(u,i){if(Ht.matches||i<ln)return s(u);let a=t(u),c=Object.keys(a).every(l=>a[l]===n[l]);return r={from:{...n},to:a,moment:u,passed:0,length:c?i/2:i},!0},tick(u){if(!r)return!1;r.passed+=u;let i=un(Math.min(r.passed/r.length,1));if(i===1)return s(r.moment);let{from:a,to:c}=r,l={};for(let f of Object.keys(c))l[f]=a[f]+(c[f]-a[f])*i;return n=l,e(rt((i-.7)/.3,1)),!0}}}function Te(t){let e=new DataView(t.buffer,t.byteOffset).getUint32(0,!0),o=JSON.parse(new TextDecoder().decode(t.subarray(4,4+e))),n=4+e,r=o.tracks.map((s,u)=>{let i=be(t.subarray(n,n+s.length));n+=s.length;let{filters:a,groups:c}=i.header,l=i.C/c,f=i.KH*i.KW;return{...i,...s,side:u,N:a,G:c,S:l,K:f,T:l*f,windows:i.OH*i.OW*a}});return{header:o,tracks:r,inTurn:o.order==="in turn",feeds:r[1].kind==="pointwise"}}function Se({tracks:t,inTurn:e}){let[o,n]=t,r=o.OH*o.OW,s=e?[...Array(o.N).fill(o.T),...Array(n.N).fill(n.T)]:Array(o.N).fill(Math.max(o.T,n.T)),u=[0],i=0;for(let c of s)i+=c,u.push(i);let a=s.length;return{windows:o.windows&&n.windows?r*a:0,rows:o.OH,taps:o.header.taps&&n.header.taps,whyNoTaps:o.header.why_no_taps||n.header.why_no_taps,count:c=>r*{tap:i,window:a,pixel:1}[c],stepOf(c,{w:l,t:f}){let h=Math.floor(l/a);return{tap:h*i+u[l%a]+f,window:l,pixel:h}[c]},momentAt(c,l){if(c==="window")return{w:l,t:0};if(c==="pixel")return{w:l*a,t:0};let f=Math.floor(l/i),h=l%i,p=u.findLastIndex(d=>d<=h);return{w:f*a+p,t:h-u[p]}},lastTap:c=>s[c%a]-1}}function te({tracks:t,inTurn:e},{side:o,OW:n,N:r},s,u,i){let[a,c]=t,l=u*n+i;return e?l*(a.N+c.N)+(o?a.N:0)+s:l*r+s}function Ct({tracks:t,inTurn:e},o,n,{w:r,t:s}){let{N:u,T:i,OW:a,side:c}=o,l=e?t[0].N+t[1].N:u,f=Math.floor(r/l),h=r%l,p=e&&c?h-t[0].N:h,d=n==="tap"?Math.min(s,i-1):i-1,g=!(n==="tap"&&s>d);n==="pixel"?[p,d,g]=[u-1,i-1,!0]:p<0?[p,d,g]=[0,-1,!1]:p>=u&&([p,d,g]=[u-1,i-1,!1]);let y=f*u+p,v=d===i-1,E={i:Math.floor(f/a),j:f%a};return{...E,n:p,g:Math.floor(p*o.G/u),window:y,t:d,works:g,done:v?y:y-1,macs:y*i+d+1,real:fn(o,E,p,d)}}function fn(t,{i:e,j:o},n,r){let{N:s,S:u,K:i,header:{real:[a,c]}}=t,l=(p,d=p.length)=>p.slice(0,d).reduce((g,y)=>g+y,0),h=(l(a,e)*l(c)+a[e]*l(c,o))*u*s+n*u*a[e]*c[o];h+=Math.floor((r+1)/i)*a[e]*c[o];for(let p=0;p<(r+1)%i;p++){let{row:d,column:g}=Mt(t,{i:e,j:o},p);kt(t,0,d,g)!==null&&(h+=1)}return h}var $t=({N:t},{done:e},o)=>Math.floor((e-o)/t)+1,Gt=({values:t,S:e,KH:o,KW:n},r,s,u,i)=>t.filter[((r*e+s)*o+u)*n+i],Wt=({values:t,OH:e,OW:o},n,r,s)=>t.output[(n*e+r)*o+s];function wt({N:t,G:e,S:o},n){let r=Math.floor(n*e/t)*o;return Array.from({length:o},(s,u)=>r+u)}var dn=new Intl.NumberFormat("en"),vt=t=>dn.format(t),Ot=(t,{n:e,t:o})=>wt(t,e)[Math.max(0,Math.floor(o/t.K))];function Ee(t,e,o,n){if(!e.windows)return"One of the two has no output, so there is nothing to show.";let r=t.tracks.map(f=>Ct(t,f,o,n)),{i:s,j:u}=r[0],i=`Step ${e.stepOf(o,n)+1} of ${e.count(o)}`,a=t.tracks.map((f,h)=>{let{n:p,window:d,t:g,works:y,macs:v}=r[h],E=`${vt(v)} of ${vt(f.macs)} multiply-accumulates`;if(o==="pixel")return`${f.title}: ${E}`;if(!y)return`${f.title} waits for its turn: ${E}`;let C=o==="tap"?`tap ${g+1} of ${f.T}, ${ee(f,r[h])}, `:"",A=g<f.T-1?`running sum ${pt(f.values.sums[d*f.T+g])}`:`output channel ${p} ${Et(Wt(f,p,s,u))}`;return`${f.title}: ${C}${A}, ${E}`}),l=e.stepOf(o,n)===e.count(o)-1&&t.header.ends?` ${t.header.ends}`:"";return`${i}: row ${s}, column ${u}. ${a.join(". ")}.${l}`}function ee(t,e){let{T:o,K:n,KW:r,values:{products:s}}=t,u=Math.floor(e.t/n),i=e.t%n,{row:a,column:c}=Mt(t,e,i),l=kt(t,Ot(t,e),a,c)??0,f=Gt(t,e.n,u,Math.floor(i/r),i%r),h=Et(s[e.window*o+e.t]);return`${ke(pt(l),pt(f))} ${h}`}var ne=({PH:t,PW:e,H:o,W:n})=>t>o||e>n,hn=t=>ne(t)?"padded":"input";function Ce(t,e,o){let{kind:n,sh:r,sw:s,dh:u,dw:i,KH:a,KW:c,N:l,G:f,S:h,C:p}=t,d=z=>z>1?`0…${z-1}`:"0",g=e==="tap"&&o.t>=0,y=e==="pixel",v=g?o.t%t.K:null,E=g?Math.floor(o.t/t.K):null,C=(z,j,U)=>({letter:z,says:String(j),of:U}),A=C("i",o.i,"place"),$=C("j",o.j,"place"),N=C("di",v===null?d(a):Math.floor(v/c),"place"),R=C("dj",v===null?d(c):v%c,"place"),K=(z,j)=>z>1?[`${z}·`,j]:[j],H=(z,j,U)=>[z,j>1?`·${j}+`:"+",U],G=[...K(r,A),"+",...K(u,N),", ",...K(s,$),"+",...K(i,R)],q=({output:z,over:j,at:U,channel:et,weight:Q})=>[["output[0, ",A,", ",$,", ",...z,"] = ",C("Σ",j,"sum")],[ne(t)?C("padded[0, ","input + padding","what"):"input[0, ",...U,", ",...et,"]"],[" · ",C("filter[",`(${t.filter.join(", ")})`,"what"),...Q,"]"]];if(n==="depthwise"){let z=l/p,j=C("k",y?d(p):o.g,"channel"),U=C("q",y?d(z):o.n%z,"channel");return q({output:H(j,z,U),over:"di, dj",at:G,channel:[j],weight:[N,", ",R,", ",j,", ",U]})}let _=C("k",y?d(l):o.n,"made"),P=C("q",E===null?d(h):E,"channel"),D=C("g",y?d(f):o.g,"channel"),V=f===1?[P]:h===1?[D]:H(D,h,P),tt=h===1&&f>1?"0":P;return q(n==="pointwise"?{output:[_],over:"q",at:[A,", ",$],channel:V,weight:["0, 0, ",tt,", ",_]}:{output:[_],over:tt===P?"di, dj, q":"di, dj",at:G,channel:V,weight:[N,", ",R,", ",tt,", ",_]})}function We({tracks:[t],feeds:e}){let o="A row is an input channel, a column of filter slices makes one output channel. ";return e?`${o}On the right the outputs of the left are the inputs.`:t.C>1?`${o}Both sides have the same input and as many outputs.`:`${o}With one channel there is nothing to sum over: both are the same.`}function Ae({kind:t,G:e,S:o}){return t==="depthwise"?"k: input channel, q: which of its filters":e===1?"k: output channel, q: input channel":`k: output channel, g: its group${o>1?", q: channel in the group":", a single channel"}`}function Ne({tracks:t,feeds:e},o,{side:n,kind:r,k:s,n:u,s:i,row:a,column:c}){let l=t[n],f=o[n];if(r==="output"){let K=a*l.OW+c<$t(l,f,u)?Et(Wt(l,u,a,c)):"to come",[H,...G]=wt(l,u),q=G.length?`channels ${H} to ${G.at(-1)}`:`channel ${H} alone`;return[`output[0, ${a}, ${c}, ${u}] ${K}`,`a sum over ${q}`,"click to go there"]}if(r==="slice"){let R=pt(Gt(l,u,i,a,c)),K=l.kind==="depthwise"?[s,u%(l.N/l.C)]:[i,u];return[`filter[${[a,c,...K].join(", ")}] = ${R}`,`meets channel ${s}, for output ${u}`]}let h=kt(l,s,a,c),p=l.N/l.G,d=Math.floor(s/l.S)*p,[g,y]=l.header.reached,v=p>1?`outputs ${d} to ${d+p-1} use it`:`output ${d} uses it`,E=g[a]&&y[c]?v:"no window reaches it",A=!(e&&n)||a*l.OW+c<$t(t[0],o[0],s)?`= ${pt(h??0)}`:"to come",$=`${hn(l)}[0, ${a}, ${c}, ${s}] ${A}`;if(!ne(l))return[$,E];let N=`input[0, ${a-l.top}, ${c-l.left}, ${s}]`;return[$,h===null?"padding, not in the input":`in the input itself ${N}`,E]}function qt(t,e){return new OffscreenCanvas(Math.max(1,Math.round(t)),Math.max(1,Math.round(e)))}function xt(t,e,o,n,r,s){let{size:u=13,weight:i=400,colour:a=e.muted,align:c="left"}=s,{code:l=!1,base:f=!1}=s;t.font=`${i} ${u}px ${l?e.codeFont:e.textFont}`,t.fillStyle=Y(a),t.textAlign=c,t.textBaseline=f?"alphabetic":"middle",t.fillText(o,n,r)}function st(t,{x:e,y:o,width:n,height:r},s,u,i=[]){t.strokeStyle=Y(u),t.lineWidth=s,t.setLineDash(i),t.strokeRect(e,o,n,r),t.setLineDash([])}function At(t,{x:e,y:o,width:n,height:r},s,{fill:u,line:i=0,colour:a,dash:c=[]}){t.beginPath(),t.roundRect(e,o,n,r,Math.max(0,Math.min(s,n/2,r/2))),u&&(t.fillStyle=u,t.fill()),!(!i||!a)&&(t.strokeStyle=Y(a),t.lineWidth=i,t.setLineDash(c),t.stroke(),t.setLineDash([]))}function gt({x:t,y:e,width:o,height:n},r){return{x:t-r,y:e-r,width:o+2*r,height:n+2*r}}var Ut=({x:t,y:e,width:o,height:n})=>({x:t+o/2,y:e+n/2});function Le({theme:t,hatch:e,dpr:o},n,r,s,u=()=>e){let i=qt(n.width*o,n.height*o),a=bt(i);if(n.cw*o<6||n.rows*n.cols>3e3)return wn(a,{theme:t,hatch:e},n,r,s),i;a.scale(o,o);let c={x:0,y:0,cw:n.cw,ch:n.ch};for(let l=0;l<n.rows;l++)for(let f=0;f<n.cols;f++){let h=lt(c,l,f),p={theme:t,hatch:u(l,f)};pn(a,p,n,h,r(l,f),s)}return i}function pn(t,{theme:e,hatch:o},n,r,s,u){let i=s===null;if(t.fillStyle=i?o:Rt(e,n.k,s,u),t.fillRect(r.x,r.y,r.width,r.height),st(t,gt(r,-.5),1,e.grid),!n.font)return;let{x:a,y:c}=Ut(r);xt(t,e,i?"0":yt(s,n.format),a,c+n.font*.04,{size:n.font,weight:500,colour:i?e.muted:e.ink,align:"center"})}function wn(t,{theme:e,hatch:o},n,r,s){let{width:u,height:i}=t.canvas,{positive:a,negative:c}=Z(e,n.k),l=new ImageData(n.cols,n.rows),f=new Uint32Array(l.data.buffer);for(let p=0,d=0;p<n.rows;p++)for(let g=0;g<n.cols;g++,d++){let y=r(p,g);y!==null&&(f[d]=(y>0?a:c).pixels[Zt(y,s)])}let h=qt(n.cols,n.rows);bt(h).putImageData(l,0,0),t.fillStyle=o,t.fillRect(0,0,u,i),t.imageSmoothingEnabled=u<n.cols,t.imageSmoothingQuality="high",t.drawImage(h,0,0,u,i)}function Re(t,e,o,n){let[r,s]=o.header.reached;if(!r.includes(0)&&!s.includes(0))return;let{width:u,height:i}=t.canvas,a=i/n.rows,c=u/n.cols;t.setTransform(1,0,0,1,0,0),t.fillStyle=Y(e.panel,.68);for(let[l,f]of r.entries())f||t.fillRect(0,l*a,u,a);for(let[l,f]of s.entries())f||t.fillRect(l*c,0,c,i)}function He(t,e,o,n,r){if(r<=0)return;let s=o.height/n.rows,u=o.width/n.cols,i=Math.floor(r/n.cols),a=r%n.cols,c=(f,h,p)=>{if(h<1||p<1)return;let d={x:n.x,y:n.y+f/e,width:h/e,height:p/e};t.drawImage(o,0,f,h,p,d.x,d.y,d.width,d.height)},l=Math.round(i*s);c(0,o.width,l),c(l,Math.round(a*u),Math.round((i+1)*s)-l)}function Pe(t,e,{x:o,y:n,width:r,height:s,rows:u,cols:i,cw:a,ch:c}){if(t.fillStyle=Y(e.empty),t.fillRect(o,n,r,s),!(c<5)){t.fillStyle=Y(e.grid);for(let l=0;l<=u;l++)t.fillRect(o,n+l*c-.5,r,1);for(let l=0;l<=i;l++)t.fillRect(o+l*a-.5,n,1,s)}}var se=760,Be=440,oe=18,Ke=32,Vt=6,Nt=6,Pt=[14,12,32],gn=9,mn=1.6,xn=.46,yn=44,re=18,bn=48,Mn=22,kn=120,$n=440;function vn(t,e,o,n){let r=e.width<se,s={...e,tracks:[]},u=0,i=r?e.width:(e.width-oe)/2,a=r?62:37,c=i>=Be?66:r?134:84,l=t.tracks.map(h=>On(h,i,r?110:.2*e.height)),f=Math.max(...l.map(({height:h})=>h));for(let h of t.tracks){let p={...l[h.side],...r?{}:{height:f}},d=8+p.height+6+c,g=r?Math.min(kn*h.C,$n):e.height-a-d,y=En(h,{x:r?0:h.side*(i+oe),y:u+a,width:i,height:g},o[h.side],r,n),{box:v}=y,E=v.y+v.height;s.tracks.push(Object.assign(y,{head:{...v,y:u,height:a},strip:{...p,x:v.x,y:E+8,width:i},formula:{...v,y:E+d-c,height:c}})),r&&(u=E+d+oe)}return r&&(s.height=u),s}function On({S:t,KW:e,KH:o,values:n},r,s){let u=r<Be?124:152,i=t>8?3:8,a=(r-u-32-(t-1)*i)/(t*e),c=Math.max(2,Math.min(bn,a,1.3*s/o)),l=Math.min(c,Mn,s/o),f=n.products?o*l:0;return{words:u,gap:i,tile:c,high:l,height:Math.max(80,f+(t>1?28:16))}}function Tn(t,e,o,n){let r=(e+Vt)/t-Vt,s=n(r),u=Math.min(40,xn*e/(t-1)),i=Math.min(Vt,.2*u),a=e-u*(t-1),c=n(a);if(t===1||s.cell>=gn||c.cell<mn*s.cell){let p={...s,height:o?Math.min(r,s.used):r};return{equal:!0,gap:Vt,large:p,small:p}}let l=Math.min(a,c.used),f=o?u-i:(e-l)/(t-1)-i,h=n(f+.8*Nt);return{equal:!1,gap:i,large:{...c,height:l},small:{...h,height:f}}}function Sn({N:t,G:e,S:o,PH:n,PW:r,OH:s,OW:u},i,a,c){let l=Math.ceil(t/e/o),f=u*s>1?6:3,h=null;for(let p=l;p>0;p--){let d=Math.ceil(l/p),g=c.snapCell(Math.max(.2,Math.min((a-Nt)/n,(a-Nt-(d-1)*f)/(d*s),(i-(p-1)*f)/(r+p*u),yn)));h&&g<=1.1*h.cell||(h={across:l,between:f,perLine:p,cell:g,width:p*(u*g+f)-f,used:Math.max(n*g,d*(s*g+f)-f)+Nt})}return h}function En(t,e,o,n,r){let{C:s,G:u,S:i,N:a,PH:c,PW:l,OH:f,OW:h,KH:p,KW:d}=t,g=e.width-Ke-10,y=Math.min(3,24/a),v=Pt[0]+Pt[1]+Pt[2],E=g-v-Math.min(.34*g,d*re+a*(2*d+y)),{equal:C,gap:A,large:$,small:N}=Tn(s,e.height,n,M=>Sn(t,E,M,r)),R=[];for(let M=0,B=e.y;M<s;M++){let x=C||M===o,m=x?$:N;R.push({...m,k:M,large:x,y:B,middle:B+m.height/2}),B+=m.height+A}e={...e,height:R[s-1].y+R[s-1].height-e.y};let K=Math.max(...R.map(({width:M})=>M)),H=g-l*$.cell-K-v,G=Math.min(N.height,$.height-Nt),q=(M,B,x)=>Math.min(G/p,(M/a-B)/d,x),_=q(H,8,36),P=0,D=8;if(a>1&&(_<re||!C)){let M=Math.max(re,$.cell);P=Math.min(($.height-Nt)/p,.6*H/d,M),P=r.snapCell(Math.max(.2,P)),_=q(H-d*P,y,12),D=y}_=r.snapCell(Math.max(.2,_));let V=d*_+D,tt=a*V-D,ut=1+(H-tt-d*P)/v,z=e.x+Ke,j=z+l*$.cell+ut*Pt[0],U=j+tt,et=U+ut*Pt[1],Q=P?et+d*P:U,ft=z+g-K,F={track:t,box:e,rows:R,focused:!C};F.views=[];let ot=(M,B,x,m,k,b,O)=>{let S={kind:M,x:r.snap(x),y:r.snap(m),rows:k,cols:b,cw:O,ch:O,...B};Object.assign(S,{width:b*O,height:k*O}),F.views.push(Object.assign(S,Cn(t,M,O,r)))};F.lanes=Array.from({length:u},(M,B)=>{let x=R[B*i],m=R[B*i+i-1];return{x:e.x,y:x.y,width:e.width,height:m.y+m.height-x.y}});for(let{k:M,large:B,middle:x,cell:m}of R){let k=t.hues[M];ot("input",{k:M,hue:k},z+l*($.cell-m)/2,x-c*m/2,c,l,m),P&&B&&ot("enlarged",{k:M,hue:k},et,x-p*P/2,p,d,P)}for(let M=0;M<a;M++){let B=Math.floor(M*u/a),x=M-B*a/u,m=j+M*V;for(let{k:J,middle:at}of R){let mt=at-p*_/2,dt=J-B*i;if(dt>=0&&dt<i)ot("slice",{k:J,n:M,s:dt,hue:t.hues[J]},m,mt,p,d,_);else{let Lt={x:m,y:mt,width:d*_,height:p*_};F.views.push({kind:"nothing",k:J,n:M,...Lt})}}let{middle:k,across:b,perLine:O,between:S,cell:L,width:w}=R[B*i+Math.floor(x/$.across)],T=x%b,W=Math.ceil(b/O),I=k-(W*(f*L+S)-S)/2;ot("output",{n:M,hue:i===1?t.hues[B]:null},ft+(K-w)/2+T%O*(h*L+S),I+Math.floor(T/O)*(f*L+S),f,h,L)}F.columns={bank:j,filterEnd:Q,output:ft};let it=M=>F.views.filter(B=>B.kind===M);return F.inputs=it("input"),F.outputs=it("output"),F.slices=F.outputs.map(({n:M})=>it("slice").filter(B=>B.n===M)),F.enlarged=it("enlarged"),F.front=Ie([...it("slice"),...F.outputs]),F.frontEnlarged=Ie(F.enlarged),F}function Ie(t){let e=new Path2D;e.rect(0,0,1e5,1e5);for(let{x:o,y:n,width:r,height:s}of t)e.rect(o-1,n-1,r+2,s+2);return e}function Cn(t,e,o,n){let s=e==="slice"||e==="enlarged"?"filter":e;for(let u of[3,2]){let i=Ft(t,s,u),a=Math.min(o*.58,(o-3)/(i.chars*n.digit),24);if(a>=8.5)return{font:a,format:i}}return{font:0,format:null}}var Wn=new Set(["input","slice","output"]);function ze(t,e,o,n,r,s){s.font=`500 100px ${e.textFont}`;let u=s.measureText("0").width/100,a=vn(t,o,n,{digit:u,snap:l=>Math.round(l*r)/r,snapCell:l=>l*r>=6?Math.floor(l*r)/r:l}),c={race:t,scene:a,theme:e,dpr:r,digit:u,hatch:de(e,r),images:new Map};for(let{track:l,views:f}of a.tracks)for(let h of f)Wn.has(h.kind)&&c.images.set(h,je(c,l,h));return c.still=qt(a.width*r,a.height*r),An(bt(c.still),c),c}function je(t,e,o){let n=(i,a)=>o.kind==="input"?kt(e,o.k,i,a):o.kind==="output"?Wt(e,o.n,i,a):Gt(e,o.n,o.s,i,a),{largest:r}=e.header,s=r[o.kind]??r.filter??0,u=Le(t,{...o,k:o.hue},n,s);return o.kind==="input"&&Re(bt(u),t.theme,e,o),u}function An(t,e){let{scene:o,theme:n,dpr:r,images:s}=e;t.setTransform(r,0,0,r,0,0);for(let u of o.tracks){for(let i of u.lanes)At(t,gt(i,-.5),6,{fill:Y(n.panel),line:1,colour:n.line});for(let{k:i,y:a,height:c,large:l}of u.rows){let{stroke:f,text:h}=Z(n,u.track.hues[i]);t.fillStyle=Y(f),t.fillRect(u.box.x,a+1,5,c-2),c>=11&&xt(t,n,`${i}`,u.box.x+12,a+c/2,{size:l?16:12,weight:650,colour:h})}for(let i of u.views)De(e,u,i)?Pe(t,n,i):i.kind==="nothing"?Nn(t,n,i):s.has(i)&&t.drawImage(s.get(i),i.x,i.y,i.width,i.height);At(t,gt(u.strip,-.5),6,{line:1,colour:n.line})}}var De=({race:t},{track:e},{kind:o})=>o==="output"||o==="input"&&t.feeds&&e.side===1;function Nn(t,e,o){if(o.width<5)return;let{x:n,y:r}=Ut(o);t.fillStyle=Y(e.line),t.fillRect(n-1,r-1,2,2)}function Fe(t,e,o,n,r){let{scene:s,still:u,dpr:i,images:a}=e;t.setTransform(1,0,0,1,0,0),t.clearRect(0,0,t.canvas.width,t.canvas.height),t.drawImage(u,0,0),t.setTransform(i,0,0,i,0,0),s.tracks.forEach((c,l)=>{let{track:f}=c,h=n[l];for(let d of c.views){if(!De(e,c,d))continue;let g=d.kind==="output"?$t(f,h,d.n):$t(e.race.tracks[0],n[0],d.k);He(t,i,a.get(d),d,g)}let p=r?.side===l?r:null;o!=="pixel"&&h.works&&Rn(t,e,c,h),o==="pixel"&&!p?Pn(t,e,c,h):Hn(t,e,c,p??h,o==="tap"&&!p)})}var Ln=["single products are too many","to send at this size"];function Rn(t,e,{track:o,enlarged:n},{n:r}){for(let s of n){let u=wt(o,r).indexOf(s.k);u>=0&&t.drawImage(je(e,o,{...s,n:r,s:u}),s.x,s.y,s.width,s.height)}}function Hn(t,e,o,n,r){let{theme:s,hatch:u,digit:i}=e,{track:a,strip:c}=o,{S:l,K:f,KW:h,T:p}=a,{products:d,sums:g}=a.values,{tile:y,high:v,gap:E}=c,C=c.y+8,A=e.race.feeds?"waits for its input":"waits for its turn",$=n.works===!1?n.t<0?A:"done, waits":"",N=(P,D,V,tt)=>xt(t,s,P,c.x+c.width-12,D,{size:Math.min(V,c.words/(P.length*i)),align:"right",...tt}),R=`output[0, ${n.i}, ${n.j}, ${n.n}]`;if(N(R,c.y+15,Math.min(13,c.words/(.62*R.length)),{weight:600,colour:s.ink,code:!0}),r&&!$&&d){let P=Z(s,a.hues[Ot(a,n)]).text;N(ee(a,n),c.y+35,18,{weight:650,colour:P})}else N($||(l>1?`${p} products, ${l} channels`:`${p} products, one channel`),c.y+34,13);if(!d)for(let[P,D]of Ln.entries())xt(t,s,D,c.x+12,c.y+26+18*P,{});let K=Ft(a,"products",2),H=Math.min(v*.58,(y-3)/(K.chars*i),14);if(wt(a,n.n).forEach((P,D)=>{let V=c.x+12+D*(h*y+E);for(let et=0;d&&et<f;et++){let Q=D*f+et,{row:ft,column:F}=Mt(a,n,et),ot={x:V+et%h*y,y:C+Math.floor(et/h)*v,width:y-1,height:v-1},it=Q<=n.t,M=kt(a,P,ft,F)===null,B=it?d[n.window*p+Q]:0,x=M?u:it?Rt(s,a.hues[P],B,a.header.largest.products??0):Y(s.panel),m=r&&Q===n.t;At(t,ot,3,{fill:x,line:m?2:1,colour:m?Z(s,a.hues[P]).stroke:s.grid}),it&&H>=8&&xt(t,s,yt(B,K),ot.x+ot.width/2,ot.y+ot.height/2+.5,{size:H,weight:500,colour:M?s.muted:s.ink,align:"center"})}let tt=Math.min(n.t,D*f+f-1);if(!d||l===1||tt<D*f||h*y<22)return;let z=(h*y>=80?"so far ":"Σ ")+pt(g[n.window*p+tt]),j=Math.min(13,(h*y+E-2)/(z.length*i));if(j<7.5)return;let U=V+h*y/2;xt(t,s,z,U,C+a.KH*v+8,{size:j,align:"center"})}),n.t<0)return;let G=n.t===p-1;if(!G&&!g)return;let q=G?Et(Wt(a,n.n,n.i,n.j)):pt(g[n.window*p+n.t]),_=Z(s,l===1?a.hues[n.g]:null).text;N(q,c.y+(c.height+44)/2,28,{weight:700,colour:_})}function Pn(t,e,o,{i:n,j:r}){let{theme:s,digit:u}=e,{track:i,strip:a}=o,{N:c,G:l,S:f}=i;xt(t,s,`output[0, ${n}, ${r}, :]`,a.x+12,a.y+15,{weight:600,colour:s.ink,code:!0});let h=c>12?2:1,p=Math.ceil(c/h),d=Math.min(64,(a.width-24)/p),g=Math.min(44,(a.height-38)/h);for(let y=0;y<c;y++){let v=f===1?i.hues[Math.floor(y*l/c)]:null,E=Wt(i,y,n,r),C={x:a.x+12+y%p*d,y:a.y+29+Math.floor(y/p)*g,width:d-3,height:g-3},A=Rt(s,v,E,i.header.largest.output??0);At(t,C,3,{fill:A,line:1,colour:Z(s,v).stroke});let $=pt(E),N=Math.min(16,(C.width-4)/($.length*u));N>=8&&xt(t,s,$,C.x+C.width/2,C.y+C.height/2+.5,{size:N,weight:600,colour:s.ink,align:"center"})}}function Ge(t,e,o,n,{visual:r,hover:s,arrival:u}){let{scene:i,dpr:a}=e;t.setTransform(a,0,0,a,0,0),t.clearRect(0,0,i.width,i.height),i.tracks.forEach((c,l)=>{let f=n[l],{track:h}=c,p=o==="pixel",d=new Set(wt(h,f.n)),g=Mt(h,r,0);for(let v of c.inputs){let E=f.works&&(p||d.has(v.k));qe(t,e,h,v,g,E?2.5:1,Z(e.theme,v.hue).stroke)}if(!f.works)return;let y=p?Array.from({length:h.N},(v,E)=>E):[f.n];for(let v of y)Kn(t,e,c,{...f,n:v},p?.45*u:u,p);o==="tap"&&f.t>=0&&In(t,e,c,f,g)}),s&&_n(t,e,s,n[s.side])}function qe(t,{theme:e},o,n,r,s,u,i=[]){let a=(h,p)=>(h-1)*p+1,c={...lt(n,r.row,r.column),width:a(o.KW,o.dw)*n.cw,height:a(o.KH,o.dh)*n.ch},l=n.ch<6?Math.min(s,1.5):s,f=o.dh>1&&o.KH>1||o.dw>1&&o.KW>1;if(f||st(t,gt(c,l/2+1),1,e.paper),st(t,c,f?1:l,u,f?[2,3]:i),!!f)for(let h=0;h<o.K;h++){let p=lt(n,r.row+Math.floor(h/o.KW)*o.dh,r.column+h%o.KW*o.dw);st(t,p,Math.min(l,Math.max(.75,n.ch/6)),u,i)}}var _e=({y:t,ch:e},o)=>t+Math.round((o-t)/e)*e;function Kn(t,e,o,{i:n,j:r,n:s},u,i){let{theme:a}=e,{track:c,columns:l}=o,f=o.outputs[s],h=lt(f,n,r),p=Mt(c,{i:n,j:r},0),d=wt(c,s),g=d.length>1,y=Z(a,f.hue).stroke,v={x:h.x,y:_e(f,h.y+h.height/2)},E={x:l.output-14,y:v.y};t.save(),t.globalAlpha=u,t.save(),t.clip(o.front,"evenodd"),i||t.clip(o.frontEnlarged,"evenodd"),t.lineWidth=i?1:1.5;for(let[C,A]of d.entries()){let $=o.inputs[A],N=o.slices[s][C],R=lt($,p.row,p.column),K=Ut(N),H={x:R.x+((c.KW-1)*c.dw+1)*$.cw,y:_e($,R.y+((c.KH-1)*c.dh+1)*$.ch/2)};t.strokeStyle=Y(Z(a,$.hue).stroke),t.beginPath(),t.moveTo(H.x,H.y);let G=$.x+$.width+2,q=l.bank-4;t.lineTo(G,H.y),t.bezierCurveTo((G+q)/2,H.y,(G+q)/2,K.y,q,K.y),t.lineTo(l.filterEnd+2,K.y);let _=g?{x:E.x-7,y:E.y}:{x:l.output-3,y:v.y},P=(l.filterEnd+2+_.x)/2;t.bezierCurveTo(P,K.y,P,_.y,_.x,_.y),g||t.lineTo(v.x,v.y),t.stroke()}if(g&&(t.strokeStyle=Y(y),t.beginPath(),t.moveTo(E.x+7,E.y),t.lineTo(v.x,v.y),t.stroke()),t.restore(),g&&!i&&(At(t,{x:E.x-7,y:E.y-7,width:14,height:14},7,{fill:Y(a.paper),line:1.5,colour:y}),xt(t,a,"+",E.x,E.y+.5,{size:14,weight:700,colour:a.ink,align:"center"})),!i){for(let C of d.keys()){let A=o.slices[s][C];st(t,gt(A,A.ch<4?1:0),A.ch<4?1:2,Z(a,A.hue).stroke)}for(let C of o.enlarged)d.includes(C.k)&&st(t,C,2.5,Z(a,C.hue).stroke)}st(t,h.width<6?gt(h,2):h,i?1.5:2.5,y),t.restore()}var Ue=({enlarged:t},e)=>t.find(o=>o.k===e);function In(t,e,o,n,{row:r,column:s}){let{theme:u}=e,{track:i}=o,a=Math.floor(n.t/i.K),c=n.t%i.K,l=Ot(i,n),f=Math.floor(c/i.KW),h=c%i.KW,p=ct(Z(u,i.hues[l]).stroke,u.ink,.35),d=[lt(o.inputs[l],r+f*i.dh,s+h*i.dw),lt(Ue(o,l)??o.slices[n.n][a],f,h)];for(let g of d)st(t,g.width<5?gt(g,1.5):g,Math.min(3.5,Math.max(1.5,g.width/4)),p)}var Tt=[5,3];function _n(t,e,{side:o,kind:n,k:r,n:s,s:u,row:i,column:a},c){let{theme:l}=e,f=e.scene.tracks[o],{track:h}=f,p=y=>ct(Z(l,y).stroke,l.ink,.45);if(n==="output"){let y=f.outputs[s];st(t,lt(y,i,a),2.5,p(y.hue),Tt),wt(h,s).forEach((v,E)=>{let C=Mt(h,{i,j:a},0);qe(t,e,h,f.inputs[v],C,2,p(h.hues[v]),Tt),st(t,f.slices[s][E],2,p(h.hues[v]),Tt)});return}let d=s===c.n&&c.works&&Ue(f,r),g=n==="slice"?d||f.slices[s][u]:f.inputs[r];st(t,lt(g,i,a),2,p(g.hue),Tt);for(let y of f.views){let v=n==="slice"?y.n===s:wt(h,y.n??0).includes(r);y.kind==="output"&&v&&st(t,gt(y,2),2,p(y.hue),Tt),y.kind==="input"&&n==="slice"&&y.k===r&&st(t,gt(y,2),2,p(g.hue),Tt),y.kind==="slice"&&n==="input"&&y.k===r&&st(t,gt(y,1),1.5,p(g.hue),Tt)}}var Bn=ht.units,Kt=ht.speeds,zn={tap:700,window:800,pixel:1e3},jn=280,ie=180,Dn=400,Fn=200,Gn={tap:"one multiplication",window:"one output value",pixel:"one position, all channels"},It=t=>t.dataset.value;function Ve(t,e,o){let n=w=>nt(t,`.dw-${w}`,HTMLButtonElement),r=nt(t,".dw-advance",HTMLElement),s={play:n("play"),range:nt(t,".dw-step",HTMLInputElement),ticks:nt(t,".dw-ticks",HTMLElement),count:nt(t,".dw-count",HTMLElement),speed:nt(t,".dw-speed",HTMLSelectElement),units:[...r.querySelectorAll("button")],status:nt(t,".dw-status",HTMLElement)},u=new AbortController,i,a="window",c=1,l={w:0,t:0},f=!1,h=!1,p=null,d=!1,g=0,y=0,v=0,E=0,C=0,A=0;function $(w){let T=i===void 0;i=w,a==="tap"&&!i.taps&&(a="window"),l={w:0,t:0},g=0,p=null,d=!1,f=!!i.windows&&(f||h&&!T),h=!1,N(),q()}function N(){for(let w of s.units){let T=It(w),W=T==="tap"&&!i.taps&&(i.whyNoTaps||"there is no output"),I=e.asks!==void 0&&T!=="window"?"windows are predicted":W;w.disabled=!!I,w.title=I?`Off: ${I}`:Gn[T]}s.units.some(w=>w.disabled&&It(w)===a)&&ft("window")}function R(w,T){if(!i.windows)return;let{unit:W,step:I,speed:J,stretch:at}=w;if(W&&Bn.includes(W)&&(W!=="tap"||i.taps)&&(a=W,T||V({w:l.w,t:0},0)),I!==void 0&&Number.isInteger(I)){let ce={w:rt(I,i.windows-1),t:0};T?l=ce:V(ce,0)}if(J&&Kt.includes(J)&&F(J),w.playing!==void 0&&(f=w.playing&&!Ht.matches&&!tt()),!Array.isArray(at))return;let[mt,dt,Lt,Qe]=at;K(mt,dt,Lt,Qe,T)}function K(w,T,W,I,J){a=W==="tap"&&!i.taps?"window":W,F(I),p=rt(T,i.windows-1),h=!1;let at=i.stepOf(a,{w:rt(w,p),t:0}),mt=H(p),dt=i.momentAt(a,Ht.matches?mt:at);J?l=dt:V(dt,0),g=0,f=!Ht.matches&&at<mt,e.changed()}let H=w=>i.stepOf(a,{w,t:i.lastTap(w)});function G(){let w=i.count(a)-1;return p===null||i.stepOf(a,l)>=H(p)?w:H(p)}function q(){let w=i.rows>40?0:i.rows;s.ticks.replaceChildren(...Array.from({length:Math.max(w-1,0)},(T,W)=>{let I=document.createElement("i");return I.style.left=`${100*(W+1)/w}%`,I}))}function _(){v||!(f||d)||(y=0,v=requestAnimationFrame(P))}function P(w){let T=y?rt(w-y,100):0;if(y=w,f){g+=T;let W=zn[a]/c,I=Math.floor(g/W);g-=I*W,I&&D(e.asks===void 0?I:1,Math.min(jn,W*.45))}d&&(d=e.tick(T)),v=f||d?requestAnimationFrame(P):0}function D(w,T){let W=G(),I=Math.min(i.stepOf(a,l)+w,W);I===W&&(f=!1,h=I===i.count(a)-1),V(i.momentAt(a,I),T),!f&&(M(),k())}function V(w,T){l=w,d=e.go(l,T),B(),_()}let tt=()=>i.stepOf(a,l)>=i.count(a)-1;function ut(w,T=0){if(!i?.windows)return;let W=rt(w,i.count(a)-1);h=!1,g=0,W!==i.stepOf(a,l)&&V(i.momentAt(a,W),T),b()}function z(w){Q(),ut(i.stepOf(a,{w,t:i.lastTap(w)}),ie)}function j(w){Q(),ut(i.stepOf(a,l)+w,ie)}function U(w){Q(),ut(w)}function et(){f||e.asks||!i?.windows||(h=!1,g=0,tt()&&V(i.momentAt(a,0),ie),f=!tt(),e.changed(),M(),b(),_())}function Q(){h=!1,f&&(f=!1,e.changed(),M(),b())}function ft(w){w!==a&&(a=w,g=0,i.windows&&V({w:l.w,t:0},0),M(),b())}function F(w){g*=c/w,c=w,s.speed.value=String(c)}function ot(w){F(w),b()}function it(w){ot(Kt[rt(Kt.indexOf(c)+w,Kt.length-1)])}function M(){t.dataset.playing=String(f),t.dataset.unit=a,s.play.setAttribute("aria-label",f?"Pause":"Play"),s.status.setAttribute("aria-live",f?"off":"polite");for(let w of s.units){let T=It(w)===a;w.setAttribute("aria-checked",String(T)),w.tabIndex=T?0:-1}B()}function B(){let w=i.count(a),T=w?i.stepOf(a,l):0;t.dataset.step=String(T),t.dataset.steps=String(w),s.range.max=String(Math.max(w-1,0)),s.range.value=String(T),s.range.disabled=!w,s.range.style.setProperty("--dw-done",`${w>1?100*T/(w-1):0}%`),s.count.textContent=w?`${T+1} of ${w}`:"no steps",clearTimeout(C);let W=f?E+Dn-performance.now():0;W>0?C=setTimeout(x,W):x()}function x(){E=performance.now();let w=e.describe();s.status.textContent!==w&&(s.status.textContent=w,s.range.setAttribute("aria-valuetext",w))}function m(){let{focus:w}=e;return{step:l.w,unit:a,speed:c,...w===void 0?{}:{focus:w},playing:f}}function k(){clearTimeout(A),o(m())}function b(){clearTimeout(A),A=setTimeout(k,Fn)}function O(w){if(w.altKey||w.ctrlKey||w.metaKey||!i?.windows)return;let{target:T}=w,W=T instanceof Element?T.closest("button, input, select"):null,I=W?.matches("input, select, [role=radio]"),J=W?.matches("select, [role=radio]"),at=W&&!W.matches("input"),mt=Lt=>I||!e.lanes?null:()=>e.setFocus((e.focus??0)+Lt),dt={" ":at?null:()=>f?Q():et(),ArrowLeft:I?null:()=>j(-1),ArrowRight:I?null:()=>j(1),ArrowUp:mt(-1),ArrowDown:mt(1),Home:J?null:()=>U(0),End:J?null:()=>U(1/0),"[":()=>it(-1),"]":()=>it(1)}[w.key];dt&&(dt(),w.preventDefault(),w.stopPropagation())}function S(w){let T={ArrowLeft:-1,ArrowUp:-1,ArrowRight:1,ArrowDown:1}[w.key],W=s.units.filter(at=>!at.disabled),I=W.indexOf(w.target);if(!T||I<0)return;w.preventDefault();let J=W[(I+T+W.length)%W.length];J.focus(),ft(It(J))}function L(w,T,W){w.addEventListener(T,W,{signal:u.signal})}s.speed.replaceChildren(...Kt.map(w=>new Option(`${w}×`,String(w)))),s.speed.value=String(c),L(n("first"),"click",()=>U(0)),L(n("previous"),"click",()=>j(-1)),L(n("next"),"click",()=>j(1)),L(n("last"),"click",()=>U(1/0)),L(s.play,"click",()=>f?Q():et()),L(s.range,"input",()=>U(Number(s.range.value))),L(s.speed,"change",()=>ot(Number(s.speed.value)));for(let w of s.units)L(w,"click",()=>ft(It(w)));return L(r,"keydown",S),L(t,"click",w=>{w.detail===0||w.target.closest("select, input")||t.focus({preventScroll:!0})}),L(t,"keydown",O),{load:$,limit:N,apply:R,seek:ut,seekWindow:z,play:et,pause:Q,wake:_,showState:M,reportSoon:b,report:m,get moment(){return l},get unit(){return a},get playing(){return f},get settled(){return!f&&!d},destroy(){u.abort(),cancelAnimationFrame(v),clearTimeout(C),clearTimeout(A)}}}var X=(t,e,o="")=>Object.assign(document.createElement(t),{className:e,textContent:o});function Ye(t,{onSeek:e=()=>{},onNext:o=null}={}){let n=me(t),r=[],s=[],u=X("div","dw-reads"),i=X("div","dw-ends");n.classList.add("dw-race"),n.setAttribute("aria-label","Two convolutions on one clock");let a=null,c,l,f={w:0,t:0},h=[0,0],p=null,d=Oe({placeOf:tt,onWay:H,there:ut}),g=Ve(n,{go:d.go,tick:d.tick,setFocus:N,changed:()=>{p&&K()},describe:()=>Ee(c,l,g.unit,g.moment),get lanes(){return!!M.stage?.scene.tracks.some(({focused:x})=>x)},get focus(){return this.lanes?h[0]:void 0}},e),y=x=>c.tracks.map(m=>Ct(c,m,g.unit,x));function v(x,m={}){let k=c===void 0,b=!Dt(a,x);b&&(a=x,c=Te(a),l=Se(c),g.load(l),p=null,M.hideTip(),G()),g.apply(m,b),b&&Number.isInteger(m.step)&&l.windows&&$(Ot(c.tracks[0],y(g.moment)[0])),Number.isInteger(m.focus)&&$(m.focus??0),$(h[0]),b&&(f=g.moment,d.set(f),k||g.reportSoon()),M.restage(b),g.showState(),g.wake()}function E(x){x.scene.tracks.forEach((m,k)=>{R(r[k].element,m.head),R(s[k],m.formula)}),C(x),K(),H()}function C(x){let[{head:m}]=x.scene.tracks,k=c.tracks.map(({macs:b,title:O,PH:S,H:L,PW:w,W:T})=>{let W=vt(b).length,I=S>L||w>T;return(n.classList.contains("dw-narrow")?m.width:m.width-8*O.length)/(.48*(2.6*W+9+(I?W+13:0)))});n.style.setProperty("--dw-count-size",`${Math.min(14,...k)}px`)}function A(){let x=g.unit==="tap"&&l.windows;return c.tracks.map((m,k)=>{let b=x&&m.K>1&&Ct(c,m,"tap",f);return b&&b.t>=0?Ot(m,b):h[k]})}function $(x){let[m,k]=c.tracks,b=rt(x,m.C-1),O=c.feeds?m.N/m.C:1,S=Math.floor(h[1]/O)===b;h=[b,S?rt(h[1],k.C-1):rt(b*O,k.C-1)]}function N(x,m=null){$(x),m!==null&&(h[1]=m),M.restage(),g.reportSoon()}function R(x,{x:m,y:k,width:b,height:O}){let{scale:S}=M;Object.assign(x.style,{left:`${m*S}px`,top:`${k*S}px`,width:`${b}px`,height:`${O}px`,transform:S>1?`scale(${S})`:""})}function K(){if(!M.stage||!l.windows)return;let x=y(f),m=Q();Fe(M.base,M.stage,g.unit,x,m),q(x),_(x.map((k,b)=>m?.side===b?m:k))}function H(x=1){!M.stage||!l.windows||Ge(M.overlay,M.stage,g.unit,y(g.moment),{visual:d.place,hover:p,arrival:x})}function G(){for(let k of n.querySelectorAll(".dw-head, .dw-formula, .dw-below"))k.remove();let x=Math.max(...c.tracks.map(({macs:k})=>k));r=c.tracks.map(({title:k,macs:b})=>{let O=X("div","dw-head");O.append(X("div","dw-title",k));let S=O.appendChild(X("div","dw-counter")),L=S.appendChild(X("b",""));S.append(` of ${vt(b)} MACs`);let w=S.appendChild(X("span","dw-on-padding")),T=O.appendChild(X("div","dw-bar"));T.style.width=`${Math.max(1,100*b/x)}%`;let W=T.appendChild(X("i","dw-real")),I=T.appendChild(X("i","dw-idle"));return M.scene.append(O),{element:O,drawn:L,padding:w,real:W,idle:I}}),s=c.tracks.map(()=>M.scene.appendChild(X("div","dw-formula")));for(let k of s)k.ariaHidden="true";let m=X("div","dw-below");u=m.appendChild(X("div","dw-reads",We(c))),i=m.appendChild(X("div","dw-ends",c.header.ends)),c.header.ends&&M.scene.after(m)}function q(x){x.forEach(({macs:b,real:O},S)=>{let L=r[S],w=c.tracks[S].macs;L.drawn.textContent=vt(b);let T=b-O;L.padding.textContent=T?`, ${vt(T)} on padding`:"",L.real.style.width=`${100*O/w}%`,L.idle.style.width=`${100*T/w}%`}),n.dataset.macs=x.map(({macs:b})=>b).join(" "),n.dataset.realMacs=x.map(({real:b})=>b).join(" ");let m=g.unit,k=l.stepOf(m,f)===l.count(m)-1;i.style.visibility=k?"visible":"hidden",u.style.visibility=k?"hidden":"visible"}function _(x){c.tracks.forEach((m,k)=>{let[b,...O]=Ce(m,g.unit,x[k]),L=(n.classList.contains("dw-narrow")?[b,...O]:[b,O.flat()]).map(W=>P(m,x[k],W)),w=Math.max(...L.map(({length:W})=>W)),T=X("div","dw-legend",Ae(m));s[k].replaceChildren(L[0].element,T,...L.slice(1).map(({element:W})=>W)),s[k].style.setProperty("--dw-letter-size",`min(16px, ${98/(.6*w)}cqw)`)})}function P(x,m,k){let b=X("div","dw-letters"),O=0;for(let S of k){let L=typeof S=="string"?S.length:D(S);if(O+=L,typeof S=="string"){b.append(X("span","",S));continue}let w=b.appendChild(X("span",`dw-letter dw-${S.of}`));w.append(X("i","",S.letter),X("small","",S.says)),w.style.width=`${L}ch`,M.stage&&(w.style.color=Y(Z(M.stage.theme,V(x,m,S.of)).text))}return{element:b,length:O}}function D({letter:x,says:m,of:k}){return Math.max(x.length,(k==="what"||k==="sum"?.55:.9)*m.length)}function V({S:x,K:m,hues:k},{g:b,t:O},S){let{unit:L}=g;return S!=="channel"&&S!=="made"||L==="pixel"?null:x===1?k[b]:S==="channel"&&L==="tap"&&O>=0?k[b*x+Math.floor(O/m)]:null}function tt(x){if(!l.windows)return{i:0,j:0};let{i:m,j:k}=Ct(c,c.tracks[0],"window",x);return{i:m,j:k}}function ut(x){if(f=x,M.stage&&String(A())!==String(M.stage.large)){p=null,M.hideTip(),M.restage();return}p&&ot(),K(),H()}function z(x){let{x:m,y:k}=M.placeOf(x);for(let[b,O]of(M.stage?.scene.tracks??[]).entries()){let S=O.views.find(at=>at.kind!=="nothing"&&$e(at,m,k));if(!S)continue;let{row:L,column:w}=ve(S,m,k),{kind:T,k:W,n:I,s:J}=S;return T==="enlarged"?{x:m,y:k,cell:j(b,W,L,w)}:{x:m,y:k,cell:{side:b,kind:T,k:W,n:I,s:J,row:L,column:w}}}return{x:m,y:k,cell:null}}function j(x,m,k,b){let{works:O,n:S}=y(f)[x],L=wt(c.tracks[x],S).indexOf(m);return O&&g.unit!=="pixel"&&L>=0?{side:x,kind:"slice",k:m,n:S,s:L,row:k,column:b}:null}function U({x,y:m}){let k=M.stage?.scene.tracks??[];for(let[b,{box:O,rows:S,focused:L}]of k.entries()){if(!L||x<O.x||x>=O.x+O.width)continue;let w=S.find(T=>m>=T.y&&m<T.y+T.height);if(w)return{side:b,...w}}return null}let et=({side:x,kind:m,n:k,row:b,column:O})=>m==="output"&&b*c.tracks[x].OW+O<$t(c.tracks[x],y(f)[x],k);function Q(){if(!p||g.playing||!et(p))return null;let{side:x,n:m,row:k,column:b}=p,O=c.tracks[x],S=te(c,O,m,k,b);return{...Ct(c,O,"window",{w:S,t:0}),side:x}}function ft(x){let{x:m,y:k,cell:b}=z(x),O=U({x:m,y:k}),S=!!(O&&!O.large);M.scene.classList.toggle("dw-pointing",b?.kind==="output"||S),M.overlay.canvas.title=S&&!b?"make this lane the large one":"",F(b),b&&M.placeTip({x:m,y:k})}function F(x){if(JSON.stringify(x)===JSON.stringify(p))return;let m=Q();p=x,Q()?.window!==m?.window&&K(),d.moving||H(),p?ot():M.hideTip()}function ot(){p&&M.showTip(Ne(c,y(f),p))}function it(x){ft(x);let{x:m,y:k,cell:b}=z(x),O=U({x:m,y:k});if(O){let S=c.feeds&&O.side?c.tracks[0].N/c.tracks[0].C:1;N(Math.floor(O.k/S),O.side?O.k:null)}b?.kind==="output"&&(g.seekWindow(te(c,c.tracks[b.side],b.n,b.row,b.column)),x.pointerType==="touch"&&F(null))}let M=xe(n,{narrowBelow:se,get ready(){return c!==void 0},get key(){return String(A())},build(x,m,k,b){let O=A();return{...ze(c,m,x,O,k,b),large:O}},show:E,point:ft,leave:()=>F(null),click:it},o);function B(x,{side:m=0,row:k=0,column:b=0,...O}){if(!M.stage)throw new Error("nothing is shown");let S=M.stage.scene.tracks[m].views.find(L=>L.kind===x&&Object.keys(O).every(w=>L[w]===O[w]));return M.middleInWindow(lt(S,k,b))}return ye(n,{update:v,where:B},M,g)}var ae=new WeakMap,_t=null;function Xe(t,e){let o=we(e);return({data:n,parentElement:r,setStateValue:s,setTriggerValue:u})=>{let i=n instanceof Uint8Array?n:new Uint8Array(n),a=new DataView(i.buffer,i.byteOffset).getUint32(0,!0),c=JSON.parse(new TextDecoder().decode(i.subarray(4,4+a)));o(r);let l=ae.get(r)??qn(t,r),f=++l.calls,h=i.slice(4+a);l.send=s,l.trigger=u;let p=Yn(l,c);return l.player.update(h,f===1?{...p,...Un(h,c)}:p),()=>{let{player:d,reports:g}=l;_t={payload:h,at:d.moment(),known:g.at(-1)?.step??c.step},setTimeout(()=>Je(l,f,r),250)}}}function qn(t,e){let o={calls:0,received:{},reports:[],send:()=>{},trigger:()=>{},player:t(e,{onSeek:n=>Vn(o,n),onNext:n=>o.trigger("next",n)})};return ae.set(e,o),o}function Un(t,{step:e,stretch:o}){return!_t||o||e!==_t.known?{}:Dt(_t.payload,t)?_t.at:{}}function Je(t,e,o){if(t.calls===e){if(o.isConnected){setTimeout(()=>Je(t,e,o),1e3);return}t.player.destroy(),ae.delete(o)}}function Vn(t,e){let o=t.reports.at(-1),n=Object.keys(e);o&&n.every(r=>e[r]===o[r])||(t.reports=[...t.reports.slice(-20),e],t.send("at",e))}function Yn(t,e){let n=Object.keys(e).filter(s=>{let u=String(t.received[s])===String(e[s]),i=t.reports.some(a=>a[s]===e[s]);return!u&&!i&&(s!=="playing"||t.calls===1)});t.received=e;let r=t.reports.at(-1);return r&&r.step===e.step&&(t.reports=[r]),Object.fromEntries(n.map(s=>[s,e[s]]))}var Qo=Xe(Ye,le);export{Qo as default};
