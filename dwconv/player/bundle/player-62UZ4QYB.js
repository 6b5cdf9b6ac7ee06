// Made by tests/js/bundle.mjs; edit what it is made from.
var Se=`/* The player's frame; everything inside the scene is drawn by player.js. Streamlit sets the --st-*
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
`;var rt={hues:["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],grey:"#6b7280",right:"#007a59",probe:["#000000","#ffb000"],sums:"#4a5578",less:"#a3a09a",units:["tap","window","pixel"],speeds:[.25,.5,1,2,4,8,16,32,64],themes:{light:{"--st-background-color":"#ffffff","--st-secondary-background-color":"#f3f4f6","--st-text-color":"#14181d","--st-border-color":"#d9dde2"},dark:{"--st-background-color":"#14171a","--st-secondary-background-color":"#1f2429","--st-text-color":"#e8eaed","--st-border-color":"#3a4149"}}};function F(t,e,n){let o=t.querySelector(e);if(!(o instanceof n))throw new Error(`there is no ${e}`);return o}function re(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas");return e}function ht(t){let e=t.getContext("2d");if(!e)throw new Error("this browser paints no canvas off the screen");return e}var Dt=256;function xt(t,e){e.fillStyle="#000",e.fillStyle=t.trim();let n=e.fillStyle;return n[0]!=="#"?(n.match(/[\d.]+/g)??[]).slice(0,3).map(Number):[1,3,5].map(o=>parseInt(n.slice(o,o+2),16))}var Q=(t,e,n)=>t.map((o,r)=>o+(e[r]-o)*n),G=(t,e=1)=>`rgba(${t.map(Math.round).join(",")},${e})`;function se(t){let[e,n,o]=t.map(r=>{let i=r/255;return i<=.04045?i/12.92:((i+.055)/1.055)**2.4});return .2126*e+.7152*n+.0722*o}function ae(t,e){let[n,o]=[se(t),se(e)].sort((r,i)=>r-i);return(o+.05)/(n+.05)}function ie(t,e,n,o){for(let r=0;r<1;r+=.05){let i=Q(t,n,r);if(ae(i,e)>=o)return i}return n}function _t(t,e,n,o){let r=o;for(;r>.2&&ae(Q(e,t,r),n)<4.6;)r-=.02;let i=Array.from({length:Dt},(a,s)=>{let c=s?r*(.1+.9*s/(Dt-1)):0;return Q(e,t,c).map(Math.round)});return{css:i.map(a=>G(a)),pixels:Uint32Array.from(i,([a,s,c])=>255<<24|c<<16|s<<8|a)}}var Un=["--dw-paper","--dw-ink","--dw-text-font","--dw-code-font"];function Ce(t){let e=getComputedStyle(t);return Un.map(n=>e.getPropertyValue(n)).join("|")}function Ae(t,e){let n=getComputedStyle(t),o=u=>xt(n.getPropertyValue(u),e),r=o("--dw-paper"),i=o("--dw-ink"),a=se(r)<.2,s=_t(xt(rt.grey,e),r,i,a?.72:.62),c=rt.hues.map(u=>{let f=xt(u,e);return{positive:_t(f,r,i,a?.72:.68),negative:s,stroke:ie(f,r,i,a?5:3.1),text:ie(f,Q(r,i,.03),i,4.6)}}),l={positive:_t(xt(rt.sums,e),r,i,a?.8:.62),negative:_t(xt(rt.less,e),r,i,a?.5:.6),stroke:Q(i,r,.1),text:i};return{paper:r,ink:i,dark:a,lanes:c,sums:l,panel:Q(r,i,a?.035:.018),line:Q(r,i,.14),grid:Q(r,i,a?.16:.1),empty:Q(r,i,a?.075:.045),muted:ie(Q(r,i,.55),r,i,4.8),textFont:n.getPropertyValue("--dw-text-font"),codeFont:n.getPropertyValue("--dw-code-font")}}var Z=(t,e)=>e===null?t.sums:t.lanes[e%t.lanes.length];function ce(t,e){return!t||!e?0:Math.max(1,Math.round(Math.min(Math.abs(t)/e,1)*(Dt-1)))}function Ct(t,e,n,o){let{positive:r,negative:i}=Z(t,e);return(n>0?r:i).css[ce(n,o)]}function Ee(t,e){let n=6*e,o=new OffscreenCanvas(n,n),r=ht(o);r.fillStyle=G(t.panel),r.fillRect(0,0,n,n),r.strokeStyle=G(Q(t.paper,t.ink,t.dark?.24:.17)),r.lineWidth=1.1*e,r.beginPath();for(let a of[-n,0,n])r.moveTo(a-1,n+1),r.lineTo(a+n+1,-1);r.stroke();let i=r.createPattern(o,"repeat");if(!i)throw new Error("a canvas of no size has no pattern");return i.setTransform(new DOMMatrix().scale(1/e)),i}function We({lanes:t,sums:e,ink:n},o){let r=[...t,e].flatMap(({positive:i,negative:a})=>[i,a]);return Math.min(...r.map(({css:i})=>ae(xt(i[Dt-1],o),n)))}var Gn=1.3;function Le(t,{resize:e,onNext:n}){let o=F(t,".dw-present",HTMLButtonElement),r=F(t,".dw-ring",HTMLElement),i=new AbortController,a=!1;function s(d){a!==d&&(a=d,t.classList.toggle("dw-presenting",a),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),o.setAttribute("aria-pressed",String(a)),r.hidden=!0,t.focus({preventScroll:!0}),e())}let c=["range","checkbox","radio","button"].map(d=>`:not([type=${d}])`).join(""),l=d=>{let[w]=d.composedPath();return w.isContentEditable||w.matches?.(`input${c}, textarea, select, [role=combobox]`)};function u(d){let y=[...t.querySelectorAll("button, input, select")].filter($=>!$.disabled&&$.offsetParent&&$.tabIndex>=0),[b,g]=[y[0],y[y.length-1]],[v,M]=d.shiftKey?[b,g]:[g,b];t.contains(document.activeElement)&&document.activeElement!==v&&!(d.shiftKey&&document.activeElement===t)||(M.focus(),d.preventDefault())}function f(d){if(d.altKey||d.ctrlKey||d.metaKey||d.defaultPrevented||d.repeat)return;d.key==="Tab"&&a&&u(d);let w=d.key==="PageDown"?1:d.key==="PageUp"?-1:null;if(d.key!=="Tab"){if(d.key==="Escape"&&a)s(!1);else if(d.key?.toLowerCase()==="p"&&!l(d))s(!a);else if(w&&a&&n)n(w);else return;d.preventDefault(),d.stopPropagation()}}function h({clientX:d,clientY:w,pointerType:y}){!a||y==="touch"||(r.hidden=!1,r.style.transform=`translate(${d}px, ${w}px)`)}let p=(d,w,y,b={})=>d.addEventListener(w,y,{signal:i.signal,...b});return p(document,"keydown",f,{capture:!0}),p(o,"click",()=>s(!a)),p(t,"pointermove",h),p(t,"pointerleave",()=>{r.hidden=!0}),document.querySelector(".dw-presenting, .dw-presented")&&queueMicrotask(()=>s(!0)),{get scale(){return a?Gn:1},destroy(){a=!1,t.classList.remove("dw-presenting"),document.documentElement.classList.toggle("dw-presented",!!document.querySelector(".dw-presenting")),i.abort()}}}function Ne(t){let e=new CSSStyleSheet;return e.replaceSync(t),n=>{let o=n.getRootNode(),{adoptedStyleSheets:r}=o;r.includes(e)||r.push(e)}}function He(t){for(let[e,n]of rt.hues.entries())t.style.setProperty(`--dw-hue-${e}`,n);t.style.setProperty("--dw-right",rt.right)}var Pe=t=>t instanceof HTMLElement&&t.matches(".dw-player")?t:F(t,".dw-player",HTMLElement);function Re(t,e,n){let o=F(t,".dw-scene",HTMLElement),r=F(t,".dw-tip",HTMLElement),i=re(F(t,".dw-base",HTMLCanvasElement)),a=re(F(t,".dw-overlay",HTMLCanvasElement)),s=new AbortController,c=null,l={width:0,height:0};He(t);function u(M,m,$){M.addEventListener(m,$,{signal:s.signal})}function f(M=!1){let{scale:m}=g,$=Math.floor(o.clientWidth/m);if(!$||!e.ready)return;let A=$<e.narrowBelow;t.classList.toggle("dw-narrow",A),A||(o.style.height="");let S=A?0:Math.floor(o.clientHeight/m),O=Math.min(window.devicePixelRatio||1,3)*m,P=Ce(t),z=[$,S,O,P,e.key].join();if(!M&&c?.key===z)return;let _=c?.look===P?c.theme:Ae(t,a),I=e.build({width:$,height:S,scale:m},_,O,a);Object.assign(I,{key:z,look:P}),c=I,A&&(o.style.height=`${I.scene.height*m}px`);for(let{canvas:R}of[i,a])R.width=Math.round($*O),R.height=Math.round(I.scene.height*O),R.style.width=m>1?`${R.width*m/O}px`:"",R.style.height=m>1?`${R.height*m/O}px`:"";e.show(c)}function h(M){let m=o.getBoundingClientRect(),{scale:$}=g;return{x:(M.clientX-m.left)/$,y:(M.clientY-m.top)/$}}function p({x:M,y:m,width:$,height:A}){let S=o.getBoundingClientRect(),{scale:O}=g;return{x:S.left+O*(M+$/2),y:S.top+O*(m+A/2)}}function d([M,...m]){let $=(A,S)=>Object.assign(document.createElement(A),{textContent:S});r.replaceChildren($("b",M),...m.map(A=>$("span",A))),r.hidden=!1,l={width:r.offsetWidth,height:r.offsetHeight}}function w({x:M,y:m}){if(!c)return;let{width:$,height:A}=c.scene,S=M+16+l.width>$?M-16-l.width:M+16,O=m+20+l.height>A?m-14-l.height:m+20,{scale:P}=g,[z,_]=[S,O].map(I=>Math.round(Math.max(0,I)*P));r.style.transform=`translate(${z}px, ${_}px) scale(${P})`}function y(){r.hidden=!0}let b=M=>m=>{m.pointerType!=="touch"&&M(m)};u(a.canvas,"pointermove",b(e.point)),u(a.canvas,"pointerleave",b(e.leave)),u(a.canvas,"click",e.click),u(matchMedia("(prefers-color-scheme: dark)"),"change",()=>f()),document.fonts&&u(document.fonts,"loadingdone",()=>f(!0));let g=Le(t,{resize:()=>f(),onNext:n}),v=new ResizeObserver(()=>f());return v.observe(o),{scene:o,base:i,overlay:a,listen:u,restage:f,placeOf:h,middleInWindow:p,showTip:d,placeTip:w,hideTip:y,get stage(){return c},get scale(){return g.scale},worstContrast:()=>c?We(c.theme,a):Number.NaN,destroy(){s.abort(),v.disconnect(),g.destroy()}}}function Ke(t,{update:e,where:n},o,r,i=()=>{}){let a={update:e,where:n,seek:r.seek,play:r.play,pause:r.pause,moment:r.report,settled:()=>r.settled,worstContrast:o.worstContrast,destroy(){i(),o.destroy(),r.destroy()}};return t.dwPlayer=a,a}var Vn=.005;function Ie(t,{question:e,reveal:n,next:o}){let r=F(t,".dw-guess",HTMLFormElement),i=F(r,"label span",HTMLElement),a=F(r,"input",HTMLInputElement),s=F(r,"button",HTMLButtonElement),c=F(r,".dw-said",HTMLElement),l=F(r,".dw-score",HTMLElement),u=new AbortController,f=new Set,h=!1,p=-1,d=0,w=!1;function y(g){r.hidden=!h,h&&(g!==p&&(a.value=c.textContent="",r.dataset.answer=""),p=g,i.textContent=`${e(g).name} =`,a.disabled=f.has(g),w&&!a.disabled&&(w=!1,a.focus()),s.textContent=f.has(g)?"Next":"Check")}function b(g){if(g.preventDefault(),f.has(p)){w=!0,o();return}let v=a.value.trim().replace(/^[\u2212\u2013]/,"-").replace(",","."),M=v===""?NaN:Number(v);if(Number.isNaN(M)){c.textContent="A number, please, such as −12 or 0.5.";return}let{value:m,text:$}=e(p),A=Math.abs(M-m),S=Number.isInteger(m)?A===0:A<=Vn*Math.abs(m);f.add(p),d+=S?1:0,r.dataset.answer=S?"right":"wrong",c.textContent=S?"✓ Right.":`✗ Not ${a.value.trim()}: it is ${$}, see the products.`,l.textContent=`${d} of ${f.size} right`,n(),y(p),s.focus()}return r.addEventListener("submit",b,{signal:u.signal}),r.addEventListener("keydown",g=>{g.target===a&&g.stopPropagation()},{signal:u.signal}),{show:y,asks:g=>h&&!f.has(g),get on(){return h},set(g){h=g},reset(){f.clear(),p=-1,d=0,l.textContent=""},destroy:()=>u.abort()}}var Yn={"<f4":Float32Array,"<f8":Float64Array};function ze(t){let n=new DataView(t.buffer,t.byteOffset,t.byteLength).getUint32(4,!0),o=JSON.parse(new TextDecoder().decode(t.subarray(8,8+n))),r={};for(let[b,{dtype:g,shape:v,offset:M}]of Object.entries(o.arrays)){let m=Yn[g],$=v.reduce((S,O)=>S*O,1),A=8+n+M;r[b]=new m(t.slice(A,A+$*m.BYTES_PER_ELEMENT).buffer)}let[[i,a],[s,c]]=o.pads,[l,u]=o.input,[f,h]=o.kernel,[p,d]=o.output,w=o.channels,y=o.multiplier;return{header:o,values:r,C:w,M:y,H:l,W:u,KH:f,KW:h,OH:p,OW:d,top:i,left:s,PH:i+l+a,PW:s+u+c,sh:o.stride[0],sw:o.stride[1],dh:o.dilation[0],dw:o.dilation[1],T:f*h,windows:p*d*w*y,q0:o.captions?.q??0}}function bt(t,e,n,o){let r=n-t.top,i=o-t.left;return r<0||i<0||r>=t.H||i>=t.W?null:t.values.input[(e*t.H+r)*t.W+i]}function Mt(t,e,n,o,r){return t.values.filter[((e*t.M+n)*t.KH+o)*t.KW+r]}function ut(t,e,n,o,r){return t.values.output[((e*t.M+n)*t.OH+o)*t.OW+r]}function qt(t,e){if(!t||t.length!==e.length)return!1;for(let n=0;n<t.length;n++)if(t[n]!==e[n])return!1;return!0}var V=(t,e)=>Math.max(0,Math.min(t,e));function Be(t,e){return e==="tap"?t.windows*t.T:e==="window"?t.windows:t.OH*t.OW}function Fe(t,e,{w:n,t:o}){return e==="tap"?n*t.T+o:e==="window"?n:Math.floor(n/(t.C*t.M))}function Jn(t,e,n){return e==="tap"?{w:Math.floor(n/t.T),t:n%t.T}:{w:e==="window"?n:n*t.C*t.M,t:0}}function _e(t){return{windows:t.windows,rows:t.OH,taps:t.header.taps,whyNoTaps:t.header.why_no_taps,count:e=>Be(t,e),stepOf:(e,n)=>Fe(t,e,n),momentAt:(e,n)=>Jn(t,e,n),lastTap:()=>t.T-1}}function tt(t,e){let{C:n,M:o,OW:r}=t,i=Math.floor(e/(n*o));return{i:Math.floor(i/r),j:i%r,k:Math.floor(e/o)%n,q:e%o}}function le(t,{i:e,j:n,k:o,q:r}){return((e*t.OW+n)*t.C+o)*t.M+r}function Lt(t,e,{w:n,t:o},r,i){let a=t.C*t.M;if(e==="pixel")return Math.floor(n/a)+1;let s=e==="tap"&&o<t.T-1?n-1:n;return Math.floor((s-(r*t.M+i))/a)+1}function At(t,e,n,o,r){let i=[];for(let a=0;a<e;a++){let s=t-a*o;s>=0&&s%n===0&&s/n<r&&i.push(s/n)}return i}function at(t,{i:e,j:n},o){return{row:e*t.sh+Math.floor(o/t.KW)*t.dh,column:n*t.sw+o%t.KW*t.dw}}var Et="−";function dt(t,e,n){let{largest:o,whole:r,negative:i}=t.header;return ue(o[e]??0,r[e]??!1,!!i[e],n)}function ue(t,e,n,o){let r=je(t),i=r>=(e?7:6)||r<-3,a=e?0:Math.max(0,Math.min(o-1-r,o)),s={scientific:i,decimals:a,digits:o};return{...s,chars:De(s,r,n)}}function De({scientific:t,decimals:e,digits:n=1},o,r){let i=e?e+1:0;return(r?1:0)+(t?n+4:Math.max(o,0)+1+i)}function qe(t){let{largest:e,whole:n,negative:o}=t.header,r=e.products??0,i=Math.max(r,e.sums??0),a=!!(n.products&&n.sums),s=!!(o.products||o.sums),{scientific:c}=ue(i,a,s,4),l=(h,p,d)=>{let w={scientific:c,decimals:p,digits:h,even:!0,exact:d};return{...w,chars:De(w,je(i),s)}},u=[4,3,2].map(h=>l(h,ue(r,a,s,h).decimals,a)),f=c||a?void 0:Zn(t);return f===void 0?u:[l(4,f,!0),...u]}var je=t=>t>0?Math.floor(Math.log10(t)):0;function Qn(t,e){let n=10**e,o=Math.round(t*n)/n;return o===t||Math.fround(o)===t}var Xn=4;function Zn({values:{products:t,sums:e}}){let n=0;for(let o of[t??[],e??[]])for(let r of o)for(;!Qn(r,n);)if(++n>Xn)return;return n}function et(t,{scientific:e,decimals:n=0,digits:o=1,even:r=!1}){let i;return Number.isNaN(t)?"NaN":Number.isFinite(t)?(e&&!(Number.isInteger(t)&&Math.abs(t)<1e4)?i=t.toExponential(o-1).replace("e+","e"):Number.isInteger(t)&&!(r&&t)?i=String(t):(i=t.toFixed(n),Number(i)===0&&(i=i.replace("-",""))),i.replaceAll("-",Et)):t>0?"∞":`${Et}∞`}function fe(t,e,n=!0){return`${t}·${n&&e.startsWith(Et)?`(${e})`:e}`}function it(t,e=null){let n=Math.abs(t);if(Number.isInteger(t)&&n<1e12)return et(t,{decimals:0});if(!Number.isFinite(t))return et(t,{});if(n>=1e7||n<1e-4)return et(t,{scientific:!0,digits:4});if(e?.exact)return et(t,e);let o=Math.min(3-Math.floor(Math.log10(n)),7);return et(t,{decimals:Math.max(o,e?.decimals??0)})}function yt(t,e=null){let n=it(t,e),o=Number(n.replaceAll(Et,"-"));return`${Number.isNaN(o)||o===t||Math.fround(o)===t?"=":"≈"} ${n}`}var he="This layer has no output, so there is nothing to show.",Wt=({header:{captions:t}},e,n,o,r)=>t?.[e]?.[n]?.replace("{i}",o).replace("{j}",r);function lt(t,{i:e,j:n,k:o,q:r}){let i=o===void 0||r===void 0?null:o*t.M+r,a=i===null?Wt(t,"all",0,e,n):Wt(t,"value",i,e,n);if(a)return a;let s=i??":";return`output[0, ${t.header.data_format==="NHWC"?`${e}, ${n}, ${s}`:`${s}, ${e}, ${n}`}]`}function to(t,e,n,o){let r=Wt(t,"source",e,n,o);return r||`input[0, ${t.header.data_format==="NHWC"?`${n}, ${o}, ${e}`:`${e}, ${n}, ${o}`}]`}function Ue(t,e,n){if(!t.windows)return he;let{i:o,j:r,k:i,q:a}=tt(t,n.w),c=`Step ${Fe(t,e,n)+1} of ${Be(t,e)}: row ${o}, column ${r}`;if(e==="pixel")return`${c}, all channels. ${eo(t,o,r)}.`;let l=d=>{let{row:w,column:y}=at(t,{i:o,j:r},d),b=bt(t,i,w,y),g=Mt(t,i,a,Math.floor(d/t.KW),d%t.KW);return fe(b===null?"0":it(b),it(g))},u=`${c}, channel ${i}, filter ${t.q0+a}.`,f=lt(t,{i:o,j:r,k:i,q:a}),h=yt(ut(t,i,a,o,r));if(e==="tap"){let{products:d,sums:w}=t.values,y=n.w*t.T+n.t,b=n.t===t.T-1?` ${f} ${h}.`:"",g=`${l(n.t)} ${yt(d[y])}`;return`${u} Tap ${n.t+1} of ${t.T}: ${g}, running sum ${it(w[y])}.${b}`}if(t.T>9)return`${u} ${f} ${h}.`;let p=Array.from({length:t.T},(d,w)=>l(w)).join(" + ");return`${u} ${f} = ${p} ${h}.`}function Ge(t,{w:e}){let{i:n,j:o,k:r,q:i}=tt(t,e);return`${`Step ${e+1} of ${t.windows}: row ${n}, column ${o}, channel ${r}, filter ${t.q0+i}.`} What is ${lt(t,{i:n,j:o,k:r,q:i})}?`}function eo(t,e,n){let o=t.C*t.M,r=8;return Array.from({length:Math.min(o,r)},(a,s)=>{let c=ut(t,Math.floor(s/t.M),s%t.M,e,n);return`${Wt(t,"value",s,e,n)??`output channel ${s}`} ${yt(c)}`}).join(", ")+(o>r?", and so on":"")}function Ve(t,e,n,{kind:o,k:r,q:i,row:a,column:s}){if(o==="weights"&&(i=tt(t,n.w).q),o==="output"){let{top:h,left:p,sh:d,sw:w,dh:y,dw:b,KH:g,KW:v}=t,M=lt(t,{i:a,j:s,k:r,q:i}),m=a*t.OW+s<Lt(t,e,n,r,i),$=(O,P,z)=>(z?`${O}s ${P} to ${P+z}`:`${O} ${P}`).replaceAll("-",Et),A=$("row",a*d-h,(g-1)*y),S=$("column",s*w-p,(v-1)*b);return[m?`${M} ${yt(ut(t,r,i,a,s))}`:`${M}: to come`,`from ${A}, ${S}`,"click to go there"]}if(o==="filter"||o==="weights")return[`${Wt(t,"weight",r*t.M+i,a,s)??`filter[${a}, ${s}, ${r}, ${i}]`} = ${it(Mt(t,r,i,a,s))}`,`meets the inputs marked, for output ${r*t.M+i}`];let c=At(a,t.KH,t.sh,t.dh,t.OH).length*At(s,t.KW,t.sw,t.dw,t.OW).length,l=c*t.M,u=c?`under the window at ${c} position${c>1?"s":""}, for the `+(l>1?`${l} outputs marked`:"output marked"):"no window reaches it",f=bt(t,r,a,s);return f===null?["padding: 0",u]:[`${to(t,r,a-t.top,s-t.left)} = ${it(f)}`,u]}var Yt=620,Ye=92,kt=18,tn=17,ge=6,en=14,no=40,oo=72,me=19,ro=11,nn=22,de=34,io=25,so=560,ao=860;function on(t,e,n,o){let r={...e,narrow:e.width<Yt,lanes:[],strip:null};return t.windows?(r.narrow?lo(r,t,n,o):co(r,t,n,o),r):{...r,height:r.height||120}}function co(t,e,n,o){let{C:r}=e,i={x:Ye,width:t.width-Ye-14},a=bo(e,t).map(g=>({shape:g,...uo(t,e,i,g.height,o)})),s=({plan:g})=>g.digits||g.blocks.filter.cells.font&&1,c=a[a.length-1],l=a.find(g=>s(g)>=s(c))??c,{shape:u,room:f,equal:h,plan:p,small:d}=l,w=u.height,y=cn(p,i),b=0;for(let g=0;g<r;g++){let v=p===h||g===n,M=v&&p!==h?f-d*(r-1):d,m=rn(g,o.snap(b),t.width,o.snap(M),v);v?ln(m,e,p,i,o):hn(m,e,y,o),m.name={x:14,y:m.height>40?m.y+7:m.y+m.height/2-9},t.lanes.push(m),b+=M+ge}t.strip=gn(e,{x:0,y:t.height-w,width:t.width,height:w,kernel:u.kernel},o)}function uo(t,e,n,o,r){let{C:i}=e,a=t.height-o-8-ge*(i-1),s=f=>sn(e,n.width,f-12,r),c=s(a/i),l=c,u=a/i;if(i>1&&!(c.digits&&c.ch>=24)){let f=Math.max(18,Math.min(92,a*.46/(i-1)));u=[f,f-8,f-16,f-24].filter(p=>p>=62).find(p=>s(a-p*(i-1)).digits)??f,l=s(a-u*(i-1))}return{room:a,equal:c,plan:l,small:u}}function lo(t,e,n,o){let r={x:12,width:t.width-24},i=sn(e,r.width,so,o,!0),a=cn(null,{x:80,width:t.width-88}),s=0;for(let c=0;c<e.C;c++){let l=c===n,u=rn(c,s,t.width,l?Math.ceil(i.height)+34:40,l);l?ln(u,e,i,r,o):hn(u,e,a,o),u.name={x:12,y:l?u.y+6:u.y+11},t.lanes.push(u),s+=u.height+ge}t.strip=gn(e,{x:0,y:s+2,width:t.width,height:Mo(e)},o),t.height=Math.ceil(t.strip.y+t.strip.height)}function rn(t,e,n,o,r){return{k:t,x:0,y:e,width:n,height:o,big:r,name:{x:0,y:0},views:[],texts:[]}}function jt(t,e,n,o,r){let i=dt(t,e,o),a=Math.min(n*.58,28),s=ro/r.scale,c=Math.max(s,Math.min(n*.4,16)),l=i.chars*r.digit,u=Math.ceil(c*l+5);return a<s||u>2*n?{cw:n,ch:n,font:0,format:i}:u>n?{cw:u,ch:n,font:c,format:i}:{cw:n,ch:n,font:Math.min(a,(n-5)/l),format:i}}function sn(t,e,n,o,r=!1){let i=["one line","two lines","three lines"],a=r?de:oo,s={width:e,height:n,phone:r,gap:r?22:no,mostPatch:de};for(let u of[3,2]){if(t.PH*t.PW>1e3||t.OH*t.OW*t.M>2e3)break;let f=[];for(let w of i)for(let y=a;y>=me/o.scale;y--){let b=Ut(t,s,y,u,w,o);if(b){f.push(b);break}}let h=t.PW>=4*t.PH?1.05:1.35,[p,...d]=f;if(p)return d.reverse().find(w=>w.ch>h*p.ch)??p}let[c,l]=[de,io].map(u=>fo(t,{...s,mostPatch:u,height:r?ao:n},i,o));return l.ch>1.12*c.ch?l:c}function fo(t,e,n,o){for(let i=me-1;i>.02;i*=i>6?1-1/i:.94)for(let a of n){let s=(u,f)=>Ut(t,e,u,0,a,o,f),c=Ut(t,e,i,0,a,o);if(!c)continue;let l=0;for(let u of Je(i)){let f=s(i,u);if(f){[c,l]=[f,u];break}}for(let u of Je(i)){let f=s(u,l||i);if(f)return f}return c}let r=Ut(t,{...e,width:1/0,height:1/0},1,0,"one line",o);if(!r)throw new Error("room without end is not enough");return r}var Je=t=>[26,me,...[4,3,2.5,2.25,2,1.75,1.5,1.25].map(e=>e*t)].filter(e=>e>t&&e<=26);function Ut(t,e,n,o,r,i,a=0){let{width:s,height:c,gap:l}=e,{M:u,PH:f,PW:h,KH:p,KW:d,OH:w,OW:y}=t,b=i.snapCell(n),g=k=>({cw:b,ch:b,font:0,format:dt(t,k,3)}),v=o?jt(t,"input",b,o,i):g("input"),M=o||a?jt(t,"output",i.snapCell(a||n),o||3,i):g("output"),m=jt(t,"filter",b,o||3,i),$=null,A=null;if(b>=nn&&o?v.cw=m.cw=Math.max(v.cw,m.cw):[$,A,m]=ho(t,e,i),o&&!(v.font&&m.font&&M.font))return null;o&&!$&&(v.font=m.font=Math.min(v.font,m.font));let S=r==="one line",O={input:Gt(v,1,1,f,h)};$&&(O.patch=Gt($,1,1,p,d)),A&&(O.weights=Gt(A,1,1,p,d));let P=e.phone&&A,_=(P?[]:[r==="two lines"?O.input:void 0,O.patch,O.weights].filter(k=>k!==void 0)).reduce((k,C)=>k-C.width-l,s);O.filter=Qe(m,u,p,d,14,S?c:null,_),O.output=Qe(M,u,w,y,20,S?c:null,s),O.input.height+=tn*t.header.notes.length;let R={"one line":[["input","patch","weights","filter","output"]],"two lines":[["input","patch","weights","filter"],["output"]],"three lines":P?[["input"],["patch","weights"],["filter"],["output"]]:[["input"],["patch","weights","filter"],["output"]]}[r].map(k=>k.filter(C=>O[C])),j=k=>k.reduce((C,L)=>C+L,0),D=R.map(k=>Math.max(...k.map(C=>O[C].height))),E=R.map(k=>j(k.map(C=>O[C].width+l))-l),J=j(D)+(R.length-1)*en,T=Math.max(...E);return J>c||T>s?null:{ch:b,digits:o,blocks:O,lines:R,height:J}}function ho(t,{width:e,height:n,phone:o,gap:r,mostPatch:i},a){let{M:s,KH:c,KW:l}=t,u=o?(e-r)/2:.24*e,f=a.snapCell(Math.min(i,(n-kt)/c,u/l)),h=(g,v)=>{let M=$=>{let A=an(s,o?.4*n:n,c*$+kt);return A&&A*l*$+(A-1)*14<=v},m=g;for(;m>3&&!M(m);)m=a.snapCell(m-1);return m},p=(g,v)=>{for(let M of[3,2]){let m=jt(t,g,v,M,a);if(m.font&&m.cw<=1.7*v)return m}return{cw:v,ch:v,font:0,format:dt(t,g,3)}},d=p("input",f),w=p("filter",h(f,o?u:.32*e));if(w.font||s===1)return[d,null,w];let y=p("filter",f);if(!y.font)return[d,null,w];let b=o?Math.floor(Math.min(10,(e-(s-1)*14)/(s*l))):h(Math.min(f,10),.16*e);return[d,y,p("filter",Math.max(b,2))]}function an(t,e,n){for(let o=1;o<=t;o++){let r=Math.ceil(t/o);if(r*n+(r-1)*8<=e)return o}return 0}function Gt(t,e,n,o,r,i=0){let a=Math.ceil(e/n);return{cells:t,perRow:n,rows:o,cols:r,gap:i,width:n*r*t.cw+(n-1)*i,height:a*(o*t.ch+kt)+(a-1)*8}}function Qe(t,e,n,o,r,i,a){let s=Math.max(1,Math.min(e,Math.floor((a+r)/(o*t.cw+r)))),c=i===null?Math.ceil(e/Math.ceil(e/s)):an(e,i,n*t.ch+kt)||e;return Gt(t,e,c,n,o,r)}function cn(t,{x:e,width:n}){let o=t?.lines.length===1&&un(t,t.lines[0],{x:e,width:n}),r=e+n;if(!o){let[l,u,f]=[.4,.53,.82].map(h=>e+h*n);return{start:e,end:l,filter:u,output:f,right:r}}let{input:i,filter:a,output:s}=o,{blocks:c}=t;return{start:i,end:a-24,filter:a+c.filter.width/2,output:s+c.output.width/2,right:r}}function un(t,e,{x:n,width:o}){let r=e.reduce((s,c)=>s+t.blocks[c].width,0),i=e.length>1?Math.min((o-r)/(e.length-.4),130):0,a=n+Math.max(0,o-r-i*(e.length-1))/2;return Object.fromEntries(e.map(s=>{let c=a;return a+=t.blocks[s].width+i,[s,c]}))}function ln(t,e,n,o,r){let a=Number.isFinite(n.height)&&t.height>n.height+34?t.y+(t.height-n.height)/2:t.y+t.height-n.height-7;for(let s of n.lines){let c=Math.max(...s.map(u=>n.blocks[u].height)),l=un(n,s,o);s.forEach((u,f)=>{let h=n.blocks[u],p=l[u],d=(y,b)=>(l[y]+n.blocks[y].width+l[b])/2,w=[f?d(s[f-1],u)+3:t.x+10,f<s.length-1?d(u,s[f+1])-3:t.x+t.width-8];po(t,e,u,h,p,a+(c-h.height)/2,w,r)}),a+=c+en}}function po(t,e,n,{cells:o,perRow:r,rows:i,cols:a,gap:s},c,l,u,f){let h=n==="filter"||n==="output"?e.M:1;for(let d=0;d<h;d++){let w=c+d%r*(a*o.cw+s),y=l+Math.floor(d/r)*(i*o.ch+kt+8)+kt,b=fn(t,n,d,w,y,i,a,o,f);if(n==="weights"){go(t,e,b,f);continue}let g=d%r,v=g===r-1||d===h-1,M=Math.max(0,s-6)/2,m=g?b.x-M:Math.max(u[0],b.x-30),$=v?Math.min(u[1],b.x+b.width+30):b.x+b.width+M,A=wo(e,n,t.k,d);n==="filter"&&H(t,"weights").length&&(A=A.slice(1));let S=A.find(O=>f.textWidth(O)<=$-m)??A[A.length-1];xe(t,b,S,-6,f,[m,$])}if(n!=="input")return;let p=t.views[t.views.length-1];e.header.notes.forEach((d,w)=>{let y=Math.max(14,Math.min(p.x,t.width-f.textWidth(d)-8)),b=p.y+p.height+14+w*tn;t.texts.push({text:d,x:y,y:b,width:f.textWidth(d),note:!0})})}var Jt=({M:t,header:{captions:e}},n,o,r)=>e?.[n]?.[n==="input"?o:o*t+r];function wo(t,e,n,o){let{C:r,M:i}=t,a=Jt(t,e,n,o);if(a)return[a,a.split(", ").at(-1)];if(e==="input"&&(t.PH>t.H||t.PW>t.W))return["input, padded","input"];if(e==="input")return["input"];if(e==="patch")return["window"];if(e==="filter")return i>1?[`filter q = ${o}`,`q = ${o}`,`${o}`]:["filter"];let s=n*i+o;if(r*i===1)return["output"];let c=[`output channel ${s}`,`output ${s}`,`${s}`];return i>1?[`output channel ${s} = ${n}·${i} + ${o}`,`channel ${s} = ${n}·${i} + ${o}`,...c]:c}function fn(t,e,n,o,r,i,a,{cw:s,ch:c,font:l,format:u},f){let h={kind:e,k:t.k,q:n,x:f.snap(o),y:f.snap(r),rows:i,cols:a,cw:s,ch:c,font:l,format:u,width:a*s,height:i*c};return t.views.push(h),h}function go(t,e,n,o){let r=Jt(e,"filter",t.k,0)??"filter q = 0";xe(t,n,r,-6,o),Object.assign(t.texts[t.texts.length-1],{text:"",width:o.textWidth(r)})}function xe(t,e,n,o,r,[i,a]=[-1/0,1/0]){let s=r.textWidth(n),c=e.x+e.width/2;t.texts.push({text:n,x:Math.max(i+s/2,Math.min(c,a-s/2)),y:o<0?e.y+o:e.y+e.height+o,centred:!0,width:s})}function hn(t,e,n,o){let{M:r,C:i,PH:a,PW:s,KH:c,KW:l,OH:u,OW:f}=e,h=t.height>=56,p=h&&r*i>1,d=t.height-(t.height>=40?10:4),w=t.y+t.height/2,y=(D,E,J,T,k=0)=>o.snapCell(Math.min((d-k)/D,J/E,T)),b=(D,E,J,T,k,C,L=0)=>{let K=w-J*E.ch/2-L;for(let q=0;q<(D==="filter"||D==="output"?r:1);q++)fn(t,D,q,k+q*(T*E.cw+C),K,J,T,E,o)},g=n.end-n.start,v=Ze(e,"input",h?y(c,l,.55*g,28):0,o),M=Xe(y(a,s,(v.font?.4:1)*g,16)),m=v.font?26:0,$=s*M.cw+m+(v.font?l*v.cw:0),A=n.start+Math.max(0,(g-$)/2);b("input",M,a,s,A,0),v.font&&b("patch",v,c,l,A+s*M.cw+m,0);let S=2*(n.right-n.output)-(r-1)*20,O=Xe(y(u,r*f,S,16,p?14:0)),P=r*f*O.cw+(r-1)*20;b("output",O,u,f,n.output-P/2,20,p?7:0);let z=A+$+24,_=n.output-P/2-24,I=2*Math.min(n.filter-z,_-n.filter)-(r-1)*8,R=Ze(e,"filter",y(c,r*l,Math.max(10,I),28),o),j=r*l*R.cw+(r-1)*8;if(b("filter",R,c,l,n.filter-j/2,8),!!p)for(let D of H(t,"output"))xe(t,D,`${t.k*r+D.q}`,13,o)}var Xe=t=>({cw:t,ch:t,font:0,format:{decimals:0,chars:0}});function Ze(t,e,n,o){for(let r of[3,2]){let i=dt(t,e,r),a=Math.min(n*.58,(n-4)/(i.chars*o.digit),16);if(a>=10)return{cw:n,ch:n,font:a,format:i}}return{cw:n,ch:n,font:0,format:dt(t,e,3)}}var dn=12,ye=5,mo=200,xo=36,yo=26,we=204,pe=92,Vt=150,pn=42;function wn(t,e){let n=Math.max(1,Math.floor(e/pn)),o=Math.min(t.KH,Math.floor(n/t.KW)),r=o>0&&Math.ceil(t.KH/o)<=ye,i=r?o*t.KW:n;return{columns:i,lines:Math.ceil(t.T/i),kernelRows:r?o:0}}function bo(t,e){let{C:n,KH:o,KW:r,T:i}=t;if(i<=dn)return[{height:86}];let a=e.width-we-Vt,{lines:s}=wn(t,a),c={height:s<=ye?Math.max(100,s*33+16):140},l=Math.min(mo,o*xo+16),u=Math.max(170,o*nn+60)+(n-1)*46;return o*yo+16<=l&&r*pn<=a&&e.height-l>=u?[{height:l,kernel:!0},c]:[c]}function Mo(t){return t.KW>7||t.KH>9?220:t.T<=4?156:t.KW<=4?94+t.KH*58:94+t.KH*(t.header.taps?46:36)}function gn(t,e,n){let o=e.width<Yt,r={...e,narrow:o,cells:[],words:null},i=o?{x:e.x+10,y:e.y+86,width:e.width-20,height:e.height-94}:{x:e.x+we,y:e.y+8,width:e.width-we-Vt,height:e.height-16},a=o?22:Math.max(25,e.height/2-17);if(r.label={x:e.x+14,y:e.y+a},r.result=o?{right:e.x+e.width-12,middle:e.y+34,width:130}:{right:e.x+e.width-14,middle:e.y+e.height/2,width:Vt-14},o){let s=t.KW>7||t.KH>9,c=t.T<=4?t.T:t.KW;r.mode=s?"dense":c>4&&!t.header.taps?"grid":"row";let l=s?1:4,u=Math.min(s?14:116,(i.width+l)/c-l),f=i.x+(i.width-c*(u+l)+l)/2;Nt(r,t,{...i,x:f},{columns:c,gap:l,width:u})}else if(t.T<=dn){r.mode="row",r.words={x:i.x+pe-10};let s=Math.min(92,(i.width-pe-5)/t.T-5),c={...i,x:i.x+pe};Nt(r,t,c,{columns:t.T,gap:5,width:s})}else if(e.kernel){r.mode="grid";let s=Math.min(116,(i.width-12)/t.KW-4);Nt(r,t,i,{columns:t.KW,gap:4,width:s})}else{let{columns:s,lines:c,kernelRows:l}=wn(t,i.width);if(r.mode=c<=ye?"grid":"dense",r.mode==="grid"){let u=l>1?8:0,f=i.width-12-u*Math.max(0,l-1),h=Math.min(64,(f+3)/s-3);Nt(r,t,i,{columns:s,gap:3,split:u,width:h})}else{let u=Math.max(1,Math.min(16,i.height/t.KH-1,i.width/t.KW-1));Nt(r,t,i,{columns:t.KW,gap:1,width:u})}}return r.chips=ko(t,o?i:{...i,width:i.width+Vt-14}),To(r,t,n),r}function Nt(t,{T:e,KW:n},o,{columns:r,gap:i,width:a,split:s=0}){let c=Math.ceil(e/r),l=t.mode==="dense"?a:(o.height-i*(c-1))/c;for(let u=0;u<e;u++){let f=u%r;t.cells.push({t:u,width:a,height:l,x:o.x+f*(a+i)+s*Math.floor(f/n),y:o.y+Math.floor(u/r)*(l+i)})}}function ko(t,{x:e,y:n,width:o,height:r}){let i=t.C*t.M,a=5,s=f=>(o+a)/Math.ceil(i/f)-a,c=1;for(;s(c)<62&&(r+a)/(c+1)-a>=18;)c++;let l=Math.ceil(i/c),u={width:Math.min(104,s(c)),height:Math.min(70,(r+a)/c-a)};return Array.from({length:i},(f,h)=>({channel:h,...u,x:e+h%l*(u.width+a),y:n+Math.floor(h/l)*(u.height+a)}))}function To(t,e,n){let{height:o}=t.cells[0];t.beside=t.mode==="grid"&&e.header.taps&&o<30;let r=t.cells[0].width/(t.beside?2:1),i=Math.min(16,o*(t.mode==="row"?.25:t.beside?.5:.4)),a=(f,h=r)=>Math.min(i,(h-3)/(f*n.digit));t.pairFont=0;let s=[{digits:3,parentheses:!0},{digits:3,parentheses:!1},{digits:2,parentheses:!0},{digits:2,parentheses:!1}];for(let{digits:f,parentheses:h}of s){t.input=dt(e,"input",f),t.weight=dt(e,"filter",f),t.parentheses=h&&e.header.negative.filter;let p=a(t.input.chars+t.weight.chars+(t.parentheses?1.4:.6));if(!(p<9.5)){t.pairFont=p;break}}let c=qe(e).map(f=>({format:f,size:a(f.chars)})),{format:l,size:u}=c.find(f=>f.size>=Math.min(i,11))??c[c.length-1];t.number=l,t.numberFont=u>=8.5?u:0,t.inBox=Oo(t,e,a)}function Oo({beside:t,pairFont:e,numberFont:n,input:o,weight:r,number:i},a,s){if(!a.header.taps)return"pair";if(t||!e)return"product";let c=s(o.chars+r.chars+1.4+2+i.chars);return n&&c>=10.5?"equation":"pair"}function U(t,e,n){return{x:t.x+n*t.cw,y:t.y+e*t.ch,width:t.cw,height:t.ch}}function mn({x:t,y:e,width:n,height:o},r,i){return r>=t&&i>=e&&r<t+n&&i<e+o}function xn(t,e,n){return{row:V(Math.floor((n-t.y)/t.ch),t.rows-1),column:V(Math.floor((e-t.x)/t.cw),t.cols-1)}}var H=(t,e)=>t.views.filter(n=>n.kind===e);var vo=60,$o=t=>t<.5?4*t**3:1-(2-2*t)**3/2,Ht=matchMedia("(prefers-reduced-motion: reduce)");function yn({placeOf:t,onWay:e,there:n}){let o={},r=null;function i(a){return r=null,o=t(a),n(a),!1}return{get place(){return o},get moving(){return!!r},set(a){r=null,o=t(a)},go(a,s){if(Ht.matches||s<vo)return i(a);let c=t(a),l=Object.keys(c).every(u=>c[u]===o[u]);return r={from:{...o},to:c,moment:a,passed:0,length:l?s/2:s},!0},tick(a){if(!r)return!1;r.passed+=a;let s=$o(Math.min(r.passed/r.length,1));if(s===1)return i(r.moment);let{from:c,to:l}=r,u={};for(let f of Object.keys(l))u[f]=c[f]+(l[f]-c[f])*s;return o=u,e(V((s-.7)/.3,1)),!0}}}var be=1.75,Tt=4,bn=26,So={width:86,height:22},Qt=[[1,0],[0,1],[-1,0],[0,-1]];function Tn(t,e,{i:n,j:o,q:r},i=!0,a=!0){let[s]=H(t,"input"),[c,l]=[H(t,"filter")[r],H(t,"output")[r]],u=[...H(t,"patch"),...i?H(t,"weights"):[]],f=[{plane:s,box:Me(s,e,at(e,{i:n,j:o},0))},...[...u,c].map(p=>({plane:p,box:p}))];a&&f.push({plane:l,box:U(l,n,o)});let h=[];for(let p=1;p<f.length;p++){let d=Ao(t,f[p-1],f[p],h);d&&h.push(d)}return h}function Me(t,{KH:e,KW:n,dh:o,dw:r},{row:i,column:a}){return{...U(t,i,a),width:((n-1)*r+1)*t.cw,height:((e-1)*o+1)*t.ch}}function Co({name:t,views:e,texts:n}){let o=n.map(({x:r,y:i,width:a=0,note:s})=>({x:r-(s?0:a/2)-2,y:i-12,width:a+4,height:16}));return[...e,...o,{x:t.x-4,y:t.y,...So}]}function Ao(t,e,n,o){let r={x:t.x+3,y:t.y,width:t.width-3,height:t.height},i=Co(t),a=o.flatMap(y=>y.slice(1).map((b,g)=>Xt(y[g],b))),s=y=>Eo(y).map(b=>({...b,outside:On(b.edge,b.way,Wo(b,y,i))})).filter(({edge:b,outside:g})=>{let v=Zt(Xt(b,g),be);return vn(v,r)&&!i.some(M=>M!==y.plane&&Pt(v,M))}),c=s(e),l=s(n);if(!c.length||!l.length)return null;let u=[...c,...l],f=Mn(i,u,"x","width",r),h=Mn(i,u,"y","height",r),p=Lo({xs:f,ys:h,walls:i,taken:a,room:r},c.map(y=>kn(y,f,h,y.way)),l.map(y=>kn(y,f,h,(y.way+2)%4)));if(!p)return null;let d=c[p.start],w=l[p.goal];return Po([d.inside,d.edge,...p.points,w.edge,w.inside])}function Eo({plane:t,box:e}){let n=e===t,o=[];for(let[r,[i,a]]of Qt.entries()){let s=i?"height":"width",c=i?"y":"x",l=i?t.ch:t.cw,u=e[c]+e[s]/2,f=Math.round(e[s]/l),h=n?[1/2,1/5,4/5].map(p=>e[c]+p*e[s]):Array.from({length:f+1},(p,d)=>e[c]+d*l);for(let p of h){let d=g=>i?{x:g.x+(i>0?g.width:0),y:p}:{x:p,y:g.y+(a>0?g.height:0)},w=d(e),y=d(t),b=Math.abs(y.x-w.x)+Math.abs(y.y-w.y);o.push({inside:w,edge:y,way:r,cost:b+.6*Math.abs(p-u)})}}return o}function Wo({edge:t,way:e},{plane:n},o){let r=Zt(Xt(t,On(t,e,2*Tt)),.5),i=o.filter(a=>a!==n&&Pt(r,a)).map(a=>Math.max(e===0?a.x-t.x:e===2?t.x-a.x-a.width:0,e===1?a.y-t.y:e===3?t.y-a.y-a.height:0));return Math.max(be+.25,Math.min(2*Tt,...i)/2)}function Mn(t,e,n,o,r){let[i,a]=[r[n],r[n]+r[o]],s=[...new Set([i,a,...t.flatMap(l=>[l[n],l[n]+l[o]])])];s.sort((l,u)=>l-u);let c=e.map(({outside:l})=>l[n]);for(let l=1;l<s.length;l++)s[l]-s[l-1]<=2*Tt?c.push((s[l]+s[l-1])/2):c.push(s[l-1]+Tt,s[l]-Tt);return[...new Set(c.map(l=>Math.round(4*l)/4))].concat(e.map(({outside:l})=>l[n])).filter((l,u,f)=>f.indexOf(l)===u&&l>i&&l<a).sort((l,u)=>l-u)}var kn=({outside:t,cost:e},n,o,r)=>({node:o.indexOf(t.y)*n.length+n.indexOf(t.x),way:r,cost:e});function Lo({xs:t,ys:e,walls:n,taken:o,room:r},i,a){let s=t.length,c=4*s*e.length,l=new Float64Array(c).fill(1/0),u=new Int32Array(c).fill(-1),f=new Uint8Array(c),h=new Map,p=[],d=S=>({x:t[S%s],y:e[Math.floor(S/s)]}),w=(S,O)=>{let P=S<O?S*c+O:O*c+S,z=h.get(P);if(z!==void 0)return z;let _=Xt(d(S),d(O)),I=Zt(_,be),R=_.width+_.height;if(!vn(I,r)||n.some(j=>Pt(I,j)))R=1/0;else{let j=Zt(_,Tt-.5);n.some(D=>Pt(j,D))&&(R*=1.5),o.some(D=>Pt(I,D))&&(R=4*R+60)}return h.set(P,R),R},y=a.map(({node:S})=>d(S)),b=S=>{let{x:O,y:P}=d(S);return Math.min(...y.map(z=>Math.abs(z.x-O)+Math.abs(z.y-P)))},g=(S,O,P)=>{O>=l[S]||(l[S]=O,u[S]=P,No(p,[O+b(S>>2),S]))};for(let{node:S,way:O,cost:P}of i)S>=0&&g(4*S+O,P,-1);let v=1/0,M={state:-1,goal:-1};for(;p.length;){let[S,O]=Ho(p);if(S>=v)break;if(f[O])continue;f[O]=1;let P=l[O],z=O>>2,_=O&3;a.forEach((I,R)=>{if(I.node!==z||(I.way+2)%4===_)return;let j=P+I.cost+(I.way===_?0:bn);j<v&&([v,M]=[j,{state:O,goal:R}])});for(let[I,[R,j]]of Qt.entries()){if((I+2)%4===_)continue;let D=z%s+R,E=Math.floor(z/s)+j;if(D<0||E<0||D>=s||E>=e.length)continue;let J=E*s+D;g(4*J+I,P+w(z,J)+(I===_?0:bn),O)}}if(M.state<0)return null;let m=[],$=M.state;for(;u[$]>=0;$=u[$])m.unshift(d($>>2));return m.unshift(d($>>2)),{start:i.findIndex(({node:S,way:O})=>4*S+O===$),goal:M.goal,points:m}}function No(t,e){let n=t.push(e)-1;for(;n>0;){let o=n-1>>1;if(t[o][0]<=t[n][0])break;[t[o],t[n]]=[t[n],t[o]],n=o}}function Ho(t){let e=t[0],n=t.pop();if(t.length){t[0]=n;for(let o=0;;){let r=2*o+1;if(r>=t.length||(r+1<t.length&&t[r+1][0]<t[r][0]&&r++,t[o][0]<=t[r][0]))break;[t[o],t[r]]=[t[r],t[o]],o=r}}return e}var On=({x:t,y:e},n,o)=>({x:t+Qt[n][0]*o,y:e+Qt[n][1]*o}),Xt=(t,e)=>({x:Math.min(t.x,e.x),y:Math.min(t.y,e.y),width:Math.abs(t.x-e.x),height:Math.abs(t.y-e.y)}),Zt=({x:t,y:e,width:n,height:o},r)=>({x:t-r,y:e-r,width:n+2*r,height:o+2*r}),Pt=(t,e)=>t.x<e.x+e.width&&e.x<t.x+t.width&&t.y<e.y+e.height&&e.y<t.y+t.height,vn=(t,e)=>t.x>=e.x&&t.y>=e.y&&t.x+t.width<=e.x+e.width&&t.y+t.height<=e.y+e.height;function Po(t){let e=[];for(let n of t){let[o,r]=e.slice(-2);if(e.length&&(r??o).x===n.x&&(r??o).y===n.y)continue;r&&(o.x===r.x&&r.x===n.x||o.y===r.y&&r.y===n.y)&&e.pop(),e.push(n)}return e}function te(t,e){return new OffscreenCanvas(Math.max(1,Math.round(t)),Math.max(1,Math.round(e)))}function Y(t,e,n,o,r,i){let{size:a=13,weight:s=400,colour:c=e.muted,align:l="left"}=i,{code:u=!1,base:f=!1}=i;t.font=`${s} ${a}px ${u?e.codeFont:e.textFont}`,t.fillStyle=G(c),t.textAlign=l,t.textBaseline=f?"alphabetic":"middle",t.fillText(n,o,r)}function X(t,{x:e,y:n,width:o,height:r},i,a,s=[]){t.strokeStyle=G(a),t.lineWidth=i,t.setLineDash(s),t.strokeRect(e,n,o,r),t.setLineDash([])}function gt(t,{x:e,y:n,width:o,height:r},i,{fill:a,line:s=0,colour:c,dash:l=[]}){t.beginPath(),t.roundRect(e,n,o,r,Math.max(0,Math.min(i,o/2,r/2))),a&&(t.fillStyle=a,t.fill()),!(!s||!c)&&(t.strokeStyle=G(c),t.lineWidth=s,t.setLineDash(l),t.stroke(),t.setLineDash([]))}function st({x:t,y:e,width:n,height:o},r){return{x:t-r,y:e-r,width:n+2*r,height:o+2*r}}var Rt=({x:t,y:e,width:n,height:o})=>({x:t+n/2,y:e+o/2});function $n({theme:t,hatch:e,dpr:n},o,r,i){let a=te(o.width*n,o.height*n),s=ht(a);if(o.cw*n<6||o.rows*o.cols>3e3)return Ro(s,{theme:t,hatch:e},o,r,i),a;s.scale(n,n);let c={x:0,y:0,cw:o.cw,ch:o.ch};for(let l=0;l<o.rows;l++)for(let u=0;u<o.cols;u++){let f=U(c,l,u);ee(s,{theme:t,hatch:e},o,f,r(l,u),i)}return a}function ee(t,{theme:e,hatch:n},o,r,i,a){let s=i===null;if(t.fillStyle=s?n:Ct(e,o.k,i,a),t.fillRect(r.x,r.y,r.width,r.height),X(t,st(r,-.5),1,e.grid),!o.font)return;let{x:c,y:l}=Rt(r);Y(t,e,s?"0":et(i,o.format),c,l+o.font*.04,{size:o.font,weight:500,colour:s?e.muted:e.ink,align:"center"})}function Ro(t,{theme:e,hatch:n},o,r,i){let{width:a,height:s}=t.canvas,{positive:c,negative:l}=Z(e,o.k),u=new ImageData(o.cols,o.rows),f=new Uint32Array(u.data.buffer);for(let p=0,d=0;p<o.rows;p++)for(let w=0;w<o.cols;w++,d++){let y=r(p,w);y!==null&&(f[d]=(y>0?c:l).pixels[ce(y,i)])}let h=te(o.cols,o.rows);ht(h).putImageData(u,0,0),t.fillStyle=n,t.fillRect(0,0,a,s),t.imageSmoothingEnabled=a<o.cols,t.imageSmoothingQuality="high",t.drawImage(h,0,0,a,s)}function Sn(t,e,n,o){let[r,i]=n.header.reached;if(!r.includes(0)&&!i.includes(0))return;let{width:a,height:s}=t.canvas,c=s/o.rows,l=a/o.cols;t.setTransform(1,0,0,1,0,0),t.fillStyle=G(e.panel,.68);for(let[u,f]of r.entries())f||t.fillRect(0,u*c,a,c);for(let[u,f]of i.entries())f||t.fillRect(u*l,0,l,s)}function Cn(t,e,n,o,r){if(r<=0)return;let i=n.height/o.rows,a=n.width/o.cols,s=Math.floor(r/o.cols),c=r%o.cols,l=(f,h,p)=>{if(h<1||p<1)return;let d={x:o.x,y:o.y+f/e,width:h/e,height:p/e};t.drawImage(n,0,f,h,p,d.x,d.y,d.width,d.height)},u=Math.round(s*i);l(0,n.width,u),l(u,Math.round(c*a),Math.round((s+1)*i)-u)}function An(t,e,{x:n,y:o,width:r,height:i,rows:a,cols:s,cw:c,ch:l}){if(t.fillStyle=G(e.empty),t.fillRect(n,o,r,i),!(l<5)){t.fillStyle=G(e.grid);for(let u=0;u<=a;u++)t.fillRect(n,o+u*l-.5,r,1);for(let u=0;u<=s;u++)t.fillRect(n+u*c-.5,o,1,i)}}function Nn(t,e,n,o,r,i){let a=(f,h)=>(i.font=h,i.measureText(f).width),s=a("0",`500 100px ${e.textFont}`)/100,c={digit:s,scale:n.scale,snap:f=>Math.round(f*o)/o,snapCell:f=>f*o>=6?Math.floor(f*o)/o:Math.max(f,.01),textWidth:f=>a(f,`400 13px ${e.textFont}`)},l=on(t,n,r,c),u={scene:l,model:t,theme:e,dpr:o,digit:s,hatch:Ee(e,o),images:new Map};u.lines=new Map;for(let f of l.lanes)for(let h of f.views)Te(h)||u.images.set(h,zo(u,h));return u.still=te(l.width*o,l.height*o),Ko(ht(u.still),u),u}function Ko(t,e){let{scene:n,theme:o,dpr:r}=e;t.setTransform(r,0,0,r,0,0);for(let i of n.lanes)Io(t,e,i);n.strip?gt(t,st(n.strip,-.5),7,{line:1,colour:o.line}):Y(t,o,he,n.width/2,n.height/2,{size:16,align:"center"})}function Io(t,e,n){let{theme:o,images:r}=e;gt(t,st(n,-.5),7,{fill:G(o.panel),line:1,colour:o.line}),t.fillStyle=G(Z(o,n.k).stroke),t.beginPath(),t.roundRect(n.x,n.y,5,n.height,[7,0,0,7]),t.fill();for(let i of n.views){let{x:a,y:s,width:c,height:l}=i;i.kind==="output"?An(t,o,i):r.has(i)&&t.drawImage(r.get(i),a,s,c,l)}for(let{text:i,x:a,y:s,note:c}of n.texts){let l=c?{colour:o.ink}:{align:"center"};Y(t,o,i,a,s,{...l,base:!0})}}function zo(t,e){let{model:n}=t,o=(a,s)=>e.kind==="input"?bt(n,e.k,a,s):(e.kind==="filter"?Mt:ut)(n,e.k,e.q,a,s),r=n.header.largest[e.kind]??0,i=$n(t,e,o,r);return e.kind==="input"&&Sn(ht(i),t.theme,n,e),i}var Te=({kind:t})=>t==="patch"||t==="weights";function Bo(t,e,n,{q:o}){let{model:r,theme:i}=e;for(let c=0;c<r.T;c++){let l=Math.floor(c/n.cols),u=c%n.cols,f=Mt(r,n.k,o,l,u);ee(t,e,n,U(n,l,u),f,r.header.largest.filter)}let a={align:"center",base:!0},s=Jt(r,"filter",n.k,o)??`filter q = ${o}`;Y(t,i,s,n.x+n.width/2,n.y-6,a)}function Fo(t,e,n,o){for(let r=0;r<e.model.T;r++){let{row:i,column:a}=at(e.model,o,r),s=U(n,Math.floor(r/n.cols),r%n.cols),c=bt(e.model,n.k,i,a);ee(t,e,n,s,c,e.model.header.largest.input)}}function Hn(t,e,n,o,r){let{scene:i,model:a,theme:s,still:c,dpr:l}=e;if(t.setTransform(1,0,0,1,0,0),t.clearRect(0,0,t.canvas.width,t.canvas.height),t.drawImage(c,0,0),t.setTransform(l,0,0,l,0,0),!a.windows)return;let u=tt(a,n.w);for(let f of i.lanes){for(let h of H(f,"output")){let p=Lt(a,o,n,h.k,h.q);Cn(t,l,e.images.get(h),h,p)}for(let h of H(f,"patch"))Fo(t,e,h,u);for(let h of H(f,"weights"))Bo(t,e,h,u);if(a.C>1&&(o==="pixel"||f.k===u.k)){let h=Z(s,f.k).stroke;gt(t,st(f,-1),6,{line:1.75,colour:h})}}r!==null?(gt(t,st(i.strip,-1),6,{line:1.5,colour:s.muted,dash:[5,3]}),En(t,e,r,null)):o==="pixel"?Vo(t,e,u):En(t,e,n.w,o==="tap"?n.t:null)}var _o={pair:"in each box input · weight,",product:"in each box a product,",equation:"input · weight = product,"},Do=["single products are too","many to send at this size"];function qo({mode:t,inBox:e,beside:n}){return t==="row"?["input · weight, product, running sum"]:t==="dense"?["one square a product"]:[_o[e],`${n?"beside":"below"} it the running sum`]}function En(t,e,n,o){let{model:r,theme:i,scene:{strip:a}}=e,{products:s,sums:c}=r.values,l=tt(r,n),{i:u,j:f,k:h,q:p}=l,d=Z(i,h),w=o??r.T-1,y=[`row ${u}, column ${f}`,`channel k = ${h}, filter q = ${r.q0+p}`],b=s?qo(a):Do,g=s?a.number:null,v=a.numberFont&&g&&!g.exact;a.words?Uo(t,e,!!s):y.push(...a.narrow?[b.join(" ")+(v?", rounded":"")]:b),v&&!a.narrow&&y.push(jo(g)),Pn(t,e,lt(r,l),y,d.text);for(let M of a.cells){let{t:m}=M,{row:$,column:A}=at(r,l,m);Go(t,e,M,{k:h,x:bt(r,h,$,A),weight:Mt(r,h,p,Math.floor(m/r.KW),m%r.KW),product:s&&m<=w?s[n*r.T+m]:null,sum:s&&m<=w?c[n*r.T+m]:null,now:m===o,toCome:m>w})}if(w===r.T-1){let M=yt(ut(r,h,p,u,f),g);ke(t,e,"output value",M,d.text)}else o<0?ke(t,e,"output value","= ?",d.text):ke(t,e,"sum so far",it(c[n*r.T+w],g),i.ink)}function jo({scientific:t,decimals:e,digits:n}){return t?`rounded to ${n} digits`:`rounded to ${e} decimal${e===1?"":"s"}`}function Uo(t,{theme:e,scene:{strip:n}},o){let{y:r,height:i}=n.cells[0],a=o?["input · weight","product","running sum"]:["input · weight"];a.forEach((s,c)=>{let l=a.length>1?ne[c]:.5;Y(t,e,s,n.words.x,r+i*l,{size:12,align:"right"})})}function Pn(t,{theme:e,scene:{strip:n},model:o},r,i,a){let{x:s}=n.label,c=n.label.y-(n.narrow?0:Math.max(0,i.length-2)*8),l=Math.min(15,285/lt(o,tt(o,o.windows-1)).length);Y(t,e,r,s,c,{size:l,weight:600,colour:a,code:!0,base:!0});for(let[u,f]of i.entries())Y(t,e,f,s,c+20+u*17,{base:!0})}function ke(t,{theme:e,digit:n,scene:{strip:o}},r,i,a){let{right:s,middle:c,width:l}=o.result,u=Math.max(14,Math.min(30,l/(i.length*n)));Y(t,e,i,s,c+12,{size:u,weight:700,colour:a,align:"right"}),Y(t,e,r,s,c-20,{align:"right"})}var ne=[.17,.515,.86];function Go(t,e,n,o){let{theme:r,hatch:i,model:a,scene:{strip:s}}=e,c=o.product!==null,l=s.mode==="row"&&a.header.taps,u={...n};l?Object.assign(u,{y:n.y+n.height*.34,height:n.height*.34}):s.beside?u.width=n.width/2:s.mode==="grid"&&a.header.taps&&(u.height=n.height*.55);let f=G(r.panel);if(c&&(f=Ct(r,o.k,o.product,a.header.largest.products)),o.x===null&&(f=i),gt(t,u,s.mode==="dense"?1:4,{fill:f,line:o.now?2.5:1,colour:o.now?Z(r,o.k).stroke:r.grid}),s.mode==="dense")return;let h=(b,g,v,M,m,{x:$}=Rt(n))=>{let A=m?r.muted:r.ink,S={size:v,weight:o.now?700:M,colour:A,align:"center"};Y(t,r,b,$,n.y+n.height*g,S)},p=o.x===null?"0":et(o.x,s.input),d=fe(p,et(o.weight,s.weight),s.parentheses),w=c?et(o.product,s.number):"",y=c?et(o.sum,s.number):"";if(!a.header.taps)s.pairFont&&h(d,.5,s.pairFont,500,!1);else if(l)s.pairFont&&h(d,ne[0],s.pairFont,400,o.toCome),s.numberFont&&h(w,ne[1],s.numberFont,600,!1),s.numberFont&&h(y,ne[2],s.numberFont,400,!o.now);else if(s.beside){let b={x:n.x+n.width*.75,y:0},g=Math.min(s.numberFont,12);g&&h(w,.5,g,600,!1,Rt(u)),g&&h(y,.5,g,400,!o.now,b)}else{let b=Math.min(s.pairFont||s.numberFont,12),g=c?`${d} = ${w}`:d;b&&h({pair:d,product:w,equation:g}[s.inBox],.29,b,500,o.toCome),s.numberFont&&h(y,.79,Math.min(s.numberFont,12),400,!o.now)}}function Vo(t,e,{i:n,j:o}){let{model:r,theme:i,digit:a,scene:{strip:s}}=e,c=r.C>1?`all ${r.C} channels`:`all ${r.M} filters`,l=[`row ${n}, column ${o}`,...r.C*r.M>1?[c]:[]];Pn(t,e,lt(r,{i:n,j:o}),l,i.ink);for(let{channel:u,...f}of s.chips){let h=Math.floor(u/r.M),p=ut(r,h,u%r.M,n,o),d=Ct(i,h,p,r.header.largest.output);gt(t,f,4,{fill:d,line:1.5,colour:Z(i,h).stroke});let w=it(p),y=`${u}`,{x:b,y:g}=Rt(f),v={weight:650,colour:i.ink},M={colour:i.ink};if(f.height>36){let m=Math.min(20,(f.width-8)/(w.length*a));Y(t,i,w,b,f.y+f.height*.64,{...v,size:m,align:"center"}),Y(t,i,y,b,f.y+f.height*.24,{...M,size:12,align:"center"})}else{let m=Math.min(14,(f.width-34)/(w.length*a),f.height*.6);Y(t,i,w,f.x+f.width-6,g,{...v,size:m,align:"right"}),Y(t,i,y,f.x+6,g,{...M,size:Math.min(12,m)})}}}var Wn=[5,3];function Rn(t,e,n,o,{visual:r,hover:i,arrival:a}){let{scene:s,model:c,theme:l,dpr:u}=e;if(t.setTransform(u,0,0,u,0,0),t.clearRect(0,0,s.width,s.height),!c.windows)return;let f=tt(c,n.w);for(let h of s.lanes){let p=o==="pixel"||h.k===f.k,{stroke:d}=Z(l,h.k),[w]=H(h,"input");if(Kn(t,e,w,r,p&&h.big?3:2,d),!p)continue;t.globalAlpha=a;let y=o!=="pixel"||c.M===1;for(let{q:b}of H(h,"filter"))o!=="pixel"&&b!==f.q||Yo(t,e,h,{...f,q:b},d,b===f.q,y);t.globalAlpha=1,o==="tap"&&Xo(t,e,h,r,f.q,d)}i&&Zo(t,e,i,f)}function Kn(t,e,n,o,r,i,a=[]){let{model:s,theme:c}=e,l=Me(n,s,o),u=n.ch<6?Math.min(r,1.5):r;if((s.dh===1||s.KH===1)&&(s.dw===1||s.KW===1)){X(t,st(l,u/2+1),1,c.paper),X(t,l,u,i,a);return}X(t,l,1,i,[2,3]);let f=Math.min(u,Math.max(1,n.ch/6));for(let h=0;h<s.KH;h++)for(let p=0;p<s.KW;p++){let d=U(n,o.row+h*s.dh,o.column+p*s.dw);X(t,st(d,-Math.min(1,n.ch/8)),f,i,a)}}function Yo(t,e,n,{i:o,j:r,q:i},a,s,c){let l=[...H(n,"patch"),...s?H(n,"weights"):[]],u=H(n,"filter")[i],f=U(H(n,"output")[i],o,r);if(n.height>=40){t.strokeStyle=G(a),t.lineWidth=n.big?1.5:1.25;for(let p of Jo(e,n,{i:o,j:r,q:i},s,c))Qo(t,p)}let h=n.big?2.5:2;for(let p of l)X(t,p,h,a);X(t,u,Math.min(h,Math.max(1,u.ch/2)),a),f.width<7?X(t,st(f,2),1.5,a):X(t,f,n.big?3:2,a)}function Jo(t,e,{i:n,j:o,q:r},i,a){let s=[e.k,n,o,r,i,a].join(),c=t.lines.get(s);if(c)return c;t.lines.size>500&&t.lines.clear();let l=Tn(e,t.model,{i:n,j:o,q:r},i,a);return t.lines.set(s,l),l}function Qo(t,e){t.beginPath(),t.moveTo(e[0].x,e[0].y);for(let o=1;o<e.length-1;o++){let[r,i,a]=e.slice(o-1,o+2),s=Math.min(Ln(r,i),Ln(i,a));t.arcTo(i.x,i.y,a.x,a.y,Math.min(7,s/2))}let n=e[e.length-1];t.lineTo(n.x,n.y),t.stroke()}var Ln=(t,e)=>Math.hypot(t.x-e.x,t.y-e.y);function Xo(t,e,n,{row:o,column:r,a:i,b:a},s,c){let{model:l,theme:u}=e,[f]=H(n,"input"),h=H(n,"filter")[s],p=[U(f,o+i*l.dh,r+a*l.dw),...[...n.views.filter(Te),h].map(d=>U(d,i,a))];for(let d of p)d.width<4||(X(t,st(d,-2),2,u.paper),X(t,d,Math.min(4,d.width/4),Q(c,u.ink,.35)))}function Zo(t,e,n,o){let r=n.kind==="weights"?{...n,kind:"filter",q:o.q}:n,{scene:i,theme:a}=e,s=i.lanes[r.k],{stroke:c}=Z(a,r.k),l={colour:Q(c,a.ink,.45),box:(u,f=2)=>X(t,u,f,l.colour,Wn),window:(u,f)=>Kn(t,e,u,f,2.5,l.colour,Wn),shade(u){t.fillStyle=G(c,.28),t.fillRect(u.x,u.y,u.width,u.height),u.width>=8&&X(t,st(u,-1),1.5,l.colour,[3,2])}};r.kind==="output"?tr(e,s,r,l):r.kind==="input"?er(e,s,r,l,o):r.kind==="filter"&&nr(e,s,r,l,o)}function tr(t,e,{q:n,row:o,column:r},i){i.window(H(e,"input")[0],at(t.model,{i:o,j:r},0)),i.box(H(e,"filter")[n]),i.box(U(H(e,"output")[n],o,r),2.5)}function er({model:t},e,{row:n,column:o},r,{i,j:a}){for(let u of At(n,t.KH,t.sh,t.dh,t.OH))for(let f of At(o,t.KW,t.sw,t.dw,t.OW))for(let h of H(e,"output"))r.shade(U(h,u,f));r.box(U(H(e,"input")[0],n,o),2.5);let s=(n-i*t.sh)/t.dh,c=(o-a*t.sw)/t.dw,l=(u,f)=>Number.isInteger(u)&&u>=0&&u<f;if(!(!l(s,t.KH)||!l(c,t.KW)))for(let u of[...e.views.filter(Te),...H(e,"filter")])r.box(U(u,s,c))}function nr({model:t},e,{q:n,row:o,column:r},i,a){let[s]=H(e,"input"),c=o*t.dh,l=r*t.dw;if(t.sh===1&&t.sw===1){let f=t.OW*s.cw,h=t.OH*s.ch;i.shade({...U(s,c,l),width:f,height:h})}else for(let f=0;f<t.OH;f++)for(let h=0;h<t.OW;h++)i.shade(U(s,c+f*t.sh,l+h*t.sw));let u=n===a.q?H(e,"weights"):[];for(let f of[...H(e,"patch"),...u,H(e,"filter")[n]])i.box(U(f,o,r),2.5);i.box(H(e,"output")[n])}var or=rt.units,Kt=rt.speeds,rr={tap:700,window:800,pixel:1e3},ir=280,Oe=180,sr=400,ar=200,cr={tap:"one multiplication",window:"one output value",pixel:"one position, all channels"},It=t=>t.dataset.value;function In(t,e,n){let o=x=>F(t,`.dw-${x}`,HTMLButtonElement),r=F(t,".dw-advance",HTMLElement),i={play:o("play"),range:F(t,".dw-step",HTMLInputElement),ticks:F(t,".dw-ticks",HTMLElement),count:F(t,".dw-count",HTMLElement),speed:F(t,".dw-speed",HTMLSelectElement),units:[...r.querySelectorAll("button")],status:F(t,".dw-status",HTMLElement)},a=new AbortController,s,c="window",l=1,u={w:0,t:0},f=!1,h=!1,p=null,d=!1,w=0,y=0,b=0,g=0,v=0,M=0;function m(x){let W=s===void 0;s=x,c==="tap"&&!s.taps&&(c="window"),u={w:0,t:0},w=0,p=null,d=!1,f=!!s.windows&&(f||h&&!W),h=!1,$(),z()}function $(){for(let x of i.units){let W=It(x),N=W==="tap"&&!s.taps&&(s.whyNoTaps||"there is no output"),B=e.asks!==void 0&&W!=="window"?"windows are predicted":N;x.disabled=!!B,x.title=B?`Off: ${B}`:cr[W]}i.units.some(x=>x.disabled&&It(x)===c)&&K("window")}function A(x,W){if(!s.windows)return;let{unit:N,step:B,speed:ot,stretch:ct}=x;if(N&&or.includes(N)&&(N!=="tap"||s.taps)&&(c=N,W||j({w:u.w,t:0},0)),B!==void 0&&Number.isInteger(B)){let $e={w:V(B,s.windows-1),t:0};W?u=$e:j($e,0)}if(ot&&Kt.includes(ot)&&q(ot),x.playing!==void 0&&(f=x.playing&&!Ht.matches&&!D()),!Array.isArray(ct))return;let[pt,wt,oe,qn]=ct;S(pt,wt,oe,qn,W)}function S(x,W,N,B,ot){c=N==="tap"&&!s.taps?"window":N,q(B),p=V(W,s.windows-1),h=!1;let ct=s.stepOf(c,{w:V(x,p),t:0}),pt=O(p),wt=s.momentAt(c,Ht.matches?pt:ct);ot?u=wt:j(wt,0),w=0,f=!Ht.matches&&ct<pt,e.changed()}let O=x=>s.stepOf(c,{w:x,t:s.lastTap(x)});function P(){let x=s.count(c)-1;return p===null||s.stepOf(c,u)>=O(p)?x:O(p)}function z(){let x=s.rows>40?0:s.rows;i.ticks.replaceChildren(...Array.from({length:Math.max(x-1,0)},(W,N)=>{let B=document.createElement("i");return B.style.left=`${100*(N+1)/x}%`,B}))}function _(){b||!(f||d)||(y=0,b=requestAnimationFrame(I))}function I(x){let W=y?V(x-y,100):0;if(y=x,f){w+=W;let N=rr[c]/l,B=Math.floor(w/N);w-=B*N,B&&R(e.asks===void 0?B:1,Math.min(ir,N*.45))}d&&(d=e.tick(W)),b=f||d?requestAnimationFrame(I):0}function R(x,W){let N=P(),B=Math.min(s.stepOf(c,u)+x,N);B===N&&(f=!1,h=B===s.count(c)-1),j(s.momentAt(c,B),W),!f&&(ft(),Ft())}function j(x,W){u=x,d=e.go(u,W),$t(),_()}let D=()=>s.stepOf(c,u)>=s.count(c)-1;function E(x,W=0){if(!s?.windows)return;let N=V(x,s.count(c)-1);h=!1,w=0,N!==s.stepOf(c,u)&&j(s.momentAt(c,N),W),mt()}function J(x){L(),E(s.stepOf(c,{w:x,t:s.lastTap(x)}),Oe)}function T(x){L(),E(s.stepOf(c,u)+x,Oe)}function k(x){L(),E(x)}function C(){f||e.asks||!s?.windows||(h=!1,w=0,D()&&j(s.momentAt(c,0),Oe),f=!D(),e.changed(),ft(),mt(),_())}function L(){h=!1,f&&(f=!1,e.changed(),ft(),mt())}function K(x){x!==c&&(c=x,w=0,s.windows&&j({w:u.w,t:0},0),ft(),mt())}function q(x){w*=l/x,l=x,i.speed.value=String(l)}function Ot(x){q(x),mt()}function vt(x){Ot(Kt[V(Kt.indexOf(l)+x,Kt.length-1)])}function ft(){t.dataset.playing=String(f),t.dataset.unit=c,i.play.setAttribute("aria-label",f?"Pause":"Play"),i.status.setAttribute("aria-live",f?"off":"polite");for(let x of i.units){let W=It(x)===c;x.setAttribute("aria-checked",String(W)),x.tabIndex=W?0:-1}$t()}function $t(){let x=s.count(c),W=x?s.stepOf(c,u):0;t.dataset.step=String(W),t.dataset.steps=String(x),i.range.max=String(Math.max(x-1,0)),i.range.value=String(W),i.range.disabled=!x,i.range.style.setProperty("--dw-done",`${x>1?100*W/(x-1):0}%`),i.count.textContent=x?`${W+1} of ${x}`:"no steps",clearTimeout(v);let N=f?g+sr-performance.now():0;N>0?v=setTimeout(St,N):St()}function St(){g=performance.now();let x=e.describe();i.status.textContent!==x&&(i.status.textContent=x,i.range.setAttribute("aria-valuetext",x))}function Bt(){let{focus:x}=e;return{step:u.w,unit:c,speed:l,...x===void 0?{}:{focus:x},playing:f}}function Ft(){clearTimeout(M),n(Bt())}function mt(){clearTimeout(M),M=setTimeout(Ft,ar)}function _n(x){if(x.altKey||x.ctrlKey||x.metaKey||!s?.windows)return;let{target:W}=x,N=W instanceof Element?W.closest("button, input, select"):null,B=N?.matches("input, select, [role=radio]"),ot=N?.matches("select, [role=radio]"),ct=N&&!N.matches("input"),pt=oe=>B||!e.lanes?null:()=>e.setFocus((e.focus??0)+oe),wt={" ":ct?null:()=>f?L():C(),ArrowLeft:B?null:()=>T(-1),ArrowRight:B?null:()=>T(1),ArrowUp:pt(-1),ArrowDown:pt(1),Home:ot?null:()=>k(0),End:ot?null:()=>k(1/0),"[":()=>vt(-1),"]":()=>vt(1)}[x.key];wt&&(wt(),x.preventDefault(),x.stopPropagation())}function Dn(x){let W={ArrowLeft:-1,ArrowUp:-1,ArrowRight:1,ArrowDown:1}[x.key],N=i.units.filter(ct=>!ct.disabled),B=N.indexOf(x.target);if(!W||B<0)return;x.preventDefault();let ot=N[(B+W+N.length)%N.length];ot.focus(),K(It(ot))}function nt(x,W,N){x.addEventListener(W,N,{signal:a.signal})}i.speed.replaceChildren(...Kt.map(x=>new Option(`${x}×`,String(x)))),i.speed.value=String(l),nt(o("first"),"click",()=>k(0)),nt(o("previous"),"click",()=>T(-1)),nt(o("next"),"click",()=>T(1)),nt(o("last"),"click",()=>k(1/0)),nt(i.play,"click",()=>f?L():C()),nt(i.range,"input",()=>k(Number(i.range.value))),nt(i.speed,"change",()=>Ot(Number(i.speed.value)));for(let x of i.units)nt(x,"click",()=>K(It(x)));return nt(r,"keydown",Dn),nt(t,"click",x=>{x.detail===0||x.target.closest("select, input")||t.focus({preventScroll:!0})}),nt(t,"keydown",_n),{load:m,limit:$,apply:A,seek:E,seekWindow:J,play:C,pause:L,wake:_,showState:ft,reportSoon:mt,report:Bt,get moment(){return u},get unit(){return c},get playing(){return f},get settled(){return!f&&!d},destroy(){a.abort(),cancelAnimationFrame(b),clearTimeout(v),clearTimeout(M)}}}var ur=(t,e)=>JSON.stringify(t)===JSON.stringify(e);function zn(t,{onSeek:e=()=>{},onNext:n=null}={}){let o=Pe(t),r=F(o,".dw-lanes",HTMLElement),i=null,a,s=0,c={w:0,t:0},l=null,u=!1,f=yn({placeOf:$,onWay:m,there:A}),h=In(o,{go:f.go,tick:f.tick,setFocus:S,changed:()=>{l&&M()},describe(){let{unit:T,moment:k}=h;return!!a.windows&&p.asks(k.w)?Ge(a,k):Ue(a,T,k)},get focus(){return s},get asks(){return p.on?d():void 0},get lanes(){return a.C>1}},e),p=Ie(o,{question(T){let k=tt(a,T),C=ut(a,k.k,k.q,k.i,k.j);return{name:lt(a,k),value:C,text:it(C)}},reveal(){M(),h.showState()},next:()=>h.seekWindow(c.w+1)}),d=()=>!!a.windows&&p.asks(c.w),w=()=>d()?{moment:{w:c.w,t:-1},unit:"tap"}:{moment:c,unit:h.unit};function y(T,k={}){let C=a===void 0,L=!qt(i,T);L&&b(T),h.apply(k,L),L&&Number.isInteger(k.step)&&(s=tt(a,h.moment.w).k),Number.isInteger(k.focus)&&(s=V(k.focus??0,a.C-1)),k.predict!==void 0&&p.set(k.predict),h.limit(),L&&(c=h.moment,f.set(c),C||h.reportSoon()),E.restage(L),k.predict!==void 0&&!L&&M(),g(),h.showState(),h.wake()}function b(T){i=T,a=ze(i),h.load(_e(a)),s=V(s,a.C-1),l=null,E.hideTip(),p.reset()}function g(){p.show(c.w),d()&&h.pause()}function v(T){let{lanes:k}=T.scene;r.style.transform=E.scale>1?`scale(${E.scale})`:"";let C=k.some(K=>!K.big),L=[...r.querySelectorAll("button")];for(let K of L.slice(k.length))K.remove();for(let K of k){let q=L[K.k]??r.appendChild(document.createElement("button"));q.type="button",q.className="dw-lane",q.dataset.k=String(K.k),q.textContent=`channel ${K.k}`,q.disabled=!C,q.title=C&&!K.big?"make this lane the large one":"",q.setAttribute("aria-pressed",String(K.k===s)),q.style.left=`${K.name.x-4}px`,q.style.top=`${K.name.y}px`,q.style.color=G(Z(T.theme,K.k).text)}}function M(){if(!E.stage)return;let{moment:T,unit:k}=w();Hn(E.base,E.stage,T,k,_())}function m(T=1){E.stage&&Rn(E.overlay,E.stage,h.moment,h.unit,{visual:f.place,hover:l,arrival:T})}function $({w:T,t:k}){if(!a.windows)return{row:0,column:0,a:0,b:0};let{row:C,column:L}=at(a,tt(a,T),0);return{row:C,column:L,a:Math.floor(k/a.KW),b:k%a.KW}}function A(T){c=T,l&&u!==z(l)&&D(),M(),m(),g()}function S(T){T===s||T<0||T>=a.C||(s=T,l=null,E.hideTip(),E.restage(),h.reportSoon())}function O(T){let{x:k,y:C}=E.placeOf(T),L=Ft=>mn(Ft,k,C),K=E.stage?.scene.lanes.find(L),q=K?.views.find(L);if(!q)return{x:k,y:C,lane:K,cell:null};let{row:Ot,column:vt}=xn(q,k,C),{kind:ft,k:$t,q:St}=q;if(ft!=="patch")return{x:k,y:C,lane:K,cell:{kind:ft,k:$t,q:St,row:Ot,column:vt}};let Bt=at(a,tt(a,c.w),Ot*a.KW+vt);return{x:k,y:C,lane:K,cell:{kind:"input",k:$t,q:St,...Bt}}}let P=(T,k)=>{let{moment:C,unit:L}=w();return Lt(a,L,C,T,k)},z=({kind:T,k,q:C,row:L,column:K})=>T==="output"&&L*a.OW+K<P(k,C);function _(){if(!l||h.playing||!z(l))return null;let T=le(a,{i:l.row,j:l.column,k:l.k,q:l.q});return h.unit==="window"&&T===c.w?null:T}function I(T){let{x:k,y:C,lane:L,cell:K}=O(T);E.scene.classList.toggle("dw-pointing",K?.kind==="output"||!!(L&&!L.big)),R(K),K&&E.placeTip({x:k,y:C})}function R(T){if(ur(T,l))return;let k=_();l=T,_()!==k&&M(),f.moving||m(),l?D():E.hideTip()}function j(T){I(T);let{lane:k,cell:C}=O(T);C?.kind==="output"&&h.seekWindow(le(a,{i:C.row,j:C.column,k:C.k,q:C.q})),k&&S(k.k),T.pointerType==="touch"&&C?.kind==="output"&&R(null)}function D(){if(!l)return;u=z(l);let{moment:T,unit:k}=w();E.showTip(Ve(a,k,T,l))}let E=Re(o,{narrowBelow:Yt,get ready(){return a!==void 0},get key(){return String(s)},build:(T,k,C,L)=>Nn(a,k,T,C,s,L),show(T){v(T),M(),m()},point:I,leave:()=>R(null),click:j},n&&(T=>{S(0),n(T)}));E.listen(r,"click",({target:T})=>T.dataset.k&&S(Number(T.dataset.k)));function J(T,{k=0,q:C=0,row:L=0,column:K=0}={}){if(!E.stage)throw new Error("nothing is shown");let q=H(E.stage.scene.lanes[k],T)[C];return E.middleInWindow(U(q,L,K))}return Ke(o,{update:y,where:J},E,h,p.destroy)}var ve=new WeakMap,zt=null;function Bn(t,e){let n=Ne(e);return({data:o,parentElement:r,setStateValue:i,setTriggerValue:a})=>{let s=o instanceof Uint8Array?o:new Uint8Array(o),c=new DataView(s.buffer,s.byteOffset).getUint32(0,!0),l=JSON.parse(new TextDecoder().decode(s.subarray(4,4+c)));n(r);let u=ve.get(r)??lr(t,r),f=++u.calls,h=s.slice(4+c);u.send=i,u.trigger=a;let p=dr(u,l);return u.player.update(h,f===1?{...p,...fr(h,l)}:p),()=>{let{player:d,reports:w}=u;zt={payload:h,at:d.moment(),known:w.at(-1)?.step??l.step},setTimeout(()=>Fn(u,f,r),250)}}}function lr(t,e){let n={calls:0,received:{},reports:[],send:()=>{},trigger:()=>{},player:t(e,{onSeek:o=>hr(n,o),onNext:o=>n.trigger("next",o)})};return ve.set(e,n),n}function fr(t,{step:e,stretch:n}){return!zt||n||e!==zt.known?{}:qt(zt.payload,t)?zt.at:{}}function Fn(t,e,n){if(t.calls===e){if(n.isConnected){setTimeout(()=>Fn(t,e,n),1e3);return}t.player.destroy(),ve.delete(n)}}function hr(t,e){let n=t.reports.at(-1),o=Object.keys(e);n&&o.every(r=>e[r]===n[r])||(t.reports=[...t.reports.slice(-20),e],t.send("at",e))}function dr(t,e){let o=Object.keys(e).filter(i=>{let a=String(t.received[i])===String(e[i]),s=t.reports.some(c=>c[i]===e[i]);return!a&&!s&&(i!=="playing"||t.calls===1)});t.received=e;let r=t.reports.at(-1);return r&&r.step===e.step&&(t.reports=[r]),Object.fromEntries(o.map(i=>[i,e[i]]))}var xi=Bn(zn,Se);export{zn as createPlayer,xi as default};
