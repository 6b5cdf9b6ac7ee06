// Made by tests/js/bundle.mjs; edit what it is made from.
function c(e,t,o){let r=e.querySelector(t);if(!(r instanceof o))throw new Error(`there is no ${t}`);return r}function a(e){let t=new CSSStyleSheet;return t.replaceSync(e),o=>{let r=o.getRootNode(),{adoptedStyleSheets:n}=r;n.includes(t)||n.push(t)}}var i=`button {
  padding: 6px 14px;
  border: 1px solid var(--st-border-color);
  border-radius: 6px;
  background: var(--st-background-color);
  color: var(--st-text-color);
  font: inherit;
  cursor: pointer;
}
button:hover { background: var(--st-secondary-background-color); }
button:focus-visible { outline: 2px solid var(--st-text-color); outline-offset: 2px; }
[role="status"] { margin-left: 10px; overflow-wrap: anywhere; }
`;var f=a(i);async function l(e){try{await navigator.clipboard.writeText(e)}catch{let t=Object.assign(document.createElement("textarea"),{value:e});document.body.append(t),t.select();let o=document.execCommand("copy");if(t.remove(),!o)throw new Error("the browser does not let a page copy")}}function p({query:e,names:t}){let o=new URL(location.href);e!==null&&(o.search=e);let r=document.querySelector(".dw-player");for(let[n,s]of Object.entries(r?.dwPlayer?.moment()??{}))n in t&&s!==void 0&&o.searchParams.set(t[n],String(s));return o.href}function S({data:e,parentElement:t}){f(t);let o=c(t,"button",HTMLButtonElement),r=c(t,"[role=status]",HTMLElement);o.textContent=e.label,o.dataset.query!==String(e.query)&&(r.textContent=""),o.dataset.query=String(e.query),o.onclick=async()=>{let n=p(e);try{await l(n),o.focus(),r.textContent="Copied."}catch(s){let u=s instanceof Error?s.message:s;r.textContent=`Not copied: ${u}. The link: ${n}`}}}export{S as default};
