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
`;var ft={hues:["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],grey:"#6b7280",right:"#007a59",probe:["#000000","#ffb000"],sums:"#4a5578",less:"#a3a09a",units:["tap","window","pixel"],speeds:[.25,.5,1,2,4,8,16,32,64],themes:{light:{"--st-background-color":"#ffffff","--st-secondary-background-color":"#f3f4f6","--st-text-color":"#14181d","--st-border-color":"#d9dde2"},dark:{"--st-background-color":"#14171a","--st-secondary-background-color":"#1f2429","--st-text-color":"#e8eaed","--st-border-color":"#3a4149"}}};function nt(t,e,o){let n=t.querySelector(e);if(!(n instanceof o))throw new Error(`there is no ${e}`);return n}function Yt(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas");return e}function bt(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas off the screen");return e}var zt=256;function St(t,e){e.fillStyle="#000",e.fillStyle=t.trim();let o=e.fillStyle;return o[0]!=="#"?(o.match(/[\d.]+/g)??[]).slice(0,3).map(Number):[1,3,5].map(n=>parseInt(o.slice(n,n+2),16))}var ct=(t,e,o)=>t.map((n,r)=>n+(e[r]-n)*o),Y=(t,e=1)=>`rgba(${t.map(Math.round).join(",")},${e})`;function Jt(t){let[e,o,n]=t.map(r=>{let s=r/255;return s<=.04045?s/12.92:((s+.055)/1.055)**2.4});return .2126*e+.7152*o+.0722*n}function Qt(t,e){let[o,n]=[Jt(t),Jt(e)].sort((r,s)=>r-s);return(n+.05)/(o+.05)}function Xt(t,e,o,n){for(let r=0;r<1;r+=.05){let s=ct(t,o,r);if(Qt(s,e)>=n)return s}return o}function Bt(t,e,o,n){let r=n;for(;r>.2&&Qt(ct(e,t,r),o)<4.6;)r-=.02;let s=Array.from({length:zt},(l,i)=>{let a=i?r*(.1+.9*i/(zt-1)):0;return ct(e,t,a).map(Math.round)});return{css:s.map(l=>Y(l)),pixels:Uint32Array.from(s,([l,i,a])=>255<<24|a<<16|i<<8|l)}}var Ze=["--dw-paper","--dw-ink","--dw-text-font","--dw-code-font"];function ue(t){let e=getComputedStyle(t);return Ze.map(o=>e.getPropertyValue(o)).join("|")}function de(t,e){let o=getComputedStyle(t),n=u=>St(o.getPropertyValue(u),e),r=n("--dw-paper"),s=n("--dw-ink"),l=Jt(r)<.2,i=Bt(St(ft.grey,e),r,s,l?.72:.62),a=ft.hues.map(u=>{let d=St(u,e);return{positive:Bt(d,r,s,l?.72:.68),negative:i,stroke:Xt(d,r,s,l?5:3.1),text:Xt(d,ct(r,s,.03),s,4.6)}}),c={positive:Bt(St(ft.sums,e),r,s,l?.8:.62),negative:Bt(St(ft.less,e),r,s,l?.5:.6),stroke:ct(s,r,.1),text:s};return{paper:r,ink:s,dark:l,lanes:a,sums:c,panel:ct(r,s,l?.035:.018),line:ct(r,s,.14),grid:ct(r,s,l?.16:.1),empty:ct(r,s,l?.075:.045),muted:Xt(ct(r,s,.55),r,s,4.8),textFont:o.getPropertyValue("--dw-text-font"),codeFont:o.getPropertyValue("--dw-code-font")}}var Z=(t,e)=>e===null?t.sums:t.lanes[e%t.lanes.length];function Zt(t,e){return!t||!e?0:Math.max(1,Math.round(Math.min(Math.abs(t)/e,1)*(zt-1)))}function Rt(t,e,o,n){let{positive:r,negative:s}=Z(t,e);return(o>0?r:s).css[Zt(o,n)]}function he(t,e){let o=6*e,n=new OffscreenCanvas(o,o),r=bt(n);r.fillStyle=Y(t.panel),r.fillRect(0,0,o,o),r.strokeStyle=Y(ct(t.paper,t.ink,t.dark?.24:.17)),r.lineWidth=1.1*e,r.beginPath();for(let l of[-o,0,o])r.moveTo(l-1,o+1),r.lineTo(l+o+1,-1);r.stroke();let s=r.createPattern(n,"repeat");if(!s)throw new Error("a canvas of no size has no pattern");return s.setTransform(new DOMMatrix().scale(1/e)),s}function fe({lanes:t,sums:e,ink:o},n){let r=[...t,e].flatMap(({positive:s,negative:l})=>[s,l]);return Math.min(...r.map(({css:s})=>Qt(St(s[zt-1],n),o)))}var tn=1.3;function pe(t,{resize:e,onNext:o}){let n=nt(t,".dw-present",HTMLButtonElement),r=nt(t,".dw-ring",HTMLElement),s=new AbortController,l=!1;function i(h){l!==h&&(l=h,t.classList.toggle("dw-presenting",l),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),n.setAttribute("aria-pressed",String(l)),r.hidden=!0,t.focus({preventScroll:!0}),e())}let a=["range","checkbox","radio","button"].map(h=>`:not([type=${h}])`).join(""),c=h=>{let[g]=h.composedPath();return g.isContentEditable||g.matches?.(`input${a}, textarea, select, [role=combobox]`)};function u(h){let y=[...t.querySelectorAll("button, input, select")].filter(N=>!N.disabled&&N.offsetParent&&N.tabIndex>=0),[v,E]=[y[0],y[y.length-1]],[C,A]=h.shiftKey?[v,E]:[E,v];t.contains(document.activeElement)&&document.activeElement!==C&&!(h.shiftKey&&document.activeElement===t)||(A.focus(),h.preventDefault())}function d(h){if(h.altKey||h.ctrlKey||h.metaKey||h.defaultPrevented||h.repeat)return;h.key==="Tab"&&l&&u(h);let g=h.key==="PageDown"?1:h.key==="PageUp"?-1:null;if(h.key!=="Tab"){if(h.key==="Escape"&&l)i(!1);else if(h.key?.toLowerCase()==="p"&&!c(h))i(!l);else if(g&&l&&o)o(g);else return;h.preventDefault(),h.stopPropagation()}}function f({clientX:h,clientY:g,pointerType:y}){!l||y==="touch"||(r.hidden=!1,r.style.transform=`translate(${h}px, ${g}px)`)}let p=(h,g,y,v={})=>h.addEventListener(g,y,{signal:s.signal,...v});return p(document,"keydown",d,{capture:!0}),p(n,"click",()=>i(!l)),p(t,"pointermove",f),p(t,"pointerleave",()=>{r.hidden=!0}),document.querySelector(".dw-presenting, .dw-presented")&&queueMicrotask(()=>i(!0)),{get scale(){return l?tn:1},destroy(){l=!1,t.classList.remove("dw-presenting"),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),s.abort()}}}function we(t){let e=new CSSStyleSheet;return e.replaceSync(t),o=>{let n=o.getRootNode(),{adoptedStyleSheets:r}=n;r.includes(e)||r.push(e)}}function ge(t){for(let[e,o]of ft.hues.entries())t.style.setProperty(`--dw-hue-${e}`,o);t.style.setProperty("--dw-right",ft.right)}var me=t=>t instanceof HTMLElement&&t.matches(".dw-player")?t:nt(t,".dw-player",HTMLElement);function xe(t,e,o){let n=nt(t,".dw-scene",HTMLElement),r=nt(t,".dw-tip",HTMLElement),s=Yt(nt(t,".dw-base",HTMLCanvasElement)),l=Yt(nt(t,".dw-overlay",HTMLCanvasElement)),i=new AbortController,a=null,c={width:0,height:0};ge(t);function u(A,$,N){A.addEventListener($,N,{signal:i.signal})}function d(A=!1){let{scale:$}=E,N=Math.floor(n.clientWidth/$);if(!N||!e.ready)return;let R=N<e.narrowBelow;t.classList.toggle("dw-narrow",R),R||(n.style.height="");let P=R?0:Math.floor(n.clientHeight/$),H=Math.min(window.devicePixelRatio||1,3)*$,G=ue(t),q=[N,P,H,G,e.key].join();if(!A&&a?.key===q)return;let I=a?.look===G?a.theme:de(t,l),K=e.build({width:N,height:P,scale:$},I,H,l);Object.assign(K,{key:q,look:G}),a=K,R&&(n.style.height=`${K.scene.height*$}px`);for(let{canvas:D}of[s,l])D.width=Math.round(N*H),D.height=Math.round(K.scene.height*H),D.style.width=$>1?`${D.width*$/H}px`:"",D.style.height=$>1?`${D.height*$/H}px`:"";e.show(a)}function f(A){let $=n.getBoundingClientRect(),{scale:N}=E;return{x:(A.clientX-$.left)/N,y:(A.clientY-$.top)/N}}function p({x:A,y:$,width:N,height:R}){let P=n.getBoundingClientRect(),{scale:H}=E;return{x:P.left+H*(A+N/2),y:P.top+H*($+R/2)}}function h([A,...$]){let N=(R,P)=>Object.assign(document.createElement(R),{textContent:P});r.replaceChildren(N("b",A),...$.map(R=>N("span",R))),r.hidden=!1,c={width:r.offsetWidth,height:r.offsetHeight}}function g({x:A,y:$}){if(!a)return;let{width:N,height:R}=a.scene,P=A+16+c.width>N?A-16-c.width:A+16,H=$+20+c.height>R?$-14-c.height:$+20,{scale:G}=E,[q,I]=[P,H].map(K=>Math.round(Math.max(0,K)*G));r.style.transform=`translate(${q}px, ${I}px) scale(${G})`}function y(){r.hidden=!0}let v=A=>$=>{$.pointerType!=="touch"&&A($)};u(l.canvas,"pointermove",v(e.point)),u(l.canvas,"pointerleave",v(e.leave)),u(l.canvas,"click",e.click),u(matchMedia("(prefers-color-scheme: dark)"),"change",()=>d()),document.fonts&&u(document.fonts,"loadingdone",()=>d(!0));let E=pe(t,{resize:()=>d(),onNext:o}),C=new ResizeObserver(()=>d());return C.observe(n),{scene:n,base:s,overlay:l,listen:u,restage:d,placeOf:f,middleInWindow:p,showTip:h,placeTip:g,hideTip:y,get stage(){return a},get scale(){return E.scale},worstContrast:()=>a?fe(a.theme,l):Number.NaN,destroy(){i.abort(),C.disconnect(),E.destroy()}}}function ye(t,{update:e,where:o},n,r,s=()=>{}){let l={update:e,where:o,seek:r.seek,play:r.play,pause:r.pause,moment:r.report,settled:()=>r.settled,worstContrast:n.worstContrast,destroy(){s(),n.destroy(),r.destroy()}};return t.dwPlayer=l,l}var en={"<f4":Float32Array,"<f8":Float64Array};function be(t){let o=new DataView(t.buffer,t.byteOffset,t.byteLength).getUint32(4,!0),n=JSON.parse(new TextDecoder().decode(t.subarray(8,8+o))),r={};for(let[v,{dtype:E,shape:C,offset:A}]of Object.entries(n.arrays)){let $=en[E],N=C.reduce((P,H)=>P*H,1),R=8+o+A;r[v]=new $(t.slice(R,R+N*$.BYTES_PER_ELEMENT).buffer)}let[[s,l],[i,a]]=n.pads,[c,u]=n.input,[d,f]=n.kernel,[p,h]=n.output,g=n.channels,y=n.multiplier;return{header:n,values:r,C:g,M:y,H:c,W:u,KH:d,KW:f,OH:p,OW:h,top:s,left:i,PH:s+c+l,PW:i+u+a,sh:n.stride[0],sw:n.stride[1],dh:n.dilation[0],dw:n.dilation[1],T:d*f,windows:p*h*g*y,q0:n.captions?.q??0}}function kt(t,e,o,n){let r=o-t.top,s=n-t.left;return r<0||s<0||r>=t.H||s>=t.W?null:t.values.input[(e*t.H+r)*t.W+s]}function Dt(t,e){if(!t||t.length!==e.length)return!1;for(let o=0;o<t.length;o++)if(t[o]!==e[o])return!1;return!0}var rt=(t,e)=>Math.max(0,Math.min(t,e));function Mt(t,{i:e,j:o},n){return{row:e*t.sh+Math.floor(n/t.KW)*t.dh,column:o*t.sw+n%t.KW*t.dw}}var jt="−";function Ft(t,e,o){let{largest:n,whole:r,negative:s}=t.header;return nn(n[e]??0,r[e]??!1,!!s[e],o)}function nn(t,e,o,n){let r=rn(t),s=r>=(e?7:6)||r<-3,l=e?0:Math.max(0,Math.min(n-1-r,n)),i={scientific:s,decimals:l,digits:n};return{...i,chars:on(i,r,o)}}function on({scientific:t,decimals:e,digits:o=1},n,r){let s=e?e+1:0;return(r?1:0)+(t?o+4:Math.max(n,0)+1+s)}var rn=t=>t>0?Math.floor(Math.log10(t)):0;function yt(t,{scientific:e,decimals:o=0,digits:n=1,even:r=!1}){let s;return Number.isNaN(t)?"NaN":Number.isFinite(t)?(e&&!(Number.isInteger(t)&&Math.abs(t)<1e4)?s=t.toExponential(n-1).replace("e+","e"):Number.isInteger(t)&&!(r&&t)?s=String(t):(s=t.toFixed(o),Number(s)===0&&(s=s.replace("-",""))),s.replaceAll("-",jt)):t>0?"∞":`${jt}∞`}function Me(t,e,o=!0){return`${t}·${o&&e.startsWith(jt)?`(${e})`:e}`}function pt(t,e=null){let o=Math.abs(t);if(Number.isInteger(t)&&o<1e12)return yt(t,{decimals:0});if(!Number.isFinite(t))return yt(t,{});if(o>=1e7||o<1e-4)return yt(t,{scientific:!0,digits:4});if(e?.exact)return yt(t,e);let n=Math.min(3-Math.floor(Math.log10(o)),7);return yt(t,{decimals:Math.max(n,e?.decimals??0)})}function Et(t,e=null){let o=pt(t,e),n=Number(o.replaceAll(jt,"-"));return`${Number.isNaN(n)||n===t||Math.fround(n)===t?"=":"≈"} ${o}`}function lt(t,e,o){return{x:t.x+o*t.cw,y:t.y+e*t.ch,width:t.cw,height:t.ch}}function ke({x:t,y:e,width:o,height:n},r,s){return r>=t&&s>=e&&r<t+o&&s<e+n}function $e(t,e,o){return{row:rt(Math.floor((o-t.y)/t.ch),t.rows-1),column:rt(Math.floor((e-t.x)/t.cw),t.cols-1)}}var sn=60,an=t=>t<.5?4*t**3:1-(2-2*t)**3/2,Ht=matchMedia("(prefers-reduced-motion: reduce)");function ve({placeOf:t,onWay:e,there:o}){let n={},r=null;function s(l){return r=null,n=t(l),o(l),!1}return{get place(){return n},get moving(){return!!r},set(l){r=null,n=t(l)},go(l,i){if(Ht.matches||i<sn)return s(l);let a=t(l),c=Object.keys(a).every(u=>a[u]===n[u]);return r={from:{...n},to:a,moment:l,passed:0,length:c?i/2:i},!0},tick(l){if(!r)return!1;r.passed+=l;let i=an(Math.min(r.passed/r.length,1));if(i===1)return s(r.moment);let{from:a,to:c}=r,u={};for(let d of Object.keys(c))u[d]=a[d]+(c[d]-a[d])*i;return n=u,e(rt((i-.7)/.3,1)),!0}}}function Oe(t){let e=new DataView(t.buffer,t.byteOffset).getUint32(0,!0),o=JSON.parse(new TextDecoder().decode(t.subarray(4,4+e))),n=4+e,r=o.tracks.map((s,l)=>{let i=be(t.subarray(n,n+s.length));n+=s.length;let{filters:a,groups:c}=i.header,u=i.C/c,d=i.KH*i.KW;return{...i,...s,side:l,N:a,G:c,S:u,K:d,T:u*d,windows:i.OH*i.OW*a}});return{header:o,tracks:r,inTurn:o.order==="in turn",feeds:r[1].kind==="pointwise"}}function Te({tracks:t,inTurn:e}){let[o,n]=t,r=o.OH*o.OW,s=e?[...Array(o.N).fill(o.T),...Array(n.N).fill(n.T)]:Array(o.N).fill(Math.max(o.T,n.T)),l=[0],i=0;for(let c of s)i+=c,l.push(i);let a=s.length;return{windows:o.windows&&n.windows?r*a:0,rows:o.OH,taps:o.header.taps&&n.header.taps,whyNoTaps:o.header.why_no_taps||n.header.why_no_taps,count:c=>r*{tap:i,window:a,pixel:1}[c],stepOf(c,{w:u,t:d}){let f=Math.floor(u/a);return{tap:f*i+l[u%a]+d,window:u,pixel:f}[c]},momentAt(c,u){if(c==="window")return{w:u,t:0};if(c==="pixel")return{w:u*a,t:0};let d=Math.floor(u/i),f=u%i,p=l.findLastIndex(h=>h<=f);return{w:d*a+p,t:f-l[p]}},lastTap:c=>s[c%a]-1}}function te({tracks:t,inTurn:e},{side:o,OW:n,N:r},s,l,i){let[a,c]=t,u=l*n+i;return e?u*(a.N+c.N)+(o?a.N:0)+s:u*r+s}function Ct({tracks:t,inTurn:e},o,n,{w:r,t:s}){let{N:l,T:i,OW:a,side:c}=o,u=e?t[0].N+t[1].N:l,d=Math.floor(r/u),f=r%u,p=e&&c?f-t[0].N:f,h=n==="tap"?Math.min(s,i-1):i-1,g=!(n==="tap"&&s>h);n==="pixel"?[p,h,g]=[l-1,i-1,!0]:p<0?[p,h,g]=[0,-1,!1]:p>=l&&([p,h,g]=[l-1,i-1,!1]);let y=d*l+p,v=h===i-1,E={i:Math.floor(d/a),j:d%a};return{...E,n:p,g:Math.floor(p*o.G/l),window:y,t:h,works:g,done:v?y:y-1,macs:y*i+h+1,real:cn(o,E,p,h)}}function cn(t,{i:e,j:o},n,r){let{N:s,S:l,K:i,header:{real:[a,c]}}=t,u=(p,h=p.length)=>p.slice(0,h).reduce((g,y)=>g+y,0),f=(u(a,e)*u(c)+a[e]*u(c,o))*l*s+n*l*a[e]*c[o];f+=Math.floor((r+1)/i)*a[e]*c[o];for(let p=0;p<(r+1)%i;p++){let{row:h,column:g}=Mt(t,{i:e,j:o},p);kt(t,0,h,g)!==null&&(f+=1)}return f}var $t=({N:t},{done:e},o)=>Math.floor((e-o)/t)+1,Gt=({values:t,S:e,KH:o,KW:n},r,s,l,i)=>t.filter[((r*e+s)*o+l)*n+i],Wt=({values:t,OH:e,OW:o},n,r,s)=>t.output[(n*e+r)*o+s];function wt({N:t,G:e,S:o},n){let r=Math.floor(n*e/t)*o;return Array.from({length:o},(s,l)=>r+l)}var ln=new Intl.NumberFormat("en"),vt=t=>ln.format(t),Ot=(t,{n:e,t:o})=>wt(t,e)[Math.max(0,Math.floor(o/t.K))];function Se(t,e,o,n){if(!e.windows)return"One of the two has no output, so there is nothing to show.";let r=t.tracks.map(d=>Ct(t,d,o,n)),{i:s,j:l}=r[0],i=`Step ${e.stepOf(o,n)+1} of ${e.count(o)}`,a=t.tracks.map((d,f)=>{let{n:p,window:h,t:g,works:y,macs:v}=r[f],E=`${vt(v)} of ${vt(d.macs)} multiply-accumulates`;if(o==="pixel")return`${d.title}: ${E}`;if(!y)return`${d.title} waits for its turn: ${E}`;let C=o==="tap"?`tap ${g+1} of ${d.T}, ${ee(d,r[f])}, `:"",A=g<d.T-1?`running sum ${pt(d.values.sums[h*d.T+g])}`:`output channel ${p} ${Et(Wt(d,p,s,l))}`;return`${d.title}: ${C}${A}, ${E}`}),u=e.stepOf(o,n)===e.count(o)-1&&t.header.ends?` ${t.header.ends}`:"";return`${i}: row ${s}, column ${l}. ${a.join(". ")}.${u}`}function ee(t,e){let{T:o,K:n,KW:r,values:{products:s}}=t,l=Math.floor(e.t/n),i=e.t%n,{row:a,column:c}=Mt(t,e,i),u=kt(t,Ot(t,e),a,c)??0,d=Gt(t,e.n,l,Math.floor(i/r),i%r),f=Et(s[e.window*o+e.t]);return`${Me(pt(u),pt(d))} ${f}`}var ne=({PH:t,PW:e,H:o,W:n})=>t>o||e>n,un=t=>ne(t)?"padded":"input";function Ee(t,e,o){let{kind:n,sh:r,sw:s,dh:l,dw:i,KH:a,KW:c,N:u,G:d,S:f,C:p}=t,h=z=>z>1?`0…${z-1}`:"0",g=e==="tap"&&o.t>=0,y=e==="pixel",v=g?o.t%t.K:null,E=g?Math.floor(o.t/t.K):null,C=(z,j,U)=>({letter:z,says:String(j),of:U}),A=C("i",o.i,"place"),$=C("j",o.j,"place"),N=C("di",v===null?h(a):Math.floor(v/c),"place"),R=C("dj",v===null?h(c):v%c,"place"),P=(z,j)=>z>1?[`${z}·`,j]:[j],H=(z,j,U)=>[z,j>1?`·${j}+`:"+",U],G=[...P(r,A),"+",...P(l,N),", ",...P(s,$),"+",...P(i,R)],q=({output:z,over:j,at:U,channel:et,weight:Q})=>[["output[0, ",A,", ",$,", ",...z,"] = ",C("Σ",j,"sum")],[ne(t)?C("padded[0, ","input + padding","what"):"input[0, ",...U,", ",...et,"]"],[" · ",C("filter[",`(${t.filter.join(", ")})`,"what"),...Q,"]"]];if(n==="depthwise"){let z=u/p,j=C("k",y?h(p):o.g,"channel"),U=C("q",y?h(z):o.n%z,"channel");return q({output:H(j,z,U),over:"di, dj",at:G,channel:[j],weight:[N,", ",R,", ",j,", ",U]})}let I=C("k",y?h(u):o.n,"made"),K=C("q",E===null?h(f):E,"channel"),D=C("g",y?h(d):o.g,"channel"),V=d===1?[K]:f===1?[D]:H(D,f,K),tt=f===1&&d>1?"0":K;return q(n==="pointwise"?{output:[I],over:"q",at:[A,", ",$],channel:V,weight:["0, 0, ",tt,", ",I]}:{output:[I],over:tt===K?"di, dj, q":"di, dj",at:G,channel:V,weight:[N,", ",R,", ",tt,", ",I]})}function Ce({tracks:[t],feeds:e}){let o="A row is an input channel, a column of filter slices makes one output channel. ";return e?`${o}On the right the outputs of the left are the inputs.`:t.C>1?`${o}Both sides have the same input and as many outputs.`:`${o}With one channel there is nothing to sum over: both are the same.`}function We({kind:t,G:e,S:o}){return t==="depthwise"?"k: input channel, q: which of its filters":e===1?"k: output channel, q: input channel":`k: output channel, g: its group${o>1?", q: channel in the group":", a single channel"}`}function Ae({tracks:t,feeds:e},o,{side:n,kind:r,k:s,n:l,s:i,row:a,column:c}){let u=t[n],d=o[n];if(r==="output"){let P=a*u.OW+c<$t(u,d,l)?Et(Wt(u,l,a,c)):"to come",[H,...G]=wt(u,l),q=G.length?`channels ${H} to ${G.at(-1)}`:`channel ${H} alone`;return[`output[0, ${a}, ${c}, ${l}] ${P}`,`a sum over ${q}`,"click to go there"]}if(r==="slice"){let R=pt(Gt(u,l,i,a,c)),P=u.kind==="depthwise"?[s,l%(u.N/u.C)]:[i,l];return[`filter[${[a,c,...P].join(", ")}] = ${R}`,`meets channel ${s}, for output ${l}`]}let f=kt(u,s,a,c),p=u.N/u.G,h=Math.floor(s/u.S)*p,[g,y]=u.header.reached,v=p>1?`outputs ${h} to ${h+p-1} use it`:`output ${h} uses it`,E=g[a]&&y[c]?v:"no window reaches it",A=!(e&&n)||a*u.OW+c<$t(t[0],o[0],s)?`= ${pt(f??0)}`:"to come",$=`${un(u)}[0, ${a}, ${c}, ${s}] ${A}`;if(!ne(u))return[$,E];let N=`input[0, ${a-u.top}, ${c-u.left}, ${s}]`;return[$,f===null?"padding, not in the input":`in the input itself ${N}`,E]}function qt(t,e){return new OffscreenCanvas(Math.max(1,Math.round(t)),Math.max(1,Math.round(e)))}function xt(t,e,o,n,r,s){let{size:l=13,weight:i=400,colour:a=e.muted,align:c="left"}=s,{code:u=!1,base:d=!1}=s;t.font=`${i} ${l}px ${u?e.codeFont:e.textFont}`,t.fillStyle=Y(a),t.textAlign=c,t.textBaseline=d?"alphabetic":"middle",t.fillText(o,n,r)}function st(t,{x:e,y:o,width:n,height:r},s,l,i=[]){t.strokeStyle=Y(l),t.lineWidth=s,t.setLineDash(i),t.strokeRect(e,o,n,r),t.setLineDash([])}function At(t,{x:e,y:o,width:n,height:r},s,{fill:l,line:i=0,colour:a,dash:c=[]}){t.beginPath(),t.roundRect(e,o,n,r,Math.max(0,Math.min(s,n/2,r/2))),l&&(t.fillStyle=l,t.fill()),!(!i||!a)&&(t.strokeStyle=Y(a),t.lineWidth=i,t.setLineDash(c),t.stroke(),t.setLineDash([]))}function gt({x:t,y:e,width:o,height:n},r){return{x:t-r,y:e-r,width:o+2*r,height:n+2*r}}var Ut=({x:t,y:e,width:o,height:n})=>({x:t+o/2,y:e+n/2});function Ne({theme:t,hatch:e,dpr:o},n,r,s){let l=qt(n.width*o,n.height*o),i=bt(l);if(n.cw*o<6||n.rows*n.cols>3e3)return hn(i,{theme:t,hatch:e},n,r,s),l;i.scale(o,o);let a={x:0,y:0,cw:n.cw,ch:n.ch};for(let c=0;c<n.rows;c++)for(let u=0;u<n.cols;u++){let d=lt(a,c,u);dn(i,{theme:t,hatch:e},n,d,r(c,u),s)}return l}function dn(t,{theme:e,hatch:o},n,r,s,l){let i=s===null;if(t.fillStyle=i?o:Rt(e,n.k,s,l),t.fillRect(r.x,r.y,r.width,r.height),st(t,gt(r,-.5),1,e.grid),!n.font)return;let{x:a,y:c}=Ut(r);xt(t,e,i?"0":yt(s,n.format),a,c+n.font*.04,{size:n.font,weight:500,colour:i?e.muted:e.ink,align:"center"})}function hn(t,{theme:e,hatch:o},n,r,s){let{width:l,height:i}=t.canvas,{positive:a,negative:c}=Z(e,n.k),u=new ImageData(n.cols,n.rows),d=new Uint32Array(u.data.buffer);for(let p=0,h=0;p<n.rows;p++)for(let g=0;g<n.cols;g++,h++){let y=r(p,g);y!==null&&(d[h]=(y>0?a:c).pixels[Zt(y,s)])}let f=qt(n.cols,n.rows);bt(f).putImageData(u,0,0),t.fillStyle=o,t.fillRect(0,0,l,i),t.imageSmoothingEnabled=l<n.cols,t.imageSmoothingQuality="high",t.drawImage(f,0,0,l,i)}function Le(t,e,o,n){let[r,s]=o.header.reached;if(!r.includes(0)&&!s.includes(0))return;let{width:l,height:i}=t.canvas,a=i/n.rows,c=l/n.cols;t.setTransform(1,0,0,1,0,0),t.fillStyle=Y(e.panel,.68);for(let[u,d]of r.entries())d||t.fillRect(0,u*a,l,a);for(let[u,d]of s.entries())d||t.fillRect(u*c,0,c,i)}function Re(t,e,o,n,r){if(r<=0)return;let s=o.height/n.rows,l=o.width/n.cols,i=Math.floor(r/n.cols),a=r%n.cols,c=(d,f,p)=>{if(f<1||p<1)return;let h={x:n.x,y:n.y+d/e,width:f/e,height:p/e};t.drawImage(o,0,d,f,p,h.x,h.y,h.width,h.height)},u=Math.round(i*s);c(0,o.width,u),c(u,Math.round(a*l),Math.round((i+1)*s)-u)}function He(t,e,{x:o,y:n,width:r,height:s,rows:l,cols:i,cw:a,ch:c}){if(t.fillStyle=Y(e.empty),t.fillRect(o,n,r,s),!(c<5)){t.fillStyle=Y(e.grid);for(let u=0;u<=l;u++)t.fillRect(o,n+u*c-.5,r,1);for(let u=0;u<=i;u++)t.fillRect(o+u*a-.5,n,1,s)}}var se=760,Ie=440,oe=18,Ke=32,Vt=6,Nt=6,Kt=[14,12,32],fn=9,pn=1.6,wn=.46,gn=44,re=18,mn=48,xn=22,yn=120,bn=440;function Mn(t,e,o,n){let r=e.width<se,s={...e,tracks:[]},l=0,i=r?e.width:(e.width-oe)/2,a=r?62:37,c=i>=Ie?66:r?134:84,u=t.tracks.map(f=>kn(f,i,r?110:.2*e.height)),d=Math.max(...u.map(({height:f})=>f));for(let f of t.tracks){let p={...u[f.side],...r?{}:{height:d}},h=8+p.height+6+c,g=r?Math.min(yn*f.C,bn):e.height-a-h,y=On(f,{x:r?0:f.side*(i+oe),y:l+a,width:i,height:g},o[f.side],r,n),{box:v}=y,E=v.y+v.height;s.tracks.push(Object.assign(y,{head:{...v,y:l,height:a},strip:{...p,x:v.x,y:E+8,width:i},formula:{...v,y:E+h-c,height:c}})),r&&(l=E+h+oe)}return r&&(s.height=l),s}function kn({S:t,KW:e,KH:o,values:n},r,s){let l=r<Ie?124:152,i=t>8?3:8,a=(r-l-32-(t-1)*i)/(t*e),c=Math.max(2,Math.min(mn,a,1.3*s/o)),u=Math.min(c,xn,s/o),d=n.products?o*u:0;return{words:l,gap:i,tile:c,high:u,height:Math.max(80,d+(t>1?28:16))}}function $n(t,e,o,n){let r=(e+Vt)/t-Vt,s=n(r),l=Math.min(40,wn*e/(t-1)),i=Math.min(Vt,.2*l),a=e-l*(t-1),c=n(a);if(t===1||s.cell>=fn||c.cell<pn*s.cell){let p={...s,height:o?Math.min(r,s.used):r};return{equal:!0,gap:Vt,large:p,small:p}}let u=Math.min(a,c.used),d=o?l-i:(e-u)/(t-1)-i,f=n(d+.8*Nt);return{equal:!1,gap:i,large:{...c,height:u},small:{...f,height:d}}}function vn({N:t,G:e,S:o,PH:n,PW:r,OH:s,OW:l},i,a,c){let u=Math.ceil(t/e/o),d=l*s>1?6:3,f=null;for(let p=u;p>0;p--){let h=Math.ceil(u/p),g=c.snapCell(Math.max(.2,Math.min((a-Nt)/n,(a-Nt-(h-1)*d)/(h*s),(i-(p-1)*d)/(r+p*l),gn)));f&&g<=1.1*f.cell||(f={across:u,between:d,perLine:p,cell:g,width:p*(l*g+d)-d,used:Math.max(n*g,h*(s*g+d)-d)+Nt})}return f}function On(t,e,o,n,r){let{C:s,G:l,S:i,N:a,PH:c,PW:u,OH:d,OW:f,KH:p,KW:h}=t,g=e.width-Ke-10,y=Math.min(3,24/a),v=Kt[0]+Kt[1]+Kt[2],E=g-v-Math.min(.34*g,h*re+a*(2*h+y)),{equal:C,gap:A,large:$,small:N}=$n(s,e.height,n,M=>vn(t,E,M,r)),R=[];for(let M=0,B=e.y;M<s;M++){let x=C||M===o,m=x?$:N;R.push({...m,k:M,large:x,y:B,middle:B+m.height/2}),B+=m.height+A}e={...e,height:R[s-1].y+R[s-1].height-e.y};let P=Math.max(...R.map(({width:M})=>M)),H=g-u*$.cell-P-v,G=Math.min(N.height,$.height-Nt),q=(M,B,x)=>Math.min(G/p,(M/a-B)/h,x),I=q(H,8,36),K=0,D=8;if(a>1&&(I<re||!C)){let M=Math.max(re,$.cell);K=Math.min(($.height-Nt)/p,.6*H/h,M),K=r.snapCell(Math.max(.2,K)),I=q(H-h*K,y,12),D=y}I=r.snapCell(Math.max(.2,I));let V=h*I+D,tt=a*V-D,ut=1+(H-tt-h*K)/v,z=e.x+Ke,j=z+u*$.cell+ut*Kt[0],U=j+tt,et=U+ut*Kt[1],Q=K?et+h*K:U,dt=z+g-P,F={track:t,box:e,rows:R,focused:!C};F.views=[];let ot=(M,B,x,m,k,b,O)=>{let S={kind:M,x:r.snap(x),y:r.snap(m),rows:k,cols:b,cw:O,ch:O,...B};Object.assign(S,{width:b*O,height:k*O}),F.views.push(Object.assign(S,Tn(t,M,O,r)))};F.lanes=Array.from({length:l},(M,B)=>{let x=R[B*i],m=R[B*i+i-1];return{x:e.x,y:x.y,width:e.width,height:m.y+m.height-x.y}});for(let{k:M,large:B,middle:x,cell:m}of R){let k=t.hues[M];ot("input",{k:M,hue:k},z+u*($.cell-m)/2,x-c*m/2,c,u,m),K&&B&&ot("enlarged",{k:M,hue:k},et,x-p*K/2,p,h,K)}for(let M=0;M<a;M++){let B=Math.floor(M*l/a),x=M-B*a/l,m=j+M*V;for(let{k:J,middle:at}of R){let mt=at-p*I/2,ht=J-B*i;if(ht>=0&&ht<i)ot("slice",{k:J,n:M,s:ht,hue:t.hues[J]},m,mt,p,h,I);else{let Lt={x:m,y:mt,width:h*I,height:p*I};F.views.push({kind:"nothing",k:J,n:M,...Lt})}}let{middle:k,across:b,perLine:O,between:S,cell:L,width:w}=R[B*i+Math.floor(x/$.across)],T=x%b,W=Math.ceil(b/O),_=k-(W*(d*L+S)-S)/2;ot("output",{n:M,hue:i===1?t.hues[B]:null},dt+(P-w)/2+T%O*(f*L+S),_+Math.floor(T/O)*(d*L+S),d,f,L)}F.columns={bank:j,filterEnd:Q,output:dt};let it=M=>F.views.filter(B=>B.kind===M);return F.inputs=it("input"),F.outputs=it("output"),F.slices=F.outputs.map(({n:M})=>it("slice").filter(B=>B.n===M)),F.enlarged=it("enlarged"),F.front=Pe([...it("slice"),...F.outputs]),F.frontEnlarged=Pe(F.enlarged),F}function Pe(t){let e=new Path2D;e.rect(0,0,1e5,1e5);for(let{x:o,y:n,width:r,height:s}of t)e.rect(o-1,n-1,r+2,s+2);return e}function Tn(t,e,o,n){let s=e==="slice"||e==="enlarged"?"filter":e;for(let l of[3,2]){let i=Ft(t,s,l),a=Math.min(o*.58,(o-3)/(i.chars*n.digit),24);if(a>=8.5)return{font:a,format:i}}return{font:0,format:null}}var Sn=new Set(["input","slice","output"]);function Be(t,e,o,n,r,s){s.font=`500 100px ${e.textFont}`;let l=s.measureText("0").width/100,a=Mn(t,o,n,{digit:l,snap:u=>Math.round(u*r)/r,snapCell:u=>u*r>=6?Math.floor(u*r)/r:u}),c={race:t,scene:a,theme:e,dpr:r,digit:l,hatch:he(e,r),images:new Map};for(let{track:u,views:d}of a.tracks)for(let f of d)Sn.has(f.kind)&&c.images.set(f,ze(c,u,f));return c.still=qt(a.width*r,a.height*r),En(bt(c.still),c),c}function ze(t,e,o){let n=(i,a)=>o.kind==="input"?kt(e,o.k,i,a):o.kind==="output"?Wt(e,o.n,i,a):Gt(e,o.n,o.s,i,a),{largest:r}=e.header,s=r[o.kind]??r.filter??0,l=Ne(t,{...o,k:o.hue},n,s);return o.kind==="input"&&Le(bt(l),t.theme,e,o),l}function En(t,e){let{scene:o,theme:n,dpr:r,images:s}=e;t.setTransform(r,0,0,r,0,0);for(let l of o.tracks){for(let i of l.lanes)At(t,gt(i,-.5),6,{fill:Y(n.panel),line:1,colour:n.line});for(let{k:i,y:a,height:c,large:u}of l.rows){let{stroke:d,text:f}=Z(n,l.track.hues[i]);t.fillStyle=Y(d),t.fillRect(l.box.x,a+1,5,c-2),c>=11&&xt(t,n,`${i}`,l.box.x+12,a+c/2,{size:u?16:12,weight:650,colour:f})}for(let i of l.views)je(e,l,i)?He(t,n,i):i.kind==="nothing"?Cn(t,n,i):s.has(i)&&t.drawImage(s.get(i),i.x,i.y,i.width,i.height);At(t,gt(l.strip,-.5),6,{line:1,colour:n.line})}}var je=({race:t},{track:e},{kind:o})=>o==="output"||o==="input"&&t.feeds&&e.side===1;function Cn(t,e,o){if(o.width<5)return;let{x:n,y:r}=Ut(o);t.fillStyle=Y(e.line),t.fillRect(n-1,r-1,2,2)}function De(t,e,o,n,r){let{scene:s,still:l,dpr:i,images:a}=e;t.setTransform(1,0,0,1,0,0),t.clearRect(0,0,t.canvas.width,t.canvas.height),t.drawImage(l,0,0),t.setTransform(i,0,0,i,0,0),s.tracks.forEach((c,u)=>{let{track:d}=c,f=n[u];for(let h of c.views){if(!je(e,c,h))continue;let g=h.kind==="output"?$t(d,f,h.n):$t(e.race.tracks[0],n[0],h.k);Re(t,i,a.get(h),h,g)}let p=r?.side===u?r:null;o!=="pixel"&&f.works&&An(t,e,c,f),o==="pixel"&&!p?Ln(t,e,c,f):Nn(t,e,c,p??f,o==="tap"&&!p)})}var Wn=["single products are too many","to send at this size"];function An(t,e,{track:o,enlarged:n},{n:r}){for(let s of n){let l=wt(o,r).indexOf(s.k);l>=0&&t.drawImage(ze(e,o,{...s,n:r,s:l}),s.x,s.y,s.width,s.height)}}function Nn(t,e,o,n,r){let{theme:s,hatch:l,digit:i}=e,{track:a,strip:c}=o,{S:u,K:d,KW:f,T:p}=a,{products:h,sums:g}=a.values,{tile:y,high:v,gap:E}=c,C=c.y+8,A=e.race.feeds?"waits for its input":"waits for its turn",$=n.works===!1?n.t<0?A:"done, waits":"",N=(K,D,V,tt)=>xt(t,s,K,c.x+c.width-12,D,{size:Math.min(V,c.words/(K.length*i)),align:"right",...tt}),R=`output[0, ${n.i}, ${n.j}, ${n.n}]`;if(N(R,c.y+15,Math.min(13,c.words/(.62*R.length)),{weight:600,colour:s.ink,code:!0}),r&&!$&&h){let K=Z(s,a.hues[Ot(a,n)]).text;N(ee(a,n),c.y+35,18,{weight:650,colour:K})}else N($||(u>1?`${p} products, ${u} channels`:`${p} products, one channel`),c.y+34,13);if(!h)for(let[K,D]of Wn.entries())xt(t,s,D,c.x+12,c.y+26+18*K,{});let P=Ft(a,"products",2),H=Math.min(v*.58,(y-3)/(P.chars*i),14);if(wt(a,n.n).forEach((K,D)=>{let V=c.x+12+D*(f*y+E);for(let et=0;h&&et<d;et++){let Q=D*d+et,{row:dt,column:F}=Mt(a,n,et),ot={x:V+et%f*y,y:C+Math.floor(et/f)*v,width:y-1,height:v-1},it=Q<=n.t,M=kt(a,K,dt,F)===null,B=it?h[n.window*p+Q]:0,x=M?l:it?Rt(s,a.hues[K],B,a.header.largest.products??0):Y(s.panel),m=r&&Q===n.t;At(t,ot,3,{fill:x,line:m?2:1,colour:m?Z(s,a.hues[K]).stroke:s.grid}),it&&H>=8&&xt(t,s,yt(B,P),ot.x+ot.width/2,ot.y+ot.height/2+.5,{size:H,weight:500,colour:M?s.muted:s.ink,align:"center"})}let tt=Math.min(n.t,D*d+d-1);if(!h||u===1||tt<D*d||f*y<22)return;let z=(f*y>=80?"so far ":"Σ ")+pt(g[n.window*p+tt]),j=Math.min(13,(f*y+E-2)/(z.length*i));if(j<7.5)return;let U=V+f*y/2;xt(t,s,z,U,C+a.KH*v+8,{size:j,align:"center"})}),n.t<0)return;let G=n.t===p-1;if(!G&&!g)return;let q=G?Et(Wt(a,n.n,n.i,n.j)):pt(g[n.window*p+n.t]),I=Z(s,u===1?a.hues[n.g]:null).text;N(q,c.y+(c.height+44)/2,28,{weight:700,colour:I})}function Ln(t,e,o,{i:n,j:r}){let{theme:s,digit:l}=e,{track:i,strip:a}=o,{N:c,G:u,S:d}=i;xt(t,s,`output[0, ${n}, ${r}, :]`,a.x+12,a.y+15,{weight:600,colour:s.ink,code:!0});let f=c>12?2:1,p=Math.ceil(c/f),h=Math.min(64,(a.width-24)/p),g=Math.min(44,(a.height-38)/f);for(let y=0;y<c;y++){let v=d===1?i.hues[Math.floor(y*u/c)]:null,E=Wt(i,y,n,r),C={x:a.x+12+y%p*h,y:a.y+29+Math.floor(y/p)*g,width:h-3,height:g-3},A=Rt(s,v,E,i.header.largest.output??0);At(t,C,3,{fill:A,line:1,colour:Z(s,v).stroke});let $=pt(E),N=Math.min(16,(C.width-4)/($.length*l));N>=8&&xt(t,s,$,C.x+C.width/2,C.y+C.height/2+.5,{size:N,weight:600,colour:s.ink,align:"center"})}}function Fe(t,e,o,n,{visual:r,hover:s,arrival:l}){let{scene:i,dpr:a}=e;t.setTransform(a,0,0,a,0,0),t.clearRect(0,0,i.width,i.height),i.tracks.forEach((c,u)=>{let d=n[u],{track:f}=c,p=o==="pixel",h=new Set(wt(f,d.n)),g=Mt(f,r,0);for(let v of c.inputs){let E=d.works&&(p||h.has(v.k));Ge(t,e,f,v,g,E?2.5:1,Z(e.theme,v.hue).stroke)}if(!d.works)return;let y=p?Array.from({length:f.N},(v,E)=>E):[d.n];for(let v of y)Rn(t,e,c,{...d,n:v},p?.45*l:l,p);o==="tap"&&d.t>=0&&Hn(t,e,c,d,g)}),s&&Kn(t,e,s,n[s.side])}function Ge(t,{theme:e},o,n,r,s,l,i=[]){let a=(f,p)=>(f-1)*p+1,c={...lt(n,r.row,r.column),width:a(o.KW,o.dw)*n.cw,height:a(o.KH,o.dh)*n.ch},u=n.ch<6?Math.min(s,1.5):s,d=o.dh>1&&o.KH>1||o.dw>1&&o.KW>1;if(d||st(t,gt(c,u/2+1),1,e.paper),st(t,c,d?1:u,l,d?[2,3]:i),!!d)for(let f=0;f<o.K;f++){let p=lt(n,r.row+Math.floor(f/o.KW)*o.dh,r.column+f%o.KW*o.dw);st(t,p,Math.min(u,Math.max(.75,n.ch/6)),l,i)}}var _e=({y:t,ch:e},o)=>t+Math.round((o-t)/e)*e;function Rn(t,e,o,{i:n,j:r,n:s},l,i){let{theme:a}=e,{track:c,columns:u}=o,d=o.outputs[s],f=lt(d,n,r),p=Mt(c,{i:n,j:r},0),h=wt(c,s),g=h.length>1,y=Z(a,d.hue).stroke,v={x:f.x,y:_e(d,f.y+f.height/2)},E={x:u.output-14,y:v.y};t.save(),t.globalAlpha=l,t.save(),t.clip(o.front,"evenodd"),i||t.clip(o.frontEnlarged,"evenodd"),t.lineWidth=i?1:1.5;for(let[C,A]of h.entries()){let $=o.inputs[A],N=o.slices[s][C],R=lt($,p.row,p.column),P=Ut(N),H={x:R.x+((c.KW-1)*c.dw+1)*$.cw,y:_e($,R.y+((c.KH-1)*c.dh+1)*$.ch/2)};t.strokeStyle=Y(Z(a,$.hue).stroke),t.beginPath(),t.moveTo(H.x,H.y);let G=$.x+$.width+2,q=u.bank-4;t.lineTo(G,H.y),t.bezierCurveTo((G+q)/2,H.y,(G+q)/2,P.y,q,P.y),t.lineTo(u.filterEnd+2,P.y);let I=g?{x:E.x-7,y:E.y}:{x:u.output-3,y:v.y},K=(u.filterEnd+2+I.x)/2;t.bezierCurveTo(K,P.y,K,I.y,I.x,I.y),g||t.lineTo(v.x,v.y),t.stroke()}if(g&&(t.strokeStyle=Y(y),t.beginPath(),t.moveTo(E.x+7,E.y),t.lineTo(v.x,v.y),t.stroke()),t.restore(),g&&!i&&(At(t,{x:E.x-7,y:E.y-7,width:14,height:14},7,{fill:Y(a.paper),line:1.5,colour:y}),xt(t,a,"+",E.x,E.y+.5,{size:14,weight:700,colour:a.ink,align:"center"})),!i){for(let C of h.keys()){let A=o.slices[s][C];st(t,gt(A,A.ch<4?1:0),A.ch<4?1:2,Z(a,A.hue).stroke)}for(let C of o.enlarged)h.includes(C.k)&&st(t,C,2.5,Z(a,C.hue).stroke)}st(t,f.width<6?gt(f,2):f,i?1.5:2.5,y),t.restore()}var qe=({enlarged:t},e)=>t.find(o=>o.k===e);function Hn(t,e,o,n,{row:r,column:s}){let{theme:l}=e,{track:i}=o,a=Math.floor(n.t/i.K),c=n.t%i.K,u=Ot(i,n),d=Math.floor(c/i.KW),f=c%i.KW,p=ct(Z(l,i.hues[u]).stroke,l.ink,.35),h=[lt(o.inputs[u],r+d*i.dh,s+f*i.dw),lt(qe(o,u)??o.slices[n.n][a],d,f)];for(let g of h)st(t,g.width<5?gt(g,1.5):g,Math.min(3.5,Math.max(1.5,g.width/4)),p)}var Tt=[5,3];function Kn(t,e,{side:o,kind:n,k:r,n:s,s:l,row:i,column:a},c){let{theme:u}=e,d=e.scene.tracks[o],{track:f}=d,p=y=>ct(Z(u,y).stroke,u.ink,.45);if(n==="output"){let y=d.outputs[s];st(t,lt(y,i,a),2.5,p(y.hue),Tt),wt(f,s).forEach((v,E)=>{let C=Mt(f,{i,j:a},0);Ge(t,e,f,d.inputs[v],C,2,p(f.hues[v]),Tt),st(t,d.slices[s][E],2,p(f.hues[v]),Tt)});return}let h=s===c.n&&c.works&&qe(d,r),g=n==="slice"?h||d.slices[s][l]:d.inputs[r];st(t,lt(g,i,a),2,p(g.hue),Tt);for(let y of d.views){let v=n==="slice"?y.n===s:wt(f,y.n??0).includes(r);y.kind==="output"&&v&&st(t,gt(y,2),2,p(y.hue),Tt),y.kind==="input"&&n==="slice"&&y.k===r&&st(t,gt(y,2),2,p(g.hue),Tt),y.kind==="slice"&&n==="input"&&y.k===r&&st(t,gt(y,1),1.5,p(g.hue),Tt)}}var Pn=ft.units,Pt=ft.speeds,_n={tap:700,window:800,pixel:1e3},In=280,ie=180,Bn=400,zn=200,jn={tap:"one multiplication",window:"one output value",pixel:"one position, all channels"},_t=t=>t.dataset.value;function Ue(t,e,o){let n=w=>nt(t,`.dw-${w}`,HTMLButtonElement),r=nt(t,".dw-advance",HTMLElement),s={play:n("play"),range:nt(t,".dw-step",HTMLInputElement),ticks:nt(t,".dw-ticks",HTMLElement),count:nt(t,".dw-count",HTMLElement),speed:nt(t,".dw-speed",HTMLSelectElement),units:[...r.querySelectorAll("button")],status:nt(t,".dw-status",HTMLElement)},l=new AbortController,i,a="window",c=1,u={w:0,t:0},d=!1,f=!1,p=null,h=!1,g=0,y=0,v=0,E=0,C=0,A=0;function $(w){let T=i===void 0;i=w,a==="tap"&&!i.taps&&(a="window"),u={w:0,t:0},g=0,p=null,h=!1,d=!!i.windows&&(d||f&&!T),f=!1,N(),q()}function N(){for(let w of s.units){let T=_t(w),W=T==="tap"&&!i.taps&&(i.whyNoTaps||"there is no output"),_=e.asks!==void 0&&T!=="window"?"windows are predicted":W;w.disabled=!!_,w.title=_?`Off: ${_}`:jn[T]}s.units.some(w=>w.disabled&&_t(w)===a)&&dt("window")}function R(w,T){if(!i.windows)return;let{unit:W,step:_,speed:J,stretch:at}=w;if(W&&Pn.includes(W)&&(W!=="tap"||i.taps)&&(a=W,T||V({w:u.w,t:0},0)),_!==void 0&&Number.isInteger(_)){let ce={w:rt(_,i.windows-1),t:0};T?u=ce:V(ce,0)}if(J&&Pt.includes(J)&&F(J),w.playing!==void 0&&(d=w.playing&&!Ht.matches&&!tt()),!Array.isArray(at))return;let[mt,ht,Lt,Je]=at;P(mt,ht,Lt,Je,T)}function P(w,T,W,_,J){a=W==="tap"&&!i.taps?"window":W,F(_),p=rt(T,i.windows-1),f=!1;let at=i.stepOf(a,{w:rt(w,p),t:0}),mt=H(p),ht=i.momentAt(a,Ht.matches?mt:at);J?u=ht:V(ht,0),g=0,d=!Ht.matches&&at<mt,e.changed()}let H=w=>i.stepOf(a,{w,t:i.lastTap(w)});function G(){let w=i.count(a)-1;return p===null||i.stepOf(a,u)>=H(p)?w:H(p)}function q(){let w=i.rows>40?0:i.rows;s.ticks.replaceChildren(...Array.from({length:Math.max(w-1,0)},(T,W)=>{let _=document.createElement("i");return _.style.left=`${100*(W+1)/w}%`,_}))}function I(){v||!(d||h)||(y=0,v=requestAnimationFrame(K))}function K(w){let T=y?rt(w-y,100):0;if(y=w,d){g+=T;let W=_n[a]/c,_=Math.floor(g/W);g-=_*W,_&&D(e.asks===void 0?_:1,Math.min(In,W*.45))}h&&(h=e.tick(T)),v=d||h?requestAnimationFrame(K):0}function D(w,T){let W=G(),_=Math.min(i.stepOf(a,u)+w,W);_===W&&(d=!1,f=_===i.count(a)-1),V(i.momentAt(a,_),T),!d&&(M(),k())}function V(w,T){u=w,h=e.go(u,T),B(),I()}let tt=()=>i.stepOf(a,u)>=i.count(a)-1;function ut(w,T=0){if(!i?.windows)return;let W=rt(w,i.count(a)-1);f=!1,g=0,W!==i.stepOf(a,u)&&V(i.momentAt(a,W),T),b()}function z(w){Q(),ut(i.stepOf(a,{w,t:i.lastTap(w)}),ie)}function j(w){Q(),ut(i.stepOf(a,u)+w,ie)}function U(w){Q(),ut(w)}function et(){d||e.asks||!i?.windows||(f=!1,g=0,tt()&&V(i.momentAt(a,0),ie),d=!tt(),e.changed(),M(),b(),I())}function Q(){f=!1,d&&(d=!1,e.changed(),M(),b())}function dt(w){w!==a&&(a=w,g=0,i.windows&&V({w:u.w,t:0},0),M(),b())}function F(w){g*=c/w,c=w,s.speed.value=String(c)}function ot(w){F(w),b()}function it(w){ot(Pt[rt(Pt.indexOf(c)+w,Pt.length-1)])}function M(){t.dataset.playing=String(d),t.dataset.unit=a,s.play.setAttribute("aria-label",d?"Pause":"Play"),s.status.setAttribute("aria-live",d?"off":"polite");for(let w of s.units){let T=_t(w)===a;w.setAttribute("aria-checked",String(T)),w.tabIndex=T?0:-1}B()}function B(){let w=i.count(a),T=w?i.stepOf(a,u):0;t.dataset.step=String(T),t.dataset.steps=String(w),s.range.max=String(Math.max(w-1,0)),s.range.value=String(T),s.range.disabled=!w,s.range.style.setProperty("--dw-done",`${w>1?100*T/(w-1):0}%`),s.count.textContent=w?`${T+1} of ${w}`:"no steps",clearTimeout(C);let W=d?E+Bn-performance.now():0;W>0?C=setTimeout(x,W):x()}function x(){E=performance.now();let w=e.describe();s.status.textContent!==w&&(s.status.textContent=w,s.range.setAttribute("aria-valuetext",w))}function m(){let{focus:w}=e;return{step:u.w,unit:a,speed:c,...w===void 0?{}:{focus:w},playing:d}}function k(){clearTimeout(A),o(m())}function b(){clearTimeout(A),A=setTimeout(k,zn)}function O(w){if(w.altKey||w.ctrlKey||w.metaKey||!i?.windows)return;let{target:T}=w,W=T instanceof Element?T.closest("button, input, select"):null,_=W?.matches("input, select, [role=radio]"),J=W?.matches("select, [role=radio]"),at=W&&!W.matches("input"),mt=Lt=>_||!e.lanes?null:()=>e.setFocus((e.focus??0)+Lt),ht={" ":at?null:()=>d?Q():et(),ArrowLeft:_?null:()=>j(-1),ArrowRight:_?null:()=>j(1),ArrowUp:mt(-1),ArrowDown:mt(1),Home:J?null:()=>U(0),End:J?null:()=>U(1/0),"[":()=>it(-1),"]":()=>it(1)}[w.key];ht&&(ht(),w.preventDefault(),w.stopPropagation())}function S(w){let T={ArrowLeft:-1,ArrowUp:-1,ArrowRight:1,ArrowDown:1}[w.key],W=s.units.filter(at=>!at.disabled),_=W.indexOf(w.target);if(!T||_<0)return;w.preventDefault();let J=W[(_+T+W.length)%W.length];J.focus(),dt(_t(J))}function L(w,T,W){w.addEventListener(T,W,{signal:l.signal})}s.speed.replaceChildren(...Pt.map(w=>new Option(`${w}×`,String(w)))),s.speed.value=String(c),L(n("first"),"click",()=>U(0)),L(n("previous"),"click",()=>j(-1)),L(n("next"),"click",()=>j(1)),L(n("last"),"click",()=>U(1/0)),L(s.play,"click",()=>d?Q():et()),L(s.range,"input",()=>U(Number(s.range.value))),L(s.speed,"change",()=>ot(Number(s.speed.value)));for(let w of s.units)L(w,"click",()=>dt(_t(w)));return L(r,"keydown",S),L(t,"click",w=>{w.detail===0||w.target.closest("select, input")||t.focus({preventScroll:!0})}),L(t,"keydown",O),{load:$,limit:N,apply:R,seek:ut,seekWindow:z,play:et,pause:Q,wake:I,showState:M,reportSoon:b,report:m,get moment(){return u},get unit(){return a},get playing(){return d},get settled(){return!d&&!h},destroy(){l.abort(),cancelAnimationFrame(v),clearTimeout(C),clearTimeout(A)}}}var X=(t,e,o="")=>Object.assign(document.createElement(t),{className:e,textContent:o});function Ve(t,{onSeek:e=()=>{},onNext:o=null}={}){let n=me(t),r=[],s=[],l=X("div","dw-reads"),i=X("div","dw-ends");n.classList.add("dw-race"),n.setAttribute("aria-label","Two convolutions on one clock");let a=null,c,u,d={w:0,t:0},f=[0,0],p=null,h=ve({placeOf:tt,onWay:H,there:ut}),g=Ue(n,{go:h.go,tick:h.tick,setFocus:N,changed:()=>{p&&P()},describe:()=>Se(c,u,g.unit,g.moment),get lanes(){return!!M.stage?.scene.tracks.some(({focused:x})=>x)},get focus(){return this.lanes?f[0]:void 0}},e),y=x=>c.tracks.map(m=>Ct(c,m,g.unit,x));function v(x,m={}){let k=c===void 0,b=!Dt(a,x);b&&(a=x,c=Oe(a),u=Te(c),g.load(u),p=null,M.hideTip(),G()),g.apply(m,b),b&&Number.isInteger(m.step)&&u.windows&&$(Ot(c.tracks[0],y(g.moment)[0])),Number.isInteger(m.focus)&&$(m.focus??0),$(f[0]),b&&(d=g.moment,h.set(d),k||g.reportSoon()),M.restage(b),g.showState(),g.wake()}function E(x){x.scene.tracks.forEach((m,k)=>{R(r[k].element,m.head),R(s[k],m.formula)}),C(x),P(),H()}function C(x){let[{head:m}]=x.scene.tracks,k=c.tracks.map(({macs:b,title:O,PH:S,H:L,PW:w,W:T})=>{let W=vt(b).length,_=S>L||w>T;return(n.classList.contains("dw-narrow")?m.width:m.width-8*O.length)/(.48*(2.6*W+9+(_?W+13:0)))});n.style.setProperty("--dw-count-size",`${Math.min(14,...k)}px`)}function A(){let x=g.unit==="tap"&&u.windows;return c.tracks.map((m,k)=>{let b=x&&m.K>1&&Ct(c,m,"tap",d);return b&&b.t>=0?Ot(m,b):f[k]})}function $(x){let[m,k]=c.tracks,b=rt(x,m.C-1),O=c.feeds?m.N/m.C:1,S=Math.floor(f[1]/O)===b;f=[b,S?rt(f[1],k.C-1):rt(b*O,k.C-1)]}function N(x,m=null){$(x),m!==null&&(f[1]=m),M.restage(),g.reportSoon()}function R(x,{x:m,y:k,width:b,height:O}){let{scale:S}=M;Object.assign(x.style,{left:`${m*S}px`,top:`${k*S}px`,width:`${b}px`,height:`${O}px`,transform:S>1?`scale(${S})`:""})}function P(){if(!M.stage||!u.windows)return;let x=y(d),m=Q();De(M.base,M.stage,g.unit,x,m),q(x),I(x.map((k,b)=>m?.side===b?m:k))}function H(x=1){!M.stage||!u.windows||Fe(M.overlay,M.stage,g.unit,y(g.moment),{visual:h.place,hover:p,arrival:x})}function G(){for(let k of n.querySelectorAll(".dw-head, .dw-formula, .dw-below"))k.remove();let x=Math.max(...c.tracks.map(({macs:k})=>k));r=c.tracks.map(({title:k,macs:b})=>{let O=X("div","dw-head");O.append(X("div","dw-title",k));let S=O.appendChild(X("div","dw-counter")),L=S.appendChild(X("b",""));S.append(` of ${vt(b)} MACs`);let w=S.appendChild(X("span","dw-on-padding")),T=O.appendChild(X("div","dw-bar"));T.style.width=`${Math.max(1,100*b/x)}%`;let W=T.appendChild(X("i","dw-real")),_=T.appendChild(X("i","dw-idle"));return M.scene.append(O),{element:O,drawn:L,padding:w,real:W,idle:_}}),s=c.tracks.map(()=>M.scene.appendChild(X("div","dw-formula")));for(let k of s)k.ariaHidden="true";let m=X("div","dw-below");l=m.appendChild(X("div","dw-reads",Ce(c))),i=m.appendChild(X("div","dw-ends",c.header.ends)),c.header.ends&&M.scene.after(m)}function q(x){x.forEach(({macs:b,real:O},S)=>{let L=r[S],w=c.tracks[S].macs;L.drawn.textContent=vt(b);let T=b-O;L.padding.textContent=T?`, ${vt(T)} on padding`:"",L.real.style.width=`${100*O/w}%`,L.idle.style.width=`${100*T/w}%`}),n.dataset.macs=x.map(({macs:b})=>b).join(" "),n.dataset.realMacs=x.map(({real:b})=>b).join(" ");let m=g.unit,k=u.stepOf(m,d)===u.count(m)-1;i.style.visibility=k?"visible":"hidden",l.style.visibility=k?"hidden":"visible"}function I(x){c.tracks.forEach((m,k)=>{let[b,...O]=Ee(m,g.unit,x[k]),L=(n.classList.contains("dw-narrow")?[b,...O]:[b,O.flat()]).map(W=>K(m,x[k],W)),w=Math.max(...L.map(({length:W})=>W)),T=X("div","dw-legend",We(m));s[k].replaceChildren(L[0].element,T,...L.slice(1).map(({element:W})=>W)),s[k].style.setProperty("--dw-letter-size",`min(16px, ${98/(.6*w)}cqw)`)})}function K(x,m,k){let b=X("div","dw-letters"),O=0;for(let S of k){let L=typeof S=="string"?S.length:D(S);if(O+=L,typeof S=="string"){b.append(X("span","",S));continue}let w=b.appendChild(X("span",`dw-letter dw-${S.of}`));w.append(X("i","",S.letter),X("small","",S.says)),w.style.width=`${L}ch`,M.stage&&(w.style.color=Y(Z(M.stage.theme,V(x,m,S.of)).text))}return{element:b,length:O}}function D({letter:x,says:m,of:k}){return Math.max(x.length,(k==="what"||k==="sum"?.55:.9)*m.length)}function V({S:x,K:m,hues:k},{g:b,t:O},S){let{unit:L}=g;return S!=="channel"&&S!=="made"||L==="pixel"?null:x===1?k[b]:S==="channel"&&L==="tap"&&O>=0?k[b*x+Math.floor(O/m)]:null}function tt(x){if(!u.windows)return{i:0,j:0};let{i:m,j:k}=Ct(c,c.tracks[0],"window",x);return{i:m,j:k}}function ut(x){if(d=x,M.stage&&String(A())!==String(M.stage.large)){p=null,M.hideTip(),M.restage();return}p&&ot(),P(),H()}function z(x){let{x:m,y:k}=M.placeOf(x);for(let[b,O]of(M.stage?.scene.tracks??[]).entries()){let S=O.views.find(at=>at.kind!=="nothing"&&ke(at,m,k));if(!S)continue;let{row:L,column:w}=$e(S,m,k),{kind:T,k:W,n:_,s:J}=S;return T==="enlarged"?{x:m,y:k,cell:j(b,W,L,w)}:{x:m,y:k,cell:{side:b,kind:T,k:W,n:_,s:J,row:L,column:w}}}return{x:m,y:k,cell:null}}function j(x,m,k,b){let{works:O,n:S}=y(d)[x],L=wt(c.tracks[x],S).indexOf(m);return O&&g.unit!=="pixel"&&L>=0?{side:x,kind:"slice",k:m,n:S,s:L,row:k,column:b}:null}function U({x,y:m}){let k=M.stage?.scene.tracks??[];for(let[b,{box:O,rows:S,focused:L}]of k.entries()){if(!L||x<O.x||x>=O.x+O.width)continue;let w=S.find(T=>m>=T.y&&m<T.y+T.height);if(w)return{side:b,...w}}return null}let et=({side:x,kind:m,n:k,row:b,column:O})=>m==="output"&&b*c.tracks[x].OW+O<$t(c.tracks[x],y(d)[x],k);function Q(){if(!p||g.playing||!et(p))return null;let{side:x,n:m,row:k,column:b}=p,O=c.tracks[x],S=te(c,O,m,k,b);return{...Ct(c,O,"window",{w:S,t:0}),side:x}}function dt(x){let{x:m,y:k,cell:b}=z(x),O=U({x:m,y:k}),S=!!(O&&!O.large);M.scene.classList.toggle("dw-pointing",b?.kind==="output"||S),M.overlay.canvas.title=S&&!b?"make this lane the large one":"",F(b),b&&M.placeTip({x:m,y:k})}function F(x){if(JSON.stringify(x)===JSON.stringify(p))return;let m=Q();p=x,Q()?.window!==m?.window&&P(),h.moving||H(),p?ot():M.hideTip()}function ot(){p&&M.showTip(Ae(c,y(d),p))}function it(x){dt(x);let{x:m,y:k,cell:b}=z(x),O=U({x:m,y:k});if(O){let S=c.feeds&&O.side?c.tracks[0].N/c.tracks[0].C:1;N(Math.floor(O.k/S),O.side?O.k:null)}b?.kind==="output"&&(g.seekWindow(te(c,c.tracks[b.side],b.n,b.row,b.column)),x.pointerType==="touch"&&F(null))}let M=xe(n,{narrowBelow:se,get ready(){return c!==void 0},get key(){return String(A())},build(x,m,k,b){let O=A();return{...Be(c,m,x,O,k,b),large:O}},show:E,point:dt,leave:()=>F(null),click:it},o);function B(x,{side:m=0,row:k=0,column:b=0,...O}){if(!M.stage)throw new Error("nothing is shown");let S=M.stage.scene.tracks[m].views.find(L=>L.kind===x&&Object.keys(O).every(w=>L[w]===O[w]));return M.middleInWindow(lt(S,k,b))}return ye(n,{update:v,where:B},M,g)}var ae=new WeakMap,It=null;function Ye(t,e){let o=we(e);return({data:n,parentElement:r,setStateValue:s,setTriggerValue:l})=>{let i=n instanceof Uint8Array?n:new Uint8Array(n),a=new DataView(i.buffer,i.byteOffset).getUint32(0,!0),c=JSON.parse(new TextDecoder().decode(i.subarray(4,4+a)));o(r);let u=ae.get(r)??Dn(t,r),d=++u.calls,f=i.slice(4+a);u.send=s,u.trigger=l;let p=qn(u,c);return u.player.update(f,d===1?{...p,...Fn(f,c)}:p),()=>{let{player:h,reports:g}=u;It={payload:f,at:h.moment(),known:g.at(-1)?.step??c.step},setTimeout(()=>Xe(u,d,r),250)}}}function Dn(t,e){let o={calls:0,received:{},reports:[],send:()=>{},trigger:()=>{},player:t(e,{onSeek:n=>Gn(o,n),onNext:n=>o.trigger("next",n)})};return ae.set(e,o),o}function Fn(t,{step:e,stretch:o}){return!It||o||e!==It.known?{}:Dt(It.payload,t)?It.at:{}}function Xe(t,e,o){if(t.calls===e){if(o.isConnected){setTimeout(()=>Xe(t,e,o),1e3);return}t.player.destroy(),ae.delete(o)}}function Gn(t,e){let o=t.reports.at(-1),n=Object.keys(e);o&&n.every(r=>e[r]===o[r])||(t.reports=[...t.reports.slice(-20),e],t.send("at",e))}function qn(t,e){let n=Object.keys(e).filter(s=>{let l=String(t.received[s])===String(e[s]),i=t.reports.some(a=>a[s]===e[s]);return!l&&!i&&(s!=="playing"||t.calls===1)});t.received=e;let r=t.reports.at(-1);return r&&r.step===e.step&&(t.reports=[r]),Object.fromEntries(n.map(s=>[s,e[s]]))}var Yo=Ye(Ve,le);export{Yo as default};
