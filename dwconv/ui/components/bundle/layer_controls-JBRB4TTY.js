// Made by tests/js/bundle.mjs; edit what it is made from.
function f(l,t,n){let e=l.querySelector(t);if(!(e instanceof n))throw new Error(`there is no ${t}`);return e}function w(l){let t=new CSSStyleSheet;return t.replaceSync(l),n=>{let e=n.getRootNode(),{adoptedStyleSheets:o}=e;o.includes(t)||o.push(t)}}var b=`.dw-controls {
  --dw-controls-height: 2rem;
  color: var(--st-text-color);
  font-family: var(--st-font);
  font-size: 0.9rem;
  line-height: 1.3;
}
.dw-controls * { box-sizing: border-box; }
.dw-controls [hidden] { display: none; }
.dw-controls fieldset {
  min-width: 0;
  margin: 0 0 0.65rem;
  padding: 0;
  border: 0;
}
.dw-controls legend { padding: 0 0 0.2rem; font-size: 1rem; font-weight: 650; }
.dw-row { display: grid; grid-template-columns: 5.6rem 1fr; gap: 0.25rem; align-items: center; margin-bottom: 0.25rem; }
.dw-row.dw-pair { grid-template-columns: 5.6rem 1fr 1fr; }
.dw-label { display: flex; flex-direction: column; line-height: 1.2; }
.dw-hint { font-size: 0.8rem; }
.dw-hint:empty, .dw-name { display: none; }
.dw-number { display: flex; min-width: 0; }
.dw-number button { display: none; }
.dw-controls :is(input, select) {
  width: 100%;
  min-width: 0;
  height: var(--dw-controls-height);
  padding: 0 0.15rem 0 0.5rem;
  border: 1px solid var(--st-border-color);
  border-radius: var(--st-base-radius, 6px);
  background: var(--st-secondary-background-color);
  color: inherit;
  font: inherit;
  font-variant-numeric: tabular-nums;
}
.dw-controls option { background: var(--st-background-color); color: var(--st-text-color); }
/* The browser's own steps are in sight, not only under a pointer. */
.dw-controls input::-webkit-inner-spin-button { height: 1.5rem; opacity: 0.55; }
.dw-controls input:is(:hover, :focus)::-webkit-inner-spin-button { opacity: 1; }
.dw-controls button {
  min-height: 1.8rem;
  padding: 0 0.7rem;
  border: 1px solid var(--st-border-color);
  border-radius: 999px;
  background: var(--st-secondary-background-color);
  color: inherit;
  font: inherit;
  cursor: pointer;
}
.dw-controls :is(input, select, button):hover:enabled { border-color: currentColor; }
.dw-controls :is(input, select, button):focus-visible { outline: 2px solid var(--st-text-color); outline-offset: 1px; }
.dw-controls :is(input, select, button):disabled { opacity: 0.6; cursor: not-allowed; }
.dw-examples button { margin: 0 0.3rem 0.3rem 0; }
.dw-examples button[aria-pressed="true"] { border-color: currentColor; box-shadow: inset 0 0 0 1px currentColor; font-weight: 600; }
.dw-note {
  margin: 0.15rem 0 0;
  padding: 0.4rem 0.6rem;
  border-left: 3px solid currentColor;
  background: var(--st-secondary-background-color);
  line-height: 1.35;
}
.dw-note:empty { margin: 0; padding: 0; border: 0; }

/* A finger gets large targets, and one number a line with its steps beside it. */
@media (pointer: coarse) {
  .dw-controls { --dw-controls-height: 44px; }
  .dw-controls button { min-height: 44px; padding-inline: 0.9rem; }
  .dw-row.dw-pair { grid-template-columns: 1fr; margin-bottom: 0.4rem; }
  .dw-pair > .dw-label { order: 1; }
  .dw-pair > .dw-label > :first-child { display: none; }
  .dw-pair .dw-name { display: block; flex: 1 1 0; align-self: center; line-height: 1.2; }
  .dw-row:has(> .dw-number) { grid-template-columns: 1fr auto; }
  .dw-row.dw-pair:has(> .dw-number) { grid-template-columns: 1fr; }
  .dw-number button { display: block; flex: none; width: 44px; padding: 0; border-radius: var(--st-base-radius, 6px); font-size: 1.2rem; }
  .dw-number input { flex: none; width: 46px; padding: 0; border-inline: 0; border-radius: 0; text-align: center; appearance: textfield; }
  .dw-controls input::-webkit-inner-spin-button { display: none; }
  .dw-number button:first-of-type { border-radius: 6px 0 0 6px; }
  .dw-number button:last-of-type { border-radius: 0 6px 6px 0; }
}
`;var h=class{list=[];#t=0;add(t,n){this.list=[...this.list,[++this.#t,t,n]]}answered(t){this.#t=Math.max(this.#t,t),this.list=this.list.filter(([n])=>n>t)}has(t){return this.list.some(([,n])=>n===t)}};var v=w(b);function a(l,t={},...n){let e=Object.assign(document.createElement(l),t);return e.append(...n),e}var m=class{#t=new h;#n=new Map;#i=[];#o=new Map;#a="";#e;#r;#d;constructor(t,n,e){this.#r=t,this.#e=n,this.#d=e}update(t){this.#e=t,this.#t.answered(t.seen);let{examples:n,groups:e}=t,o=JSON.stringify([n.names,e.map(({rows:r})=>r.map(({fields:d})=>d.map(({name:c})=>c)))]);o!==this.#a&&this.#u(),this.#a=o;let i=e.flatMap(r=>r.rows);for(let[r,d]of i.entries()){let c=this.#i[r];c.hidden=!d.shown,f(c,".dw-hint",HTMLElement).textContent=[d.hint,d.locked?"locked":""].filter(Boolean).join(", ");for(let u of d.fields)this.#c(u,d.locked)}for(let r of this.#r.querySelectorAll("button")){let{example:d,step:c,field:u}=r.dataset;if(d!==void 0)r.disabled=n.locked,r.setAttribute("aria-pressed",String(d===n.shown));else if(c!==void 0&&u!==void 0){let p=this.#n.get(u),x=c==="1"?p.max:p.min;r.disabled=p.disabled||p.value===x}}let s=this.#o.get(t.note.name);for(let r of new Set(this.#o.values())){let d=r===s?t.note.text:"";r.textContent!==d&&(r.textContent=d)}}#c({name:t,least:n,most:e},o){let i=this.#n.get(t),s=String(this.#e.values[t]);!(i.dataset.typing!==void 0&&i.matches(":focus"))&&!this.#t.has(t)&&(i.value=i.dataset.value=s),n!==void 0&&(i.min=String(n)),e!==void 0&&(i.max=String(e)),i.disabled=o}#u(){let t=this.#r.querySelector(":focus")?.getAttribute("name");this.#n.clear(),this.#o.clear(),this.#i=[];let{examples:n,groups:e}=this.#e,o=[];n.names.length&&o.push(this.#p(n));for(let{heading:i,rows:s}of e){let r=a("p",{className:"dw-note"});r.setAttribute("role","status");let d=s.map(c=>this.#h(c,r));this.#i.push(...d),o.push(a("fieldset",{},a("legend",{textContent:i}),...d,r))}this.#r.replaceChildren(...o),t&&this.#n.get(t)?.focus()}#p({title:t,names:n}){let e=a("p",{className:"dw-note"});e.setAttribute("role","status"),this.#o.set(this.#e.example,e);let o=n.map(i=>{let s=a("button",{type:"button",textContent:i});return s.dataset.example=i,s.onclick=()=>this.#l(this.#e.example,i),s});return a("fieldset",{className:"dw-examples"},a("legend",{textContent:t}),...o,e)}#h({label:t,fields:n},e){let o=a("div",{className:`dw-row${n.length>1?" dw-pair":""}`}),i=a("span",{className:"dw-hint"});o.append(a("span",{className:"dw-label"},a("span",{textContent:t}),i));for(let s of n)this.#o.set(s.name,e),o.append(s.options?this.#f(s):this.#m(s));return o}#f({name:t,label:n,options:e}){let o=a("select",{name:t});for(let[i,s]of e??[])o.append(a("option",{value:i,textContent:s}));return o.setAttribute("aria-label",n),o.onchange=()=>this.#s(o),this.#n.set(t,o),o}#m({name:t,label:n}){let e=a("input",{type:"number",step:"1",inputMode:"numeric",name:t});e.setAttribute("aria-label",n),e.oninput=()=>{e.dataset.typing=""},e.onchange=()=>this.#s(e),e.onblur=()=>this.#s(e),e.onkeydown=({key:s})=>{s==="Enter"&&this.#s(e),s==="Escape"&&(e.value=e.dataset.value??"",delete e.dataset.typing)},this.#n.set(t,e);let o=s=>{let r=a("button",{type:"button",textContent:s>0?"+":"−"});return r.setAttribute("aria-label",`${n}: one ${s>0?"more":"less"}`),Object.assign(r.dataset,{step:s,field:t}),r.onclick=()=>{s>0?e.stepUp():e.stepDown(),this.#s(e)},r},i=a("span",{className:"dw-name",textContent:n});return a("span",{className:"dw-number"},i,o(-1),e,o(1))}#s(t){let n=t.value.trim();if(delete t.dataset.typing,n!==t.dataset.value){if(n===""&&!t.validity.badInput){t.value=t.dataset.value??"";return}t.dataset.value=n,this.#l(t.name,n)}}#l(t,n){this.#t.add(t,n),this.#d({list:this.#t.list,layer:this.#e.layer})}},g=new WeakMap;function q({data:l,parentElement:t,setStateValue:n}){v(t);let e=f(t,".dw-controls",HTMLElement),o=g.get(e);o||(o=new m(e,l,i=>n("changes",i)),g.set(e,o)),o.update(l)}export{q as default};
