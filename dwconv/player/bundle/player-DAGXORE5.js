// Made by tests/js/bundle.mjs; edit what it is made from.
var ye=`/* The player's frame; everything inside the scene is drawn by player.js. Streamlit sets the --st-*
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
`;var ot={hues:["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],grey:"#6b7280",right:"#007a59",probe:["#000000","#ffb000"],sums:"#4a5578",less:"#a3a09a",units:["tap","window","pixel"],speeds:[.25,.5,1,2,4,8,16,32,64],themes:{light:{"--st-background-color":"#ffffff","--st-secondary-background-color":"#f3f4f6","--st-text-color":"#14181d","--st-border-color":"#d9dde2"},dark:{"--st-background-color":"#14171a","--st-secondary-background-color":"#1f2429","--st-text-color":"#e8eaed","--st-border-color":"#3a4149"}}};function K(t,e,n){let r=t.querySelector(e);if(!(r instanceof n))throw new Error(`there is no ${e}`);return r}function Zt(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas");return e}function dt(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas off the screen");return e}var Bt=256;function xt(t,e){e.fillStyle="#000",e.fillStyle=t.trim();let n=e.fillStyle;return n[0]!=="#"?(n.match(/[\d.]+/g)??[]).slice(0,3).map(Number):[1,3,5].map(r=>parseInt(n.slice(r,r+2),16))}var J=(t,e,n)=>t.map((r,o)=>r+(e[o]-r)*n),_=(t,e=1)=>`rgba(${t.map(Math.round).join(",")},${e})`;function ee(t){let[e,n,r]=t.map(o=>{let i=o/255;return i<=.04045?i/12.92:((i+.055)/1.055)**2.4});return .2126*e+.7152*n+.0722*r}function ne(t,e){let[n,r]=[ee(t),ee(e)].sort((o,i)=>o-i);return(r+.05)/(n+.05)}function te(t,e,n,r){for(let o=0;o<1;o+=.05){let i=J(t,n,o);if(ne(i,e)>=r)return i}return n}function Ft(t,e,n,r){let o=r;for(;o>.2&&ne(J(e,t,o),n)<4.6;)o-=.02;let i=Array.from({length:Bt},(a,s)=>{let c=s?o*(.1+.9*s/(Bt-1)):0;return J(e,t,c).map(Math.round)});return{css:i.map(a=>_(a)),pixels:Uint32Array.from(i,([a,s,c])=>255<<24|c<<16|s<<8|a)}}var Hn=["--dw-paper","--dw-ink","--dw-text-font","--dw-code-font"];function ke(t){let e=getComputedStyle(t);return Hn.map(n=>e.getPropertyValue(n)).join("|")}function Me(t,e){let n=getComputedStyle(t),r=u=>xt(n.getPropertyValue(u),e),o=r("--dw-paper"),i=r("--dw-ink"),a=ee(o)<.2,s=Ft(xt(ot.grey,e),o,i,a?.72:.62),c=ot.hues.map(u=>{let l=xt(u,e);return{positive:Ft(l,o,i,a?.72:.68),negative:s,stroke:te(l,o,i,a?5:3.1),text:te(l,J(o,i,.03),i,4.6)}}),f={positive:Ft(xt(ot.sums,e),o,i,a?.8:.62),negative:Ft(xt(ot.less,e),o,i,a?.5:.6),stroke:J(i,o,.1),text:i};return{paper:o,ink:i,dark:a,lanes:c,sums:f,panel:J(o,i,a?.035:.018),line:J(o,i,.14),grid:J(o,i,a?.16:.1),empty:J(o,i,a?.075:.045),muted:te(J(o,i,.55),o,i,4.8),textFont:n.getPropertyValue("--dw-text-font"),codeFont:n.getPropertyValue("--dw-code-font")}}var X=(t,e)=>e===null?t.sums:t.lanes[e%t.lanes.length];function re(t,e){return!t||!e?0:Math.max(1,Math.round(Math.min(Math.abs(t)/e,1)*(Bt-1)))}function St(t,e,n,r){let{positive:o,negative:i}=X(t,e);return(n>0?o:i).css[re(n,r)]}function Te(t,e){let n=6*e,r=new OffscreenCanvas(n,n),o=dt(r);o.fillStyle=_(t.panel),o.fillRect(0,0,n,n),o.strokeStyle=_(J(t.paper,t.ink,t.dark?.24:.17)),o.lineWidth=1.1*e,o.beginPath();for(let a of[-n,0,n])o.moveTo(a-1,n+1),o.lineTo(a+n+1,-1);o.stroke();let i=o.createPattern(r,"repeat");if(!i)throw new Error("a canvas of no size has no pattern");return i.setTransform(new DOMMatrix().scale(1/e)),i}function ve({lanes:t,sums:e,ink:n},r){let o=[...t,e].flatMap(({positive:i,negative:a})=>[i,a]);return Math.min(...o.map(({css:i})=>ne(xt(i[Bt-1],r),n)))}var Nn=1.3;function $e(t,{resize:e,onNext:n}){let r=K(t,".dw-present",HTMLButtonElement),o=K(t,".dw-ring",HTMLElement),i=new AbortController,a=!1;function s(h){a!==h&&(a=h,t.classList.toggle("dw-presenting",a),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),r.setAttribute("aria-pressed",String(a)),o.hidden=!0,t.focus({preventScroll:!0}),e())}let c=["range","checkbox","radio","button"].map(h=>`:not([type=${h}])`).join(""),f=h=>{let[w]=h.composedPath();return w.isContentEditable||w.matches?.(`input${c}, textarea, select, [role=combobox]`)};function u(h){let b=[...t.querySelectorAll("button, input, select")].filter($=>!$.disabled&&$.offsetParent&&$.tabIndex>=0),[y,x]=[b[0],b[b.length-1]],[M,v]=h.shiftKey?[y,x]:[x,y];t.contains(document.activeElement)&&document.activeElement!==M&&!(h.shiftKey&&document.activeElement===t)||(v.focus(),h.preventDefault())}function l(h){if(h.altKey||h.ctrlKey||h.metaKey||h.defaultPrevented||h.repeat)return;h.key==="Tab"&&a&&u(h);let w=h.key==="PageDown"?1:h.key==="PageUp"?-1:null;if(h.key!=="Tab"){if(h.key==="Escape"&&a)s(!1);else if(h.key?.toLowerCase()==="p"&&!f(h))s(!a);else if(w&&a&&n)n(w);else return;h.preventDefault(),h.stopPropagation()}}function d({clientX:h,clientY:w,pointerType:b}){!a||b==="touch"||(o.hidden=!1,o.style.transform=`translate(${h}px, ${w}px)`)}let p=(h,w,b,y={})=>h.addEventListener(w,b,{signal:i.signal,...y});return p(document,"keydown",l,{capture:!0}),p(r,"click",()=>s(!a)),p(t,"pointermove",d),p(t,"pointerleave",()=>{o.hidden=!0}),document.querySelector(".dw-presenting, .dw-presented")&&queueMicrotask(()=>s(!0)),{get scale(){return a?Nn:1},destroy(){a=!1,t.classList.remove("dw-presenting"),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),i.abort()}}}function Oe(t){let e=new CSSStyleSheet;return e.replaceSync(t),n=>{let r=n.getRootNode(),{adoptedStyleSheets:o}=r;o.includes(e)||o.push(e)}}function Se(t){for(let[e,n]of ot.hues.entries())t.style.setProperty(`--dw-hue-${e}`,n);t.style.setProperty("--dw-right",ot.right)}var Ce=t=>t instanceof HTMLElement&&t.matches(".dw-player")?t:K(t,".dw-player",HTMLElement);function Ee(t,e,n){let r=K(t,".dw-scene",HTMLElement),o=K(t,".dw-tip",HTMLElement),i=Zt(K(t,".dw-base",HTMLCanvasElement)),a=Zt(K(t,".dw-overlay",HTMLCanvasElement)),s=new AbortController,c=null,f={width:0,height:0};Se(t);function u(v,m,$){v.addEventListener(m,$,{signal:s.signal})}function l(v=!1){let{scale:m}=x,$=Math.floor(r.clientWidth/m);if(!$||!e.ready)return;let S=$<e.narrowBelow;t.classList.toggle("dw-narrow",S),S||(r.style.height="");let H=S?0:Math.floor(r.clientHeight/m),C=Math.min(window.devicePixelRatio||1,3)*m,z=ke(t),q=[$,H,C,z,e.key].join();if(!v&&c?.key===q)return;let j=c?.look===z?c.theme:Me(t,a),U=e.build({width:$,height:H,scale:m},j,C,a);Object.assign(U,{key:q,look:z}),c=U,S&&(r.style.height=`${U.scene.height*m}px`);for(let{canvas:F}of[i,a])F.width=Math.round($*C),F.height=Math.round(U.scene.height*C),F.style.width=m>1?`${F.width*m/C}px`:"",F.style.height=m>1?`${F.height*m/C}px`:"";e.show(c)}function d(v){let m=r.getBoundingClientRect(),{scale:$}=x;return{x:(v.clientX-m.left)/$,y:(v.clientY-m.top)/$}}function p({x:v,y:m,width:$,height:S}){let H=r.getBoundingClientRect(),{scale:C}=x;return{x:H.left+C*(v+$/2),y:H.top+C*(m+S/2)}}function h([v,...m]){let $=(S,H)=>Object.assign(document.createElement(S),{textContent:H});o.replaceChildren($("b",v),...m.map(S=>$("span",S))),o.hidden=!1,f={width:o.offsetWidth,height:o.offsetHeight}}function w({x:v,y:m}){if(!c)return;let{width:$,height:S}=c.scene,H=v+16+f.width>$?v-16-f.width:v+16,C=m+20+f.height>S?m-14-f.height:m+20,{scale:z}=x,[q,j]=[H,C].map(U=>Math.round(Math.max(0,U)*z));o.style.transform=`translate(${q}px, ${j}px) scale(${z})`}function b(){o.hidden=!0}let y=v=>m=>{m.pointerType!=="touch"&&v(m)};u(a.canvas,"pointermove",y(e.point)),u(a.canvas,"pointerleave",y(e.leave)),u(a.canvas,"click",e.click),u(matchMedia("(prefers-color-scheme: dark)"),"change",()=>l()),document.fonts&&u(document.fonts,"loadingdone",()=>l(!0));let x=$e(t,{resize:()=>l(),onNext:n}),M=new ResizeObserver(()=>l());return M.observe(r),{scene:r,base:i,overlay:a,listen:u,restage:l,placeOf:d,middleInWindow:p,showTip:h,placeTip:w,hideTip:b,get stage(){return c},get scale(){return x.scale},worstContrast:()=>c?ve(c.theme,a):Number.NaN,destroy(){s.abort(),M.disconnect(),x.destroy()}}}function We(t,{update:e,where:n},r,o,i=()=>{}){let a={update:e,where:n,seek:o.seek,play:o.play,pause:o.pause,moment:o.report,settled:()=>o.settled,worstContrast:r.worstContrast,destroy(){i(),r.destroy(),o.destroy()}};return t.dwPlayer=a,a}var Pn=.005;function Ae(t,{question:e,reveal:n,next:r}){let o=K(t,".dw-guess",HTMLFormElement),i=K(o,"label span",HTMLElement),a=K(o,"input",HTMLInputElement),s=K(o,"button",HTMLButtonElement),c=K(o,".dw-said",HTMLElement),f=K(o,".dw-score",HTMLElement),u=new AbortController,l=new Set,d=!1,p=-1,h=0,w=!1;function b(x){o.hidden=!d,d&&(x!==p&&(a.value=c.textContent="",o.dataset.answer=""),p=x,i.textContent=`${e(x).name} =`,a.disabled=l.has(x),w&&!a.disabled&&(w=!1,a.focus()),s.textContent=l.has(x)?"Next":"Check")}function y(x){if(x.preventDefault(),l.has(p)){w=!0,r();return}let M=a.value.trim().replace(/^[\u2212\u2013]/,"-").replace(",","."),v=M===""?NaN:Number(M);if(Number.isNaN(v)){c.textContent="A number, please, such as −12 or 0.5.";return}let{value:m,text:$}=e(p),S=Math.abs(v-m),H=Number.isInteger(m)?S===0:S<=Pn*Math.abs(m);l.add(p),h+=H?1:0,o.dataset.answer=H?"right":"wrong",c.textContent=H?"✓ Right.":`✗ Not ${a.value.trim()}: it is ${$}, see the products.`,f.textContent=`${h} of ${l.size} right`,n(),b(p),s.focus()}return o.addEventListener("submit",y,{signal:u.signal}),o.addEventListener("keydown",x=>{x.target===a&&x.stopPropagation()},{signal:u.signal}),{show:b,asks:x=>d&&!l.has(x),get on(){return d},set(x){d=x},reset(){l.clear(),p=-1,h=0,f.textContent=""},destroy:()=>u.abort()}}var Rn={"<f4":Float32Array,"<f8":Float64Array};function Le(t){let n=new DataView(t.buffer,t.byteOffset,t.byteLength).getUint32(4,!0),r=JSON.parse(new TextDecoder().decode(t.subarray(8,8+n))),o={};for(let[y,{dtype:x,shape:M,offset:v}]of Object.entries(r.arrays)){let m=Rn[x],$=M.reduce((H,C)=>H*C,1),S=8+n+v;o[y]=new m(t.slice(S,S+$*m.BYTES_PER_ELEMENT).buffer)}let[[i,a],[s,c]]=r.pads,[f,u]=r.input,[l,d]=r.kernel,[p,h]=r.output,w=r.channels,b=r.multiplier;return{header:r,values:o,C:w,M:b,H:f,W:u,KH:l,KW:d,OH:p,OW:h,top:i,left:s,PH:i+f+a,PW:s+u+c,sh:r.stride[0],sw:r.stride[1],dh:r.dilation[0],dw:r.dilation[1],T:l*d,windows:p*h*w*b,q0:r.captions?.q??0}}function yt(t,e,n,r){let o=n-t.top,i=r-t.left;return o<0||i<0||o>=t.H||i>=t.W?null:t.values.input[(e*t.H+o)*t.W+i]}function kt(t,e,n,r,o){return t.values.filter[((e*t.M+n)*t.KH+r)*t.KW+o]}function ct(t,e,n,r,o){return t.values.output[((e*t.M+n)*t.OH+r)*t.OW+o]}function _t(t,e){if(!t||t.length!==e.length)return!1;for(let n=0;n<t.length;n++)if(t[n]!==e[n])return!1;return!0}var G=(t,e)=>Math.max(0,Math.min(t,e));function He(t,e){return e==="tap"?t.windows*t.T:e==="window"?t.windows:t.OH*t.OW}function Ne(t,e,{w:n,t:r}){return e==="tap"?n*t.T+r:e==="window"?n:Math.floor(n/(t.C*t.M))}function Kn(t,e,n){return e==="tap"?{w:Math.floor(n/t.T),t:n%t.T}:{w:e==="window"?n:n*t.C*t.M,t:0}}function Pe(t){return{windows:t.windows,rows:t.OH,taps:t.header.taps,whyNoTaps:t.header.why_no_taps,count:e=>He(t,e),stepOf:(e,n)=>Ne(t,e,n),momentAt:(e,n)=>Kn(t,e,n),lastTap:()=>t.T-1}}function Z(t,e){let{C:n,M:r,OW:o}=t,i=Math.floor(e/(n*r));return{i:Math.floor(i/o),j:i%o,k:Math.floor(e/r)%n,q:e%r}}function ie(t,{i:e,j:n,k:r,q:o}){return((e*t.OW+n)*t.C+r)*t.M+o}function At(t,e,{w:n,t:r},o,i){let a=t.C*t.M;if(e==="pixel")return Math.floor(n/a)+1;let s=e==="tap"&&r<t.T-1?n-1:n;return Math.floor((s-(o*t.M+i))/a)+1}function Ct(t,e,n,r,o){let i=[];for(let a=0;a<e;a++){let s=t-a*r;s>=0&&s%n===0&&s/n<o&&i.push(s/n)}return i}function ut(t,{i:e,j:n},r){return{row:e*t.sh+Math.floor(r/t.KW)*t.dh,column:n*t.sw+r%t.KW*t.dw}}var Et="−";function ht(t,e,n){let{largest:r,whole:o,negative:i}=t.header;return oe(r[e]??0,o[e]??!1,!!i[e],n)}function oe(t,e,n,r){let o=Ie(t),i=o>=(e?7:6)||o<-3,a=e?0:Math.max(0,Math.min(r-1-o,r)),s={scientific:i,decimals:a,digits:r};return{...s,chars:Re(s,o,n)}}function Re({scientific:t,decimals:e,digits:n=1},r,o){let i=e?e+1:0;return(o?1:0)+(t?n+4:Math.max(r,0)+1+i)}function Ke(t){let{largest:e,whole:n,negative:r}=t.header,o=e.products??0,i=Math.max(o,e.sums??0),a=!!(n.products&&n.sums),s=!!(r.products||r.sums),{scientific:c}=oe(i,a,s,4),f=(d,p,h)=>{let w={scientific:c,decimals:p,digits:d,even:!0,exact:h};return{...w,chars:Re(w,Ie(i),s)}},u=[4,3,2].map(d=>f(d,oe(o,a,s,d).decimals,a)),l=c||a?void 0:Fn(t);return l===void 0?u:[f(4,l,!0),...u]}var Ie=t=>t>0?Math.floor(Math.log10(t)):0;function In(t,e){let n=10**e,r=Math.round(t*n)/n;return r===t||Math.fround(r)===t}var zn=4;function Fn({values:{products:t,sums:e}}){let n=0;for(let r of[t??[],e??[]])for(let o of r)for(;!In(o,n);)if(++n>zn)return;return n}function tt(t,{scientific:e,decimals:n=0,digits:r=1,even:o=!1}){let i;return Number.isNaN(t)?"NaN":Number.isFinite(t)?(e&&!(Number.isInteger(t)&&Math.abs(t)<1e4)?i=t.toExponential(r-1).replace("e+","e"):Number.isInteger(t)&&!(o&&t)?i=String(t):(i=t.toFixed(n),Number(i)===0&&(i=i.replace("-",""))),i.replaceAll("-",Et)):t>0?"∞":`${Et}∞`}function se(t,e,n=!0){return`${t}·${n&&e.startsWith(Et)?`(${e})`:e}`}function it(t,e=null){let n=Math.abs(t);if(Number.isInteger(t)&&n<1e12)return tt(t,{decimals:0});if(!Number.isFinite(t))return tt(t,{});if(n>=1e7||n<1e-4)return tt(t,{scientific:!0,digits:4});if(e?.exact)return tt(t,e);let r=Math.min(3-Math.floor(Math.log10(n)),7);return tt(t,{decimals:Math.max(r,e?.decimals??0)})}function bt(t,e=null){let n=it(t,e),r=Number(n.replaceAll(Et,"-"));return`${Number.isNaN(r)||r===t||Math.fround(r)===t?"=":"≈"} ${n}`}var ae="This layer has no output, so there is nothing to show.",Wt=({header:{captions:t}},e,n,r,o)=>t?.[e]?.[n]?.replace("{i}",r).replace("{j}",o);function lt(t,{i:e,j:n,k:r,q:o}){let i=r===void 0||o===void 0?null:r*t.M+o,a=i===null?Wt(t,"all",0,e,n):Wt(t,"value",i,e,n);if(a)return a;let s=i??":";return`output[0, ${t.header.data_format==="NHWC"?`${e}, ${n}, ${s}`:`${s}, ${e}, ${n}`}]`}function Bn(t,e,n,r){let o=Wt(t,"source",e,n,r);return o||`input[0, ${t.header.data_format==="NHWC"?`${n}, ${r}, ${e}`:`${e}, ${n}, ${r}`}]`}function ze(t,e,n){if(!t.windows)return ae;let{i:r,j:o,k:i,q:a}=Z(t,n.w),c=`Step ${Ne(t,e,n)+1} of ${He(t,e)}: row ${r}, column ${o}`;if(e==="pixel")return`${c}, all channels. ${_n(t,r,o)}.`;let f=h=>{let{row:w,column:b}=ut(t,{i:r,j:o},h),y=yt(t,i,w,b),x=kt(t,i,a,Math.floor(h/t.KW),h%t.KW);return se(y===null?"0":it(y),it(x))},u=`${c}, channel ${i}, filter ${t.q0+a}.`,l=lt(t,{i:r,j:o,k:i,q:a}),d=bt(ct(t,i,a,r,o));if(e==="tap"){let{products:h,sums:w}=t.values,b=n.w*t.T+n.t,y=n.t===t.T-1?` ${l} ${d}.`:"",x=`${f(n.t)} ${bt(h[b])}`;return`${u} Tap ${n.t+1} of ${t.T}: ${x}, running sum ${it(w[b])}.${y}`}if(t.T>9)return`${u} ${l} ${d}.`;let p=Array.from({length:t.T},(h,w)=>f(w)).join(" + ");return`${u} ${l} = ${p} ${d}.`}function Fe(t,{w:e}){let{i:n,j:r,k:o,q:i}=Z(t,e);return`${`Step ${e+1} of ${t.windows}: row ${n}, column ${r}, channel ${o}, filter ${t.q0+i}.`} What is ${lt(t,{i:n,j:r,k:o,q:i})}?`}function _n(t,e,n){let r=t.C*t.M,o=8;return Array.from({length:Math.min(r,o)},(a,s)=>{let c=ct(t,Math.floor(s/t.M),s%t.M,e,n);return`${Wt(t,"value",s,e,n)??`output channel ${s}`} ${bt(c)}`}).join(", ")+(r>o?", and so on":"")}function Be(t,e,n,{kind:r,k:o,q:i,row:a,column:s}){if(r==="weights"&&(i=Z(t,n.w).q),r==="output"){let{top:d,left:p,sh:h,sw:w,dh:b,dw:y,KH:x,KW:M}=t,v=lt(t,{i:a,j:s,k:o,q:i}),m=a*t.OW+s<At(t,e,n,o,i),$=(C,z,q)=>(q?`${C}s ${z} to ${z+q}`:`${C} ${z}`).replaceAll("-",Et),S=$("row",a*h-d,(x-1)*b),H=$("column",s*w-p,(M-1)*y);return[m?`${v} ${bt(ct(t,o,i,a,s))}`:`${v}: to come`,`from ${S}, ${H}`,"click to go there"]}if(r==="filter"||r==="weights")return[`${Wt(t,"weight",o*t.M+i,a,s)??`filter[${a}, ${s}, ${o}, ${i}]`} = ${it(kt(t,o,i,a,s))}`,`meets the inputs marked, for output ${o*t.M+i}`];let c=Ct(a,t.KH,t.sh,t.dh,t.OH).length*Ct(s,t.KW,t.sw,t.dw,t.OW).length,f=c*t.M,u=c?`under the window at ${c} position${c>1?"s":""}, for the `+(f>1?`${f} outputs marked`:"output marked"):"no window reaches it",l=yt(t,o,a,s);return l===null?["padding: 0",u]:[`${Bn(t,o,a-t.top,s-t.left)} = ${it(l)}`,u]}var Gt=620,_e=92,Mt=18,Ge=17,fe=6,Ve=14,Dn=40,qn=72,de=19,jn=11,Ye=22,ce=34,Un=25,Gn=560,Vn=860;function Je(t,e,n,r){let o={...e,narrow:e.width<Gt,lanes:[],strip:null};return t.windows?(o.narrow?Qn(o,t,n,r):Yn(o,t,n,r),o):{...o,height:o.height||120}}function Yn(t,e,n,r){let{C:o}=e,i={x:_e,width:t.width-_e-14},a=sr(e,t).map(x=>({shape:x,...Jn(t,e,i,x.height,r)})),s=({plan:x})=>x.digits||x.blocks.filter.cells.font&&1,c=a[a.length-1],f=a.find(x=>s(x)>=s(c))??c,{shape:u,room:l,equal:d,plan:p,small:h}=f,w=u.height,b=tn(p,i),y=0;for(let x=0;x<o;x++){let M=p===d||x===n,v=M&&p!==d?l-h*(o-1):h,m=Qe(x,r.snap(y),t.width,r.snap(v),M);M?nn(m,e,p,i,r):on(m,e,b,r),m.name={x:14,y:m.height>40?m.y+7:m.y+m.height/2-9},t.lanes.push(m),y+=v+fe}t.strip=un(e,{x:0,y:t.height-w,width:t.width,height:w,kernel:u.kernel},r)}function Jn(t,e,n,r,o){let{C:i}=e,a=t.height-r-8-fe*(i-1),s=l=>Xe(e,n.width,l-12,o),c=s(a/i),f=c,u=a/i;if(i>1&&!(c.digits&&c.ch>=24)){let l=Math.max(18,Math.min(92,a*.46/(i-1)));u=[l,l-8,l-16,l-24].filter(p=>p>=62).find(p=>s(a-p*(i-1)).digits)??l,f=s(a-u*(i-1))}return{room:a,equal:c,plan:f,small:u}}function Qn(t,e,n,r){let o={x:12,width:t.width-24},i=Xe(e,o.width,Gn,r,!0),a=tn(null,{x:80,width:t.width-88}),s=0;for(let c=0;c<e.C;c++){let f=c===n,u=Qe(c,s,t.width,f?Math.ceil(i.height)+34:40,f);f?nn(u,e,i,o,r):on(u,e,a,r),u.name={x:12,y:f?u.y+6:u.y+11},t.lanes.push(u),s+=u.height+fe}t.strip=un(e,{x:0,y:s+2,width:t.width,height:ar(e)},r),t.height=Math.ceil(t.strip.y+t.strip.height)}function Qe(t,e,n,r,o){return{k:t,x:0,y:e,width:n,height:r,big:o,name:{x:0,y:0},views:[],texts:[]}}function Dt(t,e,n,r,o){let i=ht(t,e,r),a=Math.min(n*.58,28),s=jn/o.scale,c=Math.max(s,Math.min(n*.4,16)),f=i.chars*o.digit,u=Math.ceil(c*f+5);return a<s||u>2*n?{cw:n,ch:n,font:0,format:i}:u>n?{cw:u,ch:n,font:c,format:i}:{cw:n,ch:n,font:Math.min(a,(n-5)/f),format:i}}function Xe(t,e,n,r,o=!1){let i=["one line","two lines","three lines"],a=o?ce:qn,s={width:e,height:n,phone:o,gap:o?22:Dn,mostPatch:ce};for(let u of[3,2]){if(t.PH*t.PW>1e3||t.OH*t.OW*t.M>2e3)break;let l=[];for(let w of i)for(let b=a;b>=de/r.scale;b--){let y=qt(t,s,b,u,w,r);if(y){l.push(y);break}}let d=t.PW>=4*t.PH?1.05:1.35,[p,...h]=l;if(p)return h.reverse().find(w=>w.ch>d*p.ch)??p}let[c,f]=[ce,Un].map(u=>Xn(t,{...s,mostPatch:u,height:o?Vn:n},i,r));return f.ch>1.12*c.ch?f:c}function Xn(t,e,n,r){for(let i=de-1;i>.02;i*=i>6?1-1/i:.94)for(let a of n){let s=(u,l)=>qt(t,e,u,0,a,r,l),c=qt(t,e,i,0,a,r);if(!c)continue;let f=0;for(let u of De(i)){let l=s(i,u);if(l){[c,f]=[l,u];break}}for(let u of De(i)){let l=s(u,f||i);if(l)return l}return c}let o=qt(t,{...e,width:1/0,height:1/0},1,0,"one line",r);if(!o)throw new Error("room without end is not enough");return o}var De=t=>[26,de,...[4,3,2.5,2.25,2,1.75,1.5,1.25].map(e=>e*t)].filter(e=>e>t&&e<=26);function qt(t,e,n,r,o,i,a=0){let{width:s,height:c,gap:f}=e,{M:u,PH:l,PW:d,KH:p,KW:h,OH:w,OW:b}=t,y=i.snapCell(n),x=k=>({cw:y,ch:y,font:0,format:ht(t,k,3)}),M=r?Dt(t,"input",y,r,i):x("input"),v=r||a?Dt(t,"output",i.snapCell(a||n),r||3,i):x("output"),m=Dt(t,"filter",y,r||3,i),$=null,S=null;if(y>=Ye&&r?M.cw=m.cw=Math.max(M.cw,m.cw):[$,S,m]=Zn(t,e,i),r&&!(M.font&&m.font&&v.font))return null;r&&!$&&(M.font=m.font=Math.min(M.font,m.font));let H=o==="one line",C={input:jt(M,1,1,l,d)};$&&(C.patch=jt($,1,1,p,h)),S&&(C.weights=jt(S,1,1,p,h));let z=e.phone&&S,j=(z?[]:[o==="two lines"?C.input:void 0,C.patch,C.weights].filter(k=>k!==void 0)).reduce((k,O)=>k-O.width-f,s);C.filter=qe(m,u,p,h,14,H?c:null,j),C.output=qe(v,u,w,b,20,H?c:null,s),C.input.height+=Ge*t.header.notes.length;let F={"one line":[["input","patch","weights","filter","output"]],"two lines":[["input","patch","weights","filter"],["output"]],"three lines":z?[["input"],["patch","weights"],["filter"],["output"]]:[["input"],["patch","weights","filter"],["output"]]}[o].map(k=>k.filter(O=>C[O])),Y=k=>k.reduce((O,A)=>O+A,0),D=F.map(k=>Math.max(...k.map(O=>C[O].height))),W=F.map(k=>Y(k.map(O=>C[O].width+f))-f),et=Y(D)+(F.length-1)*Ve,T=Math.max(...W);return et>c||T>s?null:{ch:y,digits:r,blocks:C,lines:F,height:et}}function Zn(t,{width:e,height:n,phone:r,gap:o,mostPatch:i},a){let{M:s,KH:c,KW:f}=t,u=r?(e-o)/2:.24*e,l=a.snapCell(Math.min(i,(n-Mt)/c,u/f)),d=(x,M)=>{let v=$=>{let S=Ze(s,r?.4*n:n,c*$+Mt);return S&&S*f*$+(S-1)*14<=M},m=x;for(;m>3&&!v(m);)m=a.snapCell(m-1);return m},p=(x,M)=>{for(let v of[3,2]){let m=Dt(t,x,M,v,a);if(m.font&&m.cw<=1.7*M)return m}return{cw:M,ch:M,font:0,format:ht(t,x,3)}},h=p("input",l),w=p("filter",d(l,r?u:.32*e));if(w.font||s===1)return[h,null,w];let b=p("filter",l);if(!b.font)return[h,null,w];let y=r?Math.floor(Math.min(10,(e-(s-1)*14)/(s*f))):d(Math.min(l,10),.16*e);return[h,b,p("filter",Math.max(y,2))]}function Ze(t,e,n){for(let r=1;r<=t;r++){let o=Math.ceil(t/r);if(o*n+(o-1)*8<=e)return r}return 0}function jt(t,e,n,r,o,i=0){let a=Math.ceil(e/n);return{cells:t,perRow:n,rows:r,cols:o,gap:i,width:n*o*t.cw+(n-1)*i,height:a*(r*t.ch+Mt)+(a-1)*8}}function qe(t,e,n,r,o,i,a){let s=Math.max(1,Math.min(e,Math.floor((a+o)/(r*t.cw+o)))),c=i===null?Math.ceil(e/Math.ceil(e/s)):Ze(e,i,n*t.ch+Mt)||e;return jt(t,e,c,n,r,o)}function tn(t,{x:e,width:n}){let r=t?.lines.length===1&&en(t,t.lines[0],{x:e,width:n}),o=e+n;if(!r){let[f,u,l]=[.4,.53,.82].map(d=>e+d*n);return{start:e,end:f,filter:u,output:l,right:o}}let{input:i,filter:a,output:s}=r,{blocks:c}=t;return{start:i,end:a-24,filter:a+c.filter.width/2,output:s+c.output.width/2,right:o}}function en(t,e,{x:n,width:r}){let o=e.reduce((s,c)=>s+t.blocks[c].width,0),i=e.length>1?Math.min((r-o)/(e.length-.4),130):0,a=n+Math.max(0,r-o-i*(e.length-1))/2;return Object.fromEntries(e.map(s=>{let c=a;return a+=t.blocks[s].width+i,[s,c]}))}function nn(t,e,n,r,o){let a=Number.isFinite(n.height)&&t.height>n.height+34?t.y+(t.height-n.height)/2:t.y+t.height-n.height-7;for(let s of n.lines){let c=Math.max(...s.map(u=>n.blocks[u].height)),f=en(n,s,r);s.forEach((u,l)=>{let d=n.blocks[u],p=f[u],h=(b,y)=>(f[b]+n.blocks[b].width+f[y])/2,w=[l?h(s[l-1],u)+3:t.x+10,l<s.length-1?h(u,s[l+1])-3:t.x+t.width-8];tr(t,e,u,d,p,a+(c-d.height)/2,w,o)}),a+=c+Ve}}function tr(t,e,n,{cells:r,perRow:o,rows:i,cols:a,gap:s},c,f,u,l){let d=n==="filter"||n==="output"?e.M:1;for(let h=0;h<d;h++){let w=c+h%o*(a*r.cw+s),b=f+Math.floor(h/o)*(i*r.ch+Mt+8)+Mt,y=rn(t,n,h,w,b,i,a,r,l);if(n==="weights"){nr(t,e,y,l);continue}let x=h%o,M=x===o-1||h===d-1,v=Math.max(0,s-6)/2,m=x?y.x-v:Math.max(u[0],y.x-30),$=M?Math.min(u[1],y.x+y.width+30):y.x+y.width+v,S=er(e,n,t.k,h);n==="filter"&&P(t,"weights").length&&(S=S.slice(1));let H=S.find(C=>l.textWidth(C)<=$-m)??S[S.length-1];he(t,y,H,-6,l,[m,$])}if(n!=="input")return;let p=t.views[t.views.length-1];e.header.notes.forEach((h,w)=>{let b=Math.max(14,Math.min(p.x,t.width-l.textWidth(h)-8));t.texts.push({text:h,x:b,y:p.y+p.height+14+w*Ge,note:!0})})}var Vt=({M:t,header:{captions:e}},n,r,o)=>e?.[n]?.[n==="input"?r:r*t+o];function er(t,e,n,r){let{C:o,M:i}=t,a=Vt(t,e,n,r);if(a)return[a,a.split(", ").at(-1)];if(e==="input"&&(t.PH>t.H||t.PW>t.W))return["input, padded","input"];if(e==="input")return["input"];if(e==="patch")return["window"];if(e==="filter")return i>1?[`filter q = ${r}`,`q = ${r}`,`${r}`]:["filter"];let s=n*i+r;if(o*i===1)return["output"];let c=[`output channel ${s}`,`output ${s}`,`${s}`];return i>1?[`output channel ${s} = ${n}·${i} + ${r}`,`channel ${s} = ${n}·${i} + ${r}`,...c]:c}function rn(t,e,n,r,o,i,a,{cw:s,ch:c,font:f,format:u},l){let d={kind:e,k:t.k,q:n,x:l.snap(r),y:l.snap(o),rows:i,cols:a,cw:s,ch:c,font:f,format:u,width:a*s,height:i*c};return t.views.push(d),d}function nr(t,e,n,r){let o=Vt(e,"filter",t.k,0)??"filter q = 0";he(t,n,o,-6,r),Object.assign(t.texts[t.texts.length-1],{text:"",width:r.textWidth(o)})}function he(t,e,n,r,o,[i,a]=[-1/0,1/0]){let s=o.textWidth(n),c=e.x+e.width/2;t.texts.push({text:n,x:Math.max(i+s/2,Math.min(c,a-s/2)),y:r<0?e.y+r:e.y+e.height+r,centred:!0,width:s})}function on(t,e,n,r){let{M:o,C:i,PH:a,PW:s,KH:c,KW:f,OH:u,OW:l}=e,d=t.height>=56,p=d&&o*i>1,h=t.height-(t.height>=40?10:4),w=t.y+t.height/2,b=(D,W,et,T,k=0)=>r.snapCell(Math.min((h-k)/D,et/W,T)),y=(D,W,et,T,k,O,A=0)=>{let N=w-et*W.ch/2-A;for(let I=0;I<(D==="filter"||D==="output"?o:1);I++)rn(t,D,I,k+I*(T*W.cw+O),N,et,T,W,r)},x=n.end-n.start,M=Ue(e,"input",d?b(c,f,.55*x,28):0,r),v=je(b(a,s,(M.font?.4:1)*x,16)),m=M.font?26:0,$=s*v.cw+m+(M.font?f*M.cw:0),S=n.start+Math.max(0,(x-$)/2);y("input",v,a,s,S,0),M.font&&y("patch",M,c,f,S+s*v.cw+m,0);let H=2*(n.right-n.output)-(o-1)*20,C=je(b(u,o*l,H,16,p?14:0)),z=o*l*C.cw+(o-1)*20;y("output",C,u,l,n.output-z/2,20,p?7:0);let q=S+$+24,j=n.output-z/2-24,U=2*Math.min(n.filter-q,j-n.filter)-(o-1)*8,F=Ue(e,"filter",b(c,o*f,Math.max(10,U),28),r),Y=o*f*F.cw+(o-1)*8;if(y("filter",F,c,f,n.filter-Y/2,8),!!p)for(let D of P(t,"output"))he(t,D,`${t.k*o+D.q}`,13,r)}var je=t=>({cw:t,ch:t,font:0,format:{decimals:0,chars:0}});function Ue(t,e,n,r){for(let o of[3,2]){let i=ht(t,e,o),a=Math.min(n*.58,(n-4)/(i.chars*r.digit),16);if(a>=10)return{cw:n,ch:n,font:a,format:i}}return{cw:n,ch:n,font:0,format:ht(t,e,3)}}var sn=12,pe=5,rr=200,or=36,ir=26,le=204,ue=92,Ut=150,an=42;function cn(t,e){let n=Math.max(1,Math.floor(e/an)),r=Math.min(t.KH,Math.floor(n/t.KW)),o=r>0&&Math.ceil(t.KH/r)<=pe,i=o?r*t.KW:n;return{columns:i,lines:Math.ceil(t.T/i),kernelRows:o?r:0}}function sr(t,e){let{C:n,KH:r,KW:o,T:i}=t;if(i<=sn)return[{height:86}];let a=e.width-le-Ut,{lines:s}=cn(t,a),c={height:s<=pe?Math.max(100,s*33+16):140},f=Math.min(rr,r*or+16),u=Math.max(170,r*Ye+60)+(n-1)*46;return r*ir+16<=f&&o*an<=a&&e.height-f>=u?[{height:f,kernel:!0},c]:[c]}function ar(t){return t.KW>7||t.KH>9?220:t.T<=4?156:t.KW<=4?94+t.KH*58:94+t.KH*(t.header.taps?46:36)}function un(t,e,n){let r=e.width<Gt,o={...e,narrow:r,cells:[],words:null},i=r?{x:e.x+10,y:e.y+86,width:e.width-20,height:e.height-94}:{x:e.x+le,y:e.y+8,width:e.width-le-Ut,height:e.height-16},a=r?22:Math.max(25,e.height/2-17);if(o.label={x:e.x+14,y:e.y+a},o.result=r?{right:e.x+e.width-12,middle:e.y+34,width:130}:{right:e.x+e.width-14,middle:e.y+e.height/2,width:Ut-14},r){let s=t.KW>7||t.KH>9,c=t.T<=4?t.T:t.KW;o.mode=s?"dense":c>4&&!t.header.taps?"grid":"row";let f=s?1:4,u=Math.min(s?14:116,(i.width+f)/c-f),l=i.x+(i.width-c*(u+f)+f)/2;Lt(o,t,{...i,x:l},{columns:c,gap:f,width:u})}else if(t.T<=sn){o.mode="row",o.words={x:i.x+ue-10};let s=Math.min(92,(i.width-ue-5)/t.T-5),c={...i,x:i.x+ue};Lt(o,t,c,{columns:t.T,gap:5,width:s})}else if(e.kernel){o.mode="grid";let s=Math.min(116,(i.width-12)/t.KW-4);Lt(o,t,i,{columns:t.KW,gap:4,width:s})}else{let{columns:s,lines:c,kernelRows:f}=cn(t,i.width);if(o.mode=c<=pe?"grid":"dense",o.mode==="grid"){let u=f>1?8:0,l=i.width-12-u*Math.max(0,f-1),d=Math.min(64,(l+3)/s-3);Lt(o,t,i,{columns:s,gap:3,split:u,width:d})}else{let u=Math.max(1,Math.min(16,i.height/t.KH-1,i.width/t.KW-1));Lt(o,t,i,{columns:t.KW,gap:1,width:u})}}return o.chips=cr(t,r?i:{...i,width:i.width+Ut-14}),ur(o,t,n),o}function Lt(t,{T:e,KW:n},r,{columns:o,gap:i,width:a,split:s=0}){let c=Math.ceil(e/o),f=t.mode==="dense"?a:(r.height-i*(c-1))/c;for(let u=0;u<e;u++){let l=u%o;t.cells.push({t:u,width:a,height:f,x:r.x+l*(a+i)+s*Math.floor(l/n),y:r.y+Math.floor(u/o)*(f+i)})}}function cr(t,{x:e,y:n,width:r,height:o}){let i=t.C*t.M,a=5,s=l=>(r+a)/Math.ceil(i/l)-a,c=1;for(;s(c)<62&&(o+a)/(c+1)-a>=18;)c++;let f=Math.ceil(i/c),u={width:Math.min(104,s(c)),height:Math.min(70,(o+a)/c-a)};return Array.from({length:i},(l,d)=>({channel:d,...u,x:e+d%f*(u.width+a),y:n+Math.floor(d/f)*(u.height+a)}))}function ur(t,e,n){let{height:r}=t.cells[0];t.beside=t.mode==="grid"&&e.header.taps&&r<30;let o=t.cells[0].width/(t.beside?2:1),i=Math.min(16,r*(t.mode==="row"?.25:t.beside?.5:.4)),a=(l,d=o)=>Math.min(i,(d-3)/(l*n.digit));t.pairFont=0;let s=[{digits:3,parentheses:!0},{digits:3,parentheses:!1},{digits:2,parentheses:!0},{digits:2,parentheses:!1}];for(let{digits:l,parentheses:d}of s){t.input=ht(e,"input",l),t.weight=ht(e,"filter",l),t.parentheses=d&&e.header.negative.filter;let p=a(t.input.chars+t.weight.chars+(t.parentheses?1.4:.6));if(!(p<9.5)){t.pairFont=p;break}}let c=Ke(e).map(l=>({format:l,size:a(l.chars)})),{format:f,size:u}=c.find(l=>l.size>=Math.min(i,11))??c[c.length-1];t.number=f,t.numberFont=u>=8.5?u:0,t.inBox=lr(t,e,a)}function lr({beside:t,pairFont:e,numberFont:n,input:r,weight:o,number:i},a,s){if(!a.header.taps)return"pair";if(t||!e)return"product";let c=s(r.chars+o.chars+1.4+2+i.chars);return n&&c>=10.5?"equation":"pair"}function B(t,e,n){return{x:t.x+n*t.cw,y:t.y+e*t.ch,width:t.cw,height:t.ch}}function ln({x:t,y:e,width:n,height:r},o,i){return o>=t&&i>=e&&o<t+n&&i<e+r}function fn(t,e,n){return{row:G(Math.floor((n-t.y)/t.ch),t.rows-1),column:G(Math.floor((e-t.x)/t.cw),t.cols-1)}}var P=(t,e)=>t.views.filter(n=>n.kind===e);var fr=60,dr=t=>t<.5?4*t**3:1-(2-2*t)**3/2,Ht=matchMedia("(prefers-reduced-motion: reduce)");function dn({placeOf:t,onWay:e,there:n}){let r={},o=null;function i(a){return o=null,r=t(a),n(a),!1}return{get place(){return r},get moving(){return!!o},set(a){o=null,r=t(a)},go(a,s){if(Ht.matches||s<fr)return i(a);let c=t(a),f=Object.keys(c).every(u=>c[u]===r[u]);return o={from:{...r},to:c,moment:a,passed:0,length:f?s/2:s},!0},tick(a){if(!o)return!1;o.passed+=a;let s=dr(Math.min(o.passed/o.length,1));if(s===1)return i(o.moment);let{from:c,to:f}=o,u={};for(let l of Object.keys(f))u[l]=c[l]+(f[l]-c[l])*s;return r=u,e(G((s-.7)/.3,1)),!0}}}function Yt(t,e){return new OffscreenCanvas(Math.max(1,Math.round(t)),Math.max(1,Math.round(e)))}function V(t,e,n,r,o,i){let{size:a=13,weight:s=400,colour:c=e.muted,align:f="left"}=i,{code:u=!1,base:l=!1}=i;t.font=`${s} ${a}px ${u?e.codeFont:e.textFont}`,t.fillStyle=_(c),t.textAlign=f,t.textBaseline=l?"alphabetic":"middle",t.fillText(n,r,o)}function Q(t,{x:e,y:n,width:r,height:o},i,a,s=[]){t.strokeStyle=_(a),t.lineWidth=i,t.setLineDash(s),t.strokeRect(e,n,r,o),t.setLineDash([])}function gt(t,{x:e,y:n,width:r,height:o},i,{fill:a,line:s=0,colour:c,dash:f=[]}){t.beginPath(),t.roundRect(e,n,r,o,Math.max(0,Math.min(i,r/2,o/2))),a&&(t.fillStyle=a,t.fill()),!(!s||!c)&&(t.strokeStyle=_(c),t.lineWidth=s,t.setLineDash(f),t.stroke(),t.setLineDash([]))}function st({x:t,y:e,width:n,height:r},o){return{x:t-o,y:e-o,width:n+2*o,height:r+2*o}}var Nt=({x:t,y:e,width:n,height:r})=>({x:t+n/2,y:e+r/2});function hn({theme:t,hatch:e,dpr:n},r,o,i){let a=Yt(r.width*n,r.height*n),s=dt(a);if(r.cw*n<6||r.rows*r.cols>3e3)return hr(s,{theme:t,hatch:e},r,o,i),a;s.scale(n,n);let c={x:0,y:0,cw:r.cw,ch:r.ch};for(let f=0;f<r.rows;f++)for(let u=0;u<r.cols;u++){let l=B(c,f,u);Jt(s,{theme:t,hatch:e},r,l,o(f,u),i)}return a}function Jt(t,{theme:e,hatch:n},r,o,i,a){let s=i===null;if(t.fillStyle=s?n:St(e,r.k,i,a),t.fillRect(o.x,o.y,o.width,o.height),Q(t,st(o,-.5),1,e.grid),!r.font)return;let{x:c,y:f}=Nt(o);V(t,e,s?"0":tt(i,r.format),c,f+r.font*.04,{size:r.font,weight:500,colour:s?e.muted:e.ink,align:"center"})}function hr(t,{theme:e,hatch:n},r,o,i){let{width:a,height:s}=t.canvas,{positive:c,negative:f}=X(e,r.k),u=new ImageData(r.cols,r.rows),l=new Uint32Array(u.data.buffer);for(let p=0,h=0;p<r.rows;p++)for(let w=0;w<r.cols;w++,h++){let b=o(p,w);b!==null&&(l[h]=(b>0?c:f).pixels[re(b,i)])}let d=Yt(r.cols,r.rows);dt(d).putImageData(u,0,0),t.fillStyle=n,t.fillRect(0,0,a,s),t.imageSmoothingEnabled=a<r.cols,t.imageSmoothingQuality="high",t.drawImage(d,0,0,a,s)}function pn(t,e,n,r){let[o,i]=n.header.reached;if(!o.includes(0)&&!i.includes(0))return;let{width:a,height:s}=t.canvas,c=s/r.rows,f=a/r.cols;t.setTransform(1,0,0,1,0,0),t.fillStyle=_(e.panel,.68);for(let[u,l]of o.entries())l||t.fillRect(0,u*c,a,c);for(let[u,l]of i.entries())l||t.fillRect(u*f,0,f,s)}function wn(t,e,n,r,o){if(o<=0)return;let i=n.height/r.rows,a=n.width/r.cols,s=Math.floor(o/r.cols),c=o%r.cols,f=(l,d,p)=>{if(d<1||p<1)return;let h={x:r.x,y:r.y+l/e,width:d/e,height:p/e};t.drawImage(n,0,l,d,p,h.x,h.y,h.width,h.height)},u=Math.round(s*i);f(0,n.width,u),f(u,Math.round(c*a),Math.round((s+1)*i)-u)}function gn(t,e,{x:n,y:r,width:o,height:i,rows:a,cols:s,cw:c,ch:f}){if(t.fillStyle=_(e.empty),t.fillRect(n,r,o,i),!(f<5)){t.fillStyle=_(e.grid);for(let u=0;u<=a;u++)t.fillRect(n,r+u*f-.5,o,1);for(let u=0;u<=s;u++)t.fillRect(n+u*c-.5,r,1,i)}}function bn(t,e,n,r,o,i){let a=(l,d)=>(i.font=d,i.measureText(l).width),s=a("0",`500 100px ${e.textFont}`)/100,c={digit:s,scale:n.scale,snap:l=>Math.round(l*r)/r,snapCell:l=>l*r>=6?Math.floor(l*r)/r:Math.max(l,.01),textWidth:l=>a(l,`400 13px ${e.textFont}`)},f=Je(t,n,o,c),u={scene:f,model:t,theme:e,dpr:r,digit:s,hatch:Te(e,r),images:new Map};for(let l of f.lanes)for(let d of l.views)ge(d)||u.images.set(d,gr(u,d));return u.still=Yt(f.width*r,f.height*r),pr(dt(u.still),u),u}function pr(t,e){let{scene:n,theme:r,dpr:o}=e;t.setTransform(o,0,0,o,0,0);for(let i of n.lanes)wr(t,e,i);n.strip?gt(t,st(n.strip,-.5),7,{line:1,colour:r.line}):V(t,r,ae,n.width/2,n.height/2,{size:16,align:"center"})}function wr(t,e,n){let{theme:r,images:o}=e;gt(t,st(n,-.5),7,{fill:_(r.panel),line:1,colour:r.line}),t.fillStyle=_(X(r,n.k).stroke),t.beginPath(),t.roundRect(n.x,n.y,5,n.height,[7,0,0,7]),t.fill();for(let i of n.views){let{x:a,y:s,width:c,height:f}=i;i.kind==="output"?gn(t,r,i):o.has(i)&&t.drawImage(o.get(i),a,s,c,f)}for(let{text:i,x:a,y:s,note:c}of n.texts){let f=c?{colour:r.ink}:{align:"center"};V(t,r,i,a,s,{...f,base:!0})}}function gr(t,e){let{model:n}=t,r=(a,s)=>e.kind==="input"?yt(n,e.k,a,s):(e.kind==="filter"?kt:ct)(n,e.k,e.q,a,s),o=n.header.largest[e.kind]??0,i=hn(t,e,r,o);return e.kind==="input"&&pn(dt(i),t.theme,n,e),i}var ge=({kind:t})=>t==="patch"||t==="weights";function mr(t,e,n,{q:r}){let{model:o,theme:i}=e;for(let c=0;c<o.T;c++){let f=Math.floor(c/n.cols),u=c%n.cols,l=kt(o,n.k,r,f,u);Jt(t,e,n,B(n,f,u),l,o.header.largest.filter)}let a={align:"center",base:!0},s=Vt(o,"filter",n.k,r)??`filter q = ${r}`;V(t,i,s,n.x+n.width/2,n.y-6,a)}function xr(t,e,n,r){for(let o=0;o<e.model.T;o++){let{row:i,column:a}=ut(e.model,r,o),s=B(n,Math.floor(o/n.cols),o%n.cols),c=yt(e.model,n.k,i,a);Jt(t,e,n,s,c,e.model.header.largest.input)}}function yn(t,e,n,r,o){let{scene:i,model:a,theme:s,still:c,dpr:f}=e;if(t.setTransform(1,0,0,1,0,0),t.clearRect(0,0,t.canvas.width,t.canvas.height),t.drawImage(c,0,0),t.setTransform(f,0,0,f,0,0),!a.windows)return;let u=Z(a,n.w);for(let l of i.lanes){for(let d of P(l,"output")){let p=At(a,r,n,d.k,d.q);wn(t,f,e.images.get(d),d,p)}for(let d of P(l,"patch"))xr(t,e,d,u);for(let d of P(l,"weights"))mr(t,e,d,u);if(a.C>1&&(r==="pixel"||l.k===u.k)){let d=X(s,l.k).stroke;gt(t,st(l,-1),6,{line:1.75,colour:d})}}o!==null?(gt(t,st(i.strip,-1),6,{line:1.5,colour:s.muted,dash:[5,3]}),mn(t,e,o,null)):r==="pixel"?$r(t,e,u):mn(t,e,n.w,r==="tap"?n.t:null)}var br={pair:"in each box input · weight,",product:"in each box a product,",equation:"input · weight = product,"},yr=["single products are too","many to send at this size"];function kr({mode:t,inBox:e,beside:n}){return t==="row"?["input · weight, product, running sum"]:t==="dense"?["one square a product"]:[br[e],`${n?"beside":"below"} it the running sum`]}function mn(t,e,n,r){let{model:o,theme:i,scene:{strip:a}}=e,{products:s,sums:c}=o.values,f=Z(o,n),{i:u,j:l,k:d,q:p}=f,h=X(i,d),w=r??o.T-1,b=[`row ${u}, column ${l}`,`channel k = ${d}, filter q = ${o.q0+p}`],y=s?kr(a):yr,x=s?a.number:null,M=a.numberFont&&x&&!x.exact;a.words?Tr(t,e,!!s):b.push(...a.narrow?[y.join(" ")+(M?", rounded":"")]:y),M&&!a.narrow&&b.push(Mr(x)),kn(t,e,lt(o,f),b,h.text);for(let v of a.cells){let{t:m}=v,{row:$,column:S}=ut(o,f,m);vr(t,e,v,{k:d,x:yt(o,d,$,S),weight:kt(o,d,p,Math.floor(m/o.KW),m%o.KW),product:s&&m<=w?s[n*o.T+m]:null,sum:s&&m<=w?c[n*o.T+m]:null,now:m===r,toCome:m>w})}if(w===o.T-1){let v=bt(ct(o,d,p,u,l),x);we(t,e,"output value",v,h.text)}else r<0?we(t,e,"output value","= ?",h.text):we(t,e,"sum so far",it(c[n*o.T+w],x),i.ink)}function Mr({scientific:t,decimals:e,digits:n}){return t?`rounded to ${n} digits`:`rounded to ${e} decimal${e===1?"":"s"}`}function Tr(t,{theme:e,scene:{strip:n}},r){let{y:o,height:i}=n.cells[0],a=r?["input · weight","product","running sum"]:["input · weight"];a.forEach((s,c)=>{let f=a.length>1?Qt[c]:.5;V(t,e,s,n.words.x,o+i*f,{size:12,align:"right"})})}function kn(t,{theme:e,scene:{strip:n},model:r},o,i,a){let{x:s}=n.label,c=n.label.y-(n.narrow?0:Math.max(0,i.length-2)*8),f=Math.min(15,285/lt(r,Z(r,r.windows-1)).length);V(t,e,o,s,c,{size:f,weight:600,colour:a,code:!0,base:!0});for(let[u,l]of i.entries())V(t,e,l,s,c+20+u*17,{base:!0})}function we(t,{theme:e,digit:n,scene:{strip:r}},o,i,a){let{right:s,middle:c,width:f}=r.result,u=Math.max(14,Math.min(30,f/(i.length*n)));V(t,e,i,s,c+12,{size:u,weight:700,colour:a,align:"right"}),V(t,e,o,s,c-20,{align:"right"})}var Qt=[.17,.515,.86];function vr(t,e,n,r){let{theme:o,hatch:i,model:a,scene:{strip:s}}=e,c=r.product!==null,f=s.mode==="row"&&a.header.taps,u={...n};f?Object.assign(u,{y:n.y+n.height*.34,height:n.height*.34}):s.beside?u.width=n.width/2:s.mode==="grid"&&a.header.taps&&(u.height=n.height*.55);let l=_(o.panel);if(c&&(l=St(o,r.k,r.product,a.header.largest.products)),r.x===null&&(l=i),gt(t,u,s.mode==="dense"?1:4,{fill:l,line:r.now?2.5:1,colour:r.now?X(o,r.k).stroke:o.grid}),s.mode==="dense")return;let d=(y,x,M,v,m,{x:$}=Nt(n))=>{let S=m?o.muted:o.ink,H={size:M,weight:r.now?700:v,colour:S,align:"center"};V(t,o,y,$,n.y+n.height*x,H)},p=r.x===null?"0":tt(r.x,s.input),h=se(p,tt(r.weight,s.weight),s.parentheses),w=c?tt(r.product,s.number):"",b=c?tt(r.sum,s.number):"";if(!a.header.taps)s.pairFont&&d(h,.5,s.pairFont,500,!1);else if(f)s.pairFont&&d(h,Qt[0],s.pairFont,400,r.toCome),s.numberFont&&d(w,Qt[1],s.numberFont,600,!1),s.numberFont&&d(b,Qt[2],s.numberFont,400,!r.now);else if(s.beside){let y={x:n.x+n.width*.75,y:0},x=Math.min(s.numberFont,12);x&&d(w,.5,x,600,!1,Nt(u)),x&&d(b,.5,x,400,!r.now,y)}else{let y=Math.min(s.pairFont||s.numberFont,12),x=c?`${h} = ${w}`:h;y&&d({pair:h,product:w,equation:x}[s.inBox],.29,y,500,r.toCome),s.numberFont&&d(b,.79,Math.min(s.numberFont,12),400,!r.now)}}function $r(t,e,{i:n,j:r}){let{model:o,theme:i,digit:a,scene:{strip:s}}=e,c=o.C>1?`all ${o.C} channels`:`all ${o.M} filters`,f=[`row ${n}, column ${r}`,...o.C*o.M>1?[c]:[]];kn(t,e,lt(o,{i:n,j:r}),f,i.ink);for(let{channel:u,...l}of s.chips){let d=Math.floor(u/o.M),p=ct(o,d,u%o.M,n,r),h=St(i,d,p,o.header.largest.output);gt(t,l,4,{fill:h,line:1.5,colour:X(i,d).stroke});let w=it(p),b=`${u}`,{x:y,y:x}=Nt(l),M={weight:650,colour:i.ink},v={colour:i.ink};if(l.height>36){let m=Math.min(20,(l.width-8)/(w.length*a));V(t,i,w,y,l.y+l.height*.64,{...M,size:m,align:"center"}),V(t,i,b,y,l.y+l.height*.24,{...v,size:12,align:"center"})}else{let m=Math.min(14,(l.width-34)/(w.length*a),l.height*.6);V(t,i,w,l.x+l.width-6,x,{...M,size:m,align:"right"}),V(t,i,b,l.x+6,x,{...v,size:Math.min(12,m)})}}}var xn=[5,3];function Mn(t,e,n,r,{visual:o,hover:i,arrival:a}){let{scene:s,model:c,theme:f,dpr:u}=e;if(t.setTransform(u,0,0,u,0,0),t.clearRect(0,0,s.width,s.height),!c.windows)return;let l=Z(c,n.w);for(let d of s.lanes){let p=r==="pixel"||d.k===l.k,{stroke:h}=X(f,d.k),[w]=P(d,"input");if(vn(t,e,w,o,p&&d.big?3:2,h),!!p){t.globalAlpha=a;for(let{q:b}of P(d,"filter"))r!=="pixel"&&b!==l.q||Or(t,e,d,{...l,q:b},h,b===l.q);t.globalAlpha=1,r==="tap"&&Wr(t,e,d,o,l.q,h)}}i&&Ar(t,e,i,l)}function Tn({model:t},e,{row:n,column:r}){let o=(i,a)=>(i-1)*a+1;return{...B(e,n,r),width:o(t.KW,t.dw)*e.cw,height:o(t.KH,t.dh)*e.ch}}function vn(t,e,n,r,o,i,a=[]){let{model:s,theme:c}=e,f=Tn(e,n,r),u=n.ch<6?Math.min(o,1.5):o;if((s.dh===1||s.KH===1)&&(s.dw===1||s.KW===1)){Q(t,st(f,u/2+1),1,c.paper),Q(t,f,u,i,a);return}Q(t,f,1,i,[2,3]);let l=Math.min(u,Math.max(1,n.ch/6));for(let d=0;d<s.KH;d++)for(let p=0;p<s.KW;p++){let h=B(n,r.row+d*s.dh,r.column+p*s.dw);Q(t,st(h,-Math.min(1,n.ch/8)),l,i,a)}}function Or(t,e,n,{i:r,j:o,q:i},a,s){let{model:c,scene:f}=e,[u]=P(n,"input"),l=[...P(n,"patch"),...s?P(n,"weights"):[]],d=P(n,"filter")[i],p=P(n,"output"),h=p[i],w=B(h,r,o);if(n.height>=40){let y=p.filter(({y:M})=>M===h.y),x=[{plane:u,box:Tn(e,u,ut(c,{i:r,j:o},0))},...l.map(M=>({plane:M,box:M})),{plane:d,box:d},{plane:h,box:w,left:y[0].x}];t.save(),Sr(t,f,n,[...y,...x.map(({plane:M})=>M)]),Cr(t,f,P(n,"filter").filter(({y:M})=>M===d.y)),t.strokeStyle=_(a),t.lineWidth=n.big?1.5:1.25;for(let M=1;M<x.length;M++)Er(t,x[M-1],x[M]);t.restore()}let b=n.big?2.5:2;for(let y of l)Q(t,y,b,a);Q(t,d,Math.min(b,Math.max(1,d.ch/2)),a),w.width<7?Q(t,st(w,2),1.5,a):Q(t,w,n.big?3:2,a)}function Sr(t,{width:e,height:n},{views:r,texts:o},i){let a=(s,c,f,u)=>{t.beginPath(),t.rect(0,0,e,n),t.rect(s,c,f,u),t.clip("evenodd")};for(let s of r)i.includes(s)||a(s.x-1,s.y-1,s.width+2,s.height+2);for(let s of o)s.note||a(s.x-s.width/2-2,s.y-12,s.width+4,16)}function Cr(t,{width:e,height:n},r){if(r.length<2)return;let o=Math.min(...r.map(({x:a})=>a)),i=Math.max(...r.map(a=>a.x+a.width));t.beginPath(),t.rect(0,0,e,n),t.rect(o-2,r[0].y-2,i-o+4,r[0].height+4),t.clip("evenodd")}function Er(t,e,n){let r=({box:a,plane:s},c,f,u)=>{let l=a[c]+a[f]/2;return a===s?l:s[c]+Math.round((l-s[c])/s[u])*s[u]},o=e.plane.x+e.plane.width,i=n.left??n.plane.x;if(t.beginPath(),i-o>8){let a=r(e,"y","height","ch"),s=r(n,"y","height","ch"),c=o+3,f=i-3,u=(c+f)/2;t.moveTo(e.box.x+e.box.width,a),t.lineTo(c,a),t.bezierCurveTo(u,a,u,s,f,s),t.lineTo(n.box.x,s)}else{let a=r(e,"x","width","cw"),s=r(n,"x","width","cw"),c=e.plane.y+e.plane.height+3,f=n.plane.y-3,u=(c+f)/2;t.moveTo(a,e.box.y+e.box.height),t.lineTo(a,c),t.bezierCurveTo(a,u,s,u,s,f),t.lineTo(s,n.box.y)}t.stroke()}function Wr(t,e,n,{row:r,column:o,a:i,b:a},s,c){let{model:f,theme:u}=e,[l]=P(n,"input"),d=P(n,"filter")[s],p=[B(l,r+i*f.dh,o+a*f.dw),...[...n.views.filter(ge),d].map(h=>B(h,i,a))];for(let h of p)h.width<4||(Q(t,st(h,-2),2,u.paper),Q(t,h,Math.min(4,h.width/4),J(c,u.ink,.35)))}function Ar(t,e,n,r){let o=n.kind==="weights"?{...n,kind:"filter",q:r.q}:n,{scene:i,theme:a}=e,s=i.lanes[o.k],{stroke:c}=X(a,o.k),f={colour:J(c,a.ink,.45),box:(u,l=2)=>Q(t,u,l,f.colour,xn),window:(u,l)=>vn(t,e,u,l,2.5,f.colour,xn),shade(u){t.fillStyle=_(c,.28),t.fillRect(u.x,u.y,u.width,u.height),u.width>=8&&Q(t,st(u,-1),1.5,f.colour,[3,2])}};o.kind==="output"?Lr(e,s,o,f):o.kind==="input"?Hr(e,s,o,f,r):o.kind==="filter"&&Nr(e,s,o,f,r)}function Lr(t,e,{q:n,row:r,column:o},i){i.window(P(e,"input")[0],ut(t.model,{i:r,j:o},0)),i.box(P(e,"filter")[n]),i.box(B(P(e,"output")[n],r,o),2.5)}function Hr({model:t},e,{row:n,column:r},o,{i,j:a}){for(let u of Ct(n,t.KH,t.sh,t.dh,t.OH))for(let l of Ct(r,t.KW,t.sw,t.dw,t.OW))for(let d of P(e,"output"))o.shade(B(d,u,l));o.box(B(P(e,"input")[0],n,r),2.5);let s=(n-i*t.sh)/t.dh,c=(r-a*t.sw)/t.dw,f=(u,l)=>Number.isInteger(u)&&u>=0&&u<l;if(!(!f(s,t.KH)||!f(c,t.KW)))for(let u of[...e.views.filter(ge),...P(e,"filter")])o.box(B(u,s,c))}function Nr({model:t},e,{q:n,row:r,column:o},i,a){let[s]=P(e,"input"),c=r*t.dh,f=o*t.dw;if(t.sh===1&&t.sw===1){let l=t.OW*s.cw,d=t.OH*s.ch;i.shade({...B(s,c,f),width:l,height:d})}else for(let l=0;l<t.OH;l++)for(let d=0;d<t.OW;d++)i.shade(B(s,c+l*t.sh,f+d*t.sw));let u=n===a.q?P(e,"weights"):[];for(let l of[...P(e,"patch"),...u,P(e,"filter")[n]])i.box(B(l,r,o),2.5);i.box(P(e,"output")[n])}var Pr=ot.units,Pt=ot.speeds,Rr={tap:700,window:800,pixel:1e3},Kr=280,me=180,Ir=400,zr=200,Fr={tap:"one multiplication",window:"one output value",pixel:"one position, all channels"},Rt=t=>t.dataset.value;function $n(t,e,n){let r=g=>K(t,`.dw-${g}`,HTMLButtonElement),o=K(t,".dw-advance",HTMLElement),i={play:r("play"),range:K(t,".dw-step",HTMLInputElement),ticks:K(t,".dw-ticks",HTMLElement),count:K(t,".dw-count",HTMLElement),speed:K(t,".dw-speed",HTMLSelectElement),units:[...o.querySelectorAll("button")],status:K(t,".dw-status",HTMLElement)},a=new AbortController,s,c="window",f=1,u={w:0,t:0},l=!1,d=!1,p=null,h=!1,w=0,b=0,y=0,x=0,M=0,v=0;function m(g){let E=s===void 0;s=g,c==="tap"&&!s.taps&&(c="window"),u={w:0,t:0},w=0,p=null,h=!1,l=!!s.windows&&(l||d&&!E),d=!1,$(),q()}function $(){for(let g of i.units){let E=Rt(g),L=E==="tap"&&!s.taps&&(s.whyNoTaps||"there is no output"),R=e.asks!==void 0&&E!=="window"?"windows are predicted":L;g.disabled=!!R,g.title=R?`Off: ${R}`:Fr[E]}i.units.some(g=>g.disabled&&Rt(g)===c)&&N("window")}function S(g,E){if(!s.windows)return;let{unit:L,step:R,speed:rt,stretch:at}=g;if(L&&Pr.includes(L)&&(L!=="tap"||s.taps)&&(c=L,E||Y({w:u.w,t:0},0)),R!==void 0&&Number.isInteger(R)){let be={w:G(R,s.windows-1),t:0};E?u=be:Y(be,0)}if(rt&&Pt.includes(rt)&&I(rt),g.playing!==void 0&&(l=g.playing&&!Ht.matches&&!D()),!Array.isArray(at))return;let[pt,wt,Xt,An]=at;H(pt,wt,Xt,An,E)}function H(g,E,L,R,rt){c=L==="tap"&&!s.taps?"window":L,I(R),p=G(E,s.windows-1),d=!1;let at=s.stepOf(c,{w:G(g,p),t:0}),pt=C(p),wt=s.momentAt(c,Ht.matches?pt:at);rt?u=wt:Y(wt,0),w=0,l=!Ht.matches&&at<pt,e.changed()}let C=g=>s.stepOf(c,{w:g,t:s.lastTap(g)});function z(){let g=s.count(c)-1;return p===null||s.stepOf(c,u)>=C(p)?g:C(p)}function q(){let g=s.rows>40?0:s.rows;i.ticks.replaceChildren(...Array.from({length:Math.max(g-1,0)},(E,L)=>{let R=document.createElement("i");return R.style.left=`${100*(L+1)/g}%`,R}))}function j(){y||!(l||h)||(b=0,y=requestAnimationFrame(U))}function U(g){let E=b?G(g-b,100):0;if(b=g,l){w+=E;let L=Rr[c]/f,R=Math.floor(w/L);w-=R*L,R&&F(e.asks===void 0?R:1,Math.min(Kr,L*.45))}h&&(h=e.tick(E)),y=l||h?requestAnimationFrame(U):0}function F(g,E){let L=z(),R=Math.min(s.stepOf(c,u)+g,L);R===L&&(l=!1,d=R===s.count(c)-1),Y(s.momentAt(c,R),E),!l&&(ft(),zt())}function Y(g,E){u=g,h=e.go(u,E),$t(),j()}let D=()=>s.stepOf(c,u)>=s.count(c)-1;function W(g,E=0){if(!s?.windows)return;let L=G(g,s.count(c)-1);d=!1,w=0,L!==s.stepOf(c,u)&&Y(s.momentAt(c,L),E),mt()}function et(g){A(),W(s.stepOf(c,{w:g,t:s.lastTap(g)}),me)}function T(g){A(),W(s.stepOf(c,u)+g,me)}function k(g){A(),W(g)}function O(){l||e.asks||!s?.windows||(d=!1,w=0,D()&&Y(s.momentAt(c,0),me),l=!D(),e.changed(),ft(),mt(),j())}function A(){d=!1,l&&(l=!1,e.changed(),ft(),mt())}function N(g){g!==c&&(c=g,w=0,s.windows&&Y({w:u.w,t:0},0),ft(),mt())}function I(g){w*=f/g,f=g,i.speed.value=String(f)}function Tt(g){I(g),mt()}function vt(g){Tt(Pt[G(Pt.indexOf(f)+g,Pt.length-1)])}function ft(){t.dataset.playing=String(l),t.dataset.unit=c,i.play.setAttribute("aria-label",l?"Pause":"Play"),i.status.setAttribute("aria-live",l?"off":"polite");for(let g of i.units){let E=Rt(g)===c;g.setAttribute("aria-checked",String(E)),g.tabIndex=E?0:-1}$t()}function $t(){let g=s.count(c),E=g?s.stepOf(c,u):0;t.dataset.step=String(E),t.dataset.steps=String(g),i.range.max=String(Math.max(g-1,0)),i.range.value=String(E),i.range.disabled=!g,i.range.style.setProperty("--dw-done",`${g>1?100*E/(g-1):0}%`),i.count.textContent=g?`${E+1} of ${g}`:"no steps",clearTimeout(M);let L=l?x+Ir-performance.now():0;L>0?M=setTimeout(Ot,L):Ot()}function Ot(){x=performance.now();let g=e.describe();i.status.textContent!==g&&(i.status.textContent=g,i.range.setAttribute("aria-valuetext",g))}function It(){let{focus:g}=e;return{step:u.w,unit:c,speed:f,...g===void 0?{}:{focus:g},playing:l}}function zt(){clearTimeout(v),n(It())}function mt(){clearTimeout(v),v=setTimeout(zt,zr)}function En(g){if(g.altKey||g.ctrlKey||g.metaKey||!s?.windows)return;let{target:E}=g,L=E instanceof Element?E.closest("button, input, select"):null,R=L?.matches("input, select, [role=radio]"),rt=L?.matches("select, [role=radio]"),at=L&&!L.matches("input"),pt=Xt=>R||!e.lanes?null:()=>e.setFocus((e.focus??0)+Xt),wt={" ":at?null:()=>l?A():O(),ArrowLeft:R?null:()=>T(-1),ArrowRight:R?null:()=>T(1),ArrowUp:pt(-1),ArrowDown:pt(1),Home:rt?null:()=>k(0),End:rt?null:()=>k(1/0),"[":()=>vt(-1),"]":()=>vt(1)}[g.key];wt&&(wt(),g.preventDefault(),g.stopPropagation())}function Wn(g){let E={ArrowLeft:-1,ArrowUp:-1,ArrowRight:1,ArrowDown:1}[g.key],L=i.units.filter(at=>!at.disabled),R=L.indexOf(g.target);if(!E||R<0)return;g.preventDefault();let rt=L[(R+E+L.length)%L.length];rt.focus(),N(Rt(rt))}function nt(g,E,L){g.addEventListener(E,L,{signal:a.signal})}i.speed.replaceChildren(...Pt.map(g=>new Option(`${g}×`,String(g)))),i.speed.value=String(f),nt(r("first"),"click",()=>k(0)),nt(r("previous"),"click",()=>T(-1)),nt(r("next"),"click",()=>T(1)),nt(r("last"),"click",()=>k(1/0)),nt(i.play,"click",()=>l?A():O()),nt(i.range,"input",()=>k(Number(i.range.value))),nt(i.speed,"change",()=>Tt(Number(i.speed.value)));for(let g of i.units)nt(g,"click",()=>N(Rt(g)));return nt(o,"keydown",Wn),nt(t,"click",g=>{g.detail===0||g.target.closest("select, input")||t.focus({preventScroll:!0})}),nt(t,"keydown",En),{load:m,limit:$,apply:S,seek:W,seekWindow:et,play:O,pause:A,wake:j,showState:ft,reportSoon:mt,report:It,get moment(){return u},get unit(){return c},get playing(){return l},get settled(){return!l&&!h},destroy(){a.abort(),cancelAnimationFrame(y),clearTimeout(M),clearTimeout(v)}}}var Br=(t,e)=>JSON.stringify(t)===JSON.stringify(e);function On(t,{onSeek:e=()=>{},onNext:n=null}={}){let r=Ce(t),o=K(r,".dw-lanes",HTMLElement),i=null,a,s=0,c={w:0,t:0},f=null,u=!1,l=dn({placeOf:$,onWay:m,there:S}),d=$n(r,{go:l.go,tick:l.tick,setFocus:H,changed:()=>{f&&v()},describe(){let{unit:T,moment:k}=d;return!!a.windows&&p.asks(k.w)?Fe(a,k):ze(a,T,k)},get focus(){return s},get asks(){return p.on?h():void 0},get lanes(){return a.C>1}},e),p=Ae(r,{question(T){let k=Z(a,T),O=ct(a,k.k,k.q,k.i,k.j);return{name:lt(a,k),value:O,text:it(O)}},reveal(){v(),d.showState()},next:()=>d.seekWindow(c.w+1)}),h=()=>!!a.windows&&p.asks(c.w),w=()=>h()?{moment:{w:c.w,t:-1},unit:"tap"}:{moment:c,unit:d.unit};function b(T,k={}){let O=a===void 0,A=!_t(i,T);A&&y(T),d.apply(k,A),A&&Number.isInteger(k.step)&&(s=Z(a,d.moment.w).k),Number.isInteger(k.focus)&&(s=G(k.focus??0,a.C-1)),k.predict!==void 0&&p.set(k.predict),d.limit(),A&&(c=d.moment,l.set(c),O||d.reportSoon()),W.restage(A),k.predict!==void 0&&!A&&v(),x(),d.showState(),d.wake()}function y(T){i=T,a=Le(i),d.load(Pe(a)),s=G(s,a.C-1),f=null,W.hideTip(),p.reset()}function x(){p.show(c.w),h()&&d.pause()}function M(T){let{lanes:k}=T.scene;o.style.transform=W.scale>1?`scale(${W.scale})`:"";let O=k.some(N=>!N.big),A=[...o.querySelectorAll("button")];for(let N of A.slice(k.length))N.remove();for(let N of k){let I=A[N.k]??o.appendChild(document.createElement("button"));I.type="button",I.className="dw-lane",I.dataset.k=String(N.k),I.textContent=`channel ${N.k}`,I.disabled=!O,I.title=O&&!N.big?"make this lane the large one":"",I.setAttribute("aria-pressed",String(N.k===s)),I.style.left=`${N.name.x-4}px`,I.style.top=`${N.name.y}px`,I.style.color=_(X(T.theme,N.k).text)}}function v(){if(!W.stage)return;let{moment:T,unit:k}=w();yn(W.base,W.stage,T,k,j())}function m(T=1){W.stage&&Mn(W.overlay,W.stage,d.moment,d.unit,{visual:l.place,hover:f,arrival:T})}function $({w:T,t:k}){if(!a.windows)return{row:0,column:0,a:0,b:0};let{row:O,column:A}=ut(a,Z(a,T),0);return{row:O,column:A,a:Math.floor(k/a.KW),b:k%a.KW}}function S(T){c=T,f&&u!==q(f)&&D(),v(),m(),x()}function H(T){T===s||T<0||T>=a.C||(s=T,f=null,W.hideTip(),W.restage(),d.reportSoon())}function C(T){let{x:k,y:O}=W.placeOf(T),A=zt=>ln(zt,k,O),N=W.stage?.scene.lanes.find(A),I=N?.views.find(A);if(!I)return{x:k,y:O,lane:N,cell:null};let{row:Tt,column:vt}=fn(I,k,O),{kind:ft,k:$t,q:Ot}=I;if(ft!=="patch")return{x:k,y:O,lane:N,cell:{kind:ft,k:$t,q:Ot,row:Tt,column:vt}};let It=ut(a,Z(a,c.w),Tt*a.KW+vt);return{x:k,y:O,lane:N,cell:{kind:"input",k:$t,q:Ot,...It}}}let z=(T,k)=>{let{moment:O,unit:A}=w();return At(a,A,O,T,k)},q=({kind:T,k,q:O,row:A,column:N})=>T==="output"&&A*a.OW+N<z(k,O);function j(){if(!f||d.playing||!q(f))return null;let T=ie(a,{i:f.row,j:f.column,k:f.k,q:f.q});return d.unit==="window"&&T===c.w?null:T}function U(T){let{x:k,y:O,lane:A,cell:N}=C(T);W.scene.classList.toggle("dw-pointing",N?.kind==="output"||!!(A&&!A.big)),F(N),N&&W.placeTip({x:k,y:O})}function F(T){if(Br(T,f))return;let k=j();f=T,j()!==k&&v(),l.moving||m(),f?D():W.hideTip()}function Y(T){U(T);let{lane:k,cell:O}=C(T);O?.kind==="output"&&d.seekWindow(ie(a,{i:O.row,j:O.column,k:O.k,q:O.q})),k&&H(k.k),T.pointerType==="touch"&&O?.kind==="output"&&F(null)}function D(){if(!f)return;u=q(f);let{moment:T,unit:k}=w();W.showTip(Be(a,k,T,f))}let W=Ee(r,{narrowBelow:Gt,get ready(){return a!==void 0},get key(){return String(s)},build:(T,k,O,A)=>bn(a,k,T,O,s,A),show(T){M(T),v(),m()},point:U,leave:()=>F(null),click:Y},n&&(T=>{H(0),n(T)}));W.listen(o,"click",({target:T})=>T.dataset.k&&H(Number(T.dataset.k)));function et(T,{k=0,q:O=0,row:A=0,column:N=0}={}){if(!W.stage)throw new Error("nothing is shown");let I=P(W.stage.scene.lanes[k],T)[O];return W.middleInWindow(B(I,A,N))}return We(r,{update:b,where:et},W,d,p.destroy)}var xe=new WeakMap,Kt=null;function Sn(t,e){let n=Oe(e);return({data:r,parentElement:o,setStateValue:i,setTriggerValue:a})=>{let s=r instanceof Uint8Array?r:new Uint8Array(r),c=new DataView(s.buffer,s.byteOffset).getUint32(0,!0),f=JSON.parse(new TextDecoder().decode(s.subarray(4,4+c)));n(o);let u=xe.get(o)??_r(t,o),l=++u.calls,d=s.slice(4+c);u.send=i,u.trigger=a;let p=jr(u,f);return u.player.update(d,l===1?{...p,...Dr(d,f)}:p),()=>{let{player:h,reports:w}=u;Kt={payload:d,at:h.moment(),known:w.at(-1)?.step??f.step},setTimeout(()=>Cn(u,l,o),250)}}}function _r(t,e){let n={calls:0,received:{},reports:[],send:()=>{},trigger:()=>{},player:t(e,{onSeek:r=>qr(n,r),onNext:r=>n.trigger("next",r)})};return xe.set(e,n),n}function Dr(t,{step:e,stretch:n}){return!Kt||n||e!==Kt.known?{}:_t(Kt.payload,t)?Kt.at:{}}function Cn(t,e,n){if(t.calls===e){if(n.isConnected){setTimeout(()=>Cn(t,e,n),1e3);return}t.player.destroy(),xe.delete(n)}}function qr(t,e){let n=t.reports.at(-1),r=Object.keys(e);n&&r.every(o=>e[o]===n[o])||(t.reports=[...t.reports.slice(-20),e],t.send("at",e))}function jr(t,e){let r=Object.keys(e).filter(i=>{let a=String(t.received[i])===String(e[i]),s=t.reports.some(c=>c[i]===e[i]);return!a&&!s&&(i!=="playing"||t.calls===1)});t.received=e;let o=t.reports.at(-1);return o&&o.step===e.step&&(t.reports=[o]),Object.fromEntries(r.map(i=>[i,e[i]]))}var Go=Sn(On,ye);export{On as createPlayer,Go as default};
