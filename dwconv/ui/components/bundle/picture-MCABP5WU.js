// Made by tests/js/bundle.mjs; edit what it is made from.
var S={hues:["#0072b2","#d55e00","#009e73","#cc79a7","#56b4e9","#e69f00","#332288","#999933"],grey:"#6b7280",right:"#007a59",probe:["#000000","#ffb000"],sums:"#4a5578",less:"#a3a09a",units:["tap","window","pixel"],speeds:[.25,.5,1,2,4,8,16,32,64],themes:{light:{"--st-background-color":"#ffffff","--st-secondary-background-color":"#f3f4f6","--st-text-color":"#14181d","--st-border-color":"#d9dde2"},dark:{"--st-background-color":"#14171a","--st-secondary-background-color":"#1f2429","--st-text-color":"#e8eaed","--st-border-color":"#3a4149"}}};function I(g){let t=new CSSStyleSheet;return t.replaceSync(g),e=>{let i=e.getRootNode(),{adoptedStyleSheets:o}=i;o.includes(t)||o.push(t)}}function H(g){for(let[t,e]of S.hues.entries())g.style.setProperty(`--dw-hue-${t}`,e);g.style.setProperty("--dw-right",S.right)}var K=`.picture {
  position: relative;
  box-sizing: border-box;
  display: flex;
  flex-direction: column;
  gap: 6px;
  max-height: clamp(440px, calc(100dvh - 145px), 1100px);
  padding: 2px;
  color: var(--st-text-color);
  font-family: var(--st-font);
  font-size: 14px;
  line-height: 1.25;
  border-radius: 6px;
}
.picture.compact { max-height: clamp(400px, calc(80dvh - 145px), 700px); }
.picture * { box-sizing: border-box; }
.picture:focus { outline: none; }
.picture:focus-visible, .picture :is(button, a):focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }

.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; }
.zoom, .lanes { display: flex; align-items: center; gap: 4px; }
.factor { min-width: 2.2em; text-align: center; font-variant-numeric: tabular-nums; }
button {
  min-width: 30px;
  min-height: 28px;
  padding: 2px 9px;
  border: 1px solid var(--st-border-color);
  border-radius: 6px;
  background: var(--st-secondary-background-color);
  color: inherit;
  font: inherit;
  cursor: pointer;
}
button:hover { border-color: currentColor; }
.lanes button[aria-checked="true"] { border-color: currentColor; box-shadow: inset 0 0 0 1px currentColor; font-weight: 650; }
/* A channel's own colour, in the hues that are told apart by everybody; its name is beside it. */
:is(.lanes button, .where b)::before {
  content: "";
  display: inline-block;
  width: 10px;
  height: 10px;
  margin-right: 5px;
  border-radius: 50%;
  background: var(--dot);
}
.where b::before { margin-left: 3px; }
.red { --dot: var(--dw-hue-1); }
.green { --dot: var(--dw-hue-2); }
.blue { --dot: var(--dw-hue-0); }
.legend { flex: 1 1 260px; margin: 0; font-size: 13px; opacity: 0.85; }

.stage {
  flex: 0 1 auto;
  min-height: 0;
  display: grid;
  align-content: start;
  gap: 6px 10px;
  grid-template-columns: minmax(300px, 1.6fr) minmax(0, 1fr) 62px repeat(var(--outputs), minmax(0, 1fr));
  grid-template-rows: repeat(3, minmax(0, auto));
}
.stage.with-result {
  grid-template-columns: minmax(300px, 1.6fr) minmax(0, 1fr) 62px minmax(0, 1fr) minmax(0, 1.6fr);
}
.first { grid-row: 1 / span 3; grid-column: 1; display: flex; flex-direction: column; gap: 4px; min-height: 0; }
.input { grid-column: 2; }
.kernels { grid-column: 3; display: flex; flex-direction: column; justify-content: center; gap: 4px; min-height: 0; }
.result { grid-column: -2; grid-row: 1 / span 3; }

figure { margin: 0; display: flex; flex-direction: column; min-width: 0; min-height: 0; }
.colour { flex: 0 1 auto; }
/* As high as the picture asks at this width, or as there is room for. */
figure canvas {
  flex: 0 1 auto;
  width: 100%;
  min-height: 0;
  aspect-ratio: var(--aspect, 1);
  cursor: crosshair;
  display: block;
}
.kernel { flex: none; }
.kernel canvas { flex: none; height: 54px; cursor: default; }
figcaption {
  flex: none;
  display: flex;
  justify-content: space-between;
  gap: 6px;
  font-size: 13px;
  white-space: nowrap;
  overflow: hidden;
}
figcaption span { overflow: hidden; text-overflow: ellipsis; }
figcaption i { font-style: normal; opacity: 0.75; }
figcaption b { font-family: var(--st-code-font); font-weight: 600; }
.kernel figcaption { justify-content: center; font-size: 12px; white-space: normal; text-align: center; line-height: 1.1; }

.numbers { flex: none; }
.numbers p { margin: 0 0 2px; }
.numbers a { color: var(--st-link-color); font-size: 13px; }
.tables { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 4px 12px; }
table { border-collapse: collapse; font-family: var(--st-code-font); font-size: 13px; font-variant-numeric: tabular-nums; }
caption { font-family: var(--st-font); font-size: 12px; text-align: left; white-space: nowrap; opacity: 0.85; }
td { min-width: 27px; height: 18px; padding: 0 2px; border: 1px solid var(--st-border-color); text-align: center; line-height: 1; }
td.padding {
  background: repeating-linear-gradient(-45deg, transparent 0 3px, color-mix(in srgb, currentColor 22%, transparent) 3px 4px);
}
tfoot td { border: 0; text-align: left; font-family: var(--st-font); white-space: nowrap; }
tfoot b { font-family: var(--st-code-font); font-size: 16px; }
table.wide { font-size: 11px; }
table.wide td { min-width: 20px; height: 15px; padding: 0; letter-spacing: -0.5px; }
.status { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

/* The back row. */
@media (min-width: 1600px) {
  .picture, .kernel figcaption, .legend { font-size: 15px; }
  figcaption, caption { font-size: 15px; }
  table { font-size: 17px; }
  td { min-width: 36px; height: 25px; }
  table.wide { font-size: 14px; }
  table.wide td { min-width: 26px; height: 20px; }
  tfoot b { font-size: 20px; }
}

@media (max-width: 700px) {
  .picture, .picture.compact { max-height: none; }
  .stage, .stage.with-result {
    grid-template-columns: minmax(0, 1fr) 50px repeat(var(--outputs), minmax(0, 1fr));
    grid-template-rows: none;
  }
  .first, .result { grid-column: 1 / -1; grid-row: auto; }
  .colour canvas, .result canvas { max-height: 260px; }
  .input { grid-column: 1; }
  .kernels { grid-column: 2; }
  figcaption { flex-wrap: wrap; column-gap: 6px; }
}
`;var _=I(K),F=64,U=S.probe,W="rgba(128, 128, 128, 0.55)";function m(g,t,e,i){let o=document.createElement(g);for(let[n,s]of Object.entries(t))o.setAttribute(n,s);return i!==void 0&&(o.textContent=i),e?.append(o),o}var $=(g,t,e)=>Math.min(Math.max(g,t),e);function X(g){let t=g.slice().buffer,e=new DataView(t).getUint32(0,!0),i=JSON.parse(new TextDecoder().decode(new Uint8Array(t,4,e))),o=4+e,n=(h,p)=>{let u=new h(t,o,p);return o+=u.byteLength+(-u.byteLength&3),u},s=i.size[0]*i.size[1],r=n(Uint8Array,i.lanes.length*s),a=i.lanes.map((h,p)=>r.subarray(p*s,(p+1)*s)),l=i.planes.map(({type:h})=>n(h==="int16"?Int16Array:Float32Array,i.output[0]*i.output[1]));return{header:i,input:a,output:l}}function Y(g,{decimals:t,type:e,black:i,white:o}){let n=e==="int16"?10**t:1,s=i*n,r=255/(o*n-s),a=new Uint8ClampedArray(g.length);for(let l=0;l<g.length;l++)a[l]=(g[l]-s)*r;return a}function q([g,t],[e,i,o]){let n=new OffscreenCanvas(t,g),s=n.getContext("2d"),r=s.createImageData(t,g),a=new Uint32Array(r.data.buffer);for(let l=0;l<a.length;l++)a[l]=4278190080|o[l]<<16|i[l]<<8|e[l];return s.putImageData(r,0,0),n}var R=class{constructor(t){this.root=t,this.stage=t.querySelector(".stage"),this.status=t.querySelector(".status"),this.zoom=1,this.lane=0,this.hovered=null,this.sizes=new ResizeObserver(()=>this.plan()),t.querySelector(".in").onclick=()=>this.zoomTo(this.zoom*2),t.querySelector(".out").onclick=()=>this.zoomTo(this.zoom/2),t.querySelector(".whole").onclick=()=>this.zoomTo(1),t.addEventListener("keydown",e=>this.key(e))}update(t){let e=this.header?this.toInput(this.probe).map((r,a)=>r/this.header.size[a]):[.4,.5],i=this.header?.size;Object.assign(this,X(t));let{header:o}=this;this.probe=this.toOutput(...e.map((r,a)=>r*o.size[a])),this.hovered=null,String(i)!==String(o.size)&&this.look(),this.lane=Math.min(this.lane,o.lanes.length-1);let n=(r,a)=>q(r,[a,a,a]);o.image!==this.image&&(this.image=o.image,this.source={colour:q(o.size,this.input),input:this.input.map(r=>n(o.size,r))});let s=this.output.map((r,a)=>Y(r,o.planes[a]));this.pictures={...this.source,output:s.map(r=>n(o.output,r)),result:o.multiplier===1&&!o.mixed?q(o.output,s):null},this.build(),this.draw(),this.say()}toInput([t,e]){let{stride:i,before:o,span:n}=this.header;return[t*i[0]-o[0]+n[0]/2,e*i[1]-o[1]+n[1]/2]}toOutput(t,e){let{stride:i,before:o,span:n,output:s}=this.header;return[t,e].map((r,a)=>$(Math.round((r-n[a]/2+o[a])/i[a]),0,s[a]-1))}frame(t){let{padded:e,before:i}=this.header,o=[t.clientHeight,t.clientWidth],n=Math.min(o[0]/e[0],o[1]/e[1])*this.zoom,s=o.map((r,a)=>{let l=r/2/n,h=-i[a],p=e[a]-i[a],u=this.centre&&p-h>2*l?$(this.centre[a],h+l,p-l):(h+p)/2;return r/2-u*n});return{scale:n,top:s[0],left:s[1]}}build(){let{header:t}=this,{lanes:e,multiplier:i,mixed:o}=t,n=e.map(({name:l,kernels:h})=>[l,...h.map(p=>p.name)]),s=JSON.stringify([n,t.kernel,o]);if(this.root.querySelector(".legend").textContent=t.legend,this.root.classList.toggle("compact",!!o),this.stage.style.setProperty("--aspect",$(t.padded[1]/t.padded[0],.6,1.8)),this.stage.style.setProperty("--outputs",i),s===this.shape)return;this.shape=s,this.sizes.disconnect(),this.figures=[],this.stage.replaceChildren(),this.stage.classList.toggle("with-result",i===1);let r=m("div",{class:"first"},this.stage);this.figure(r,"colour",0,"the picture"),this.numbers=m("div",{class:"numbers"},r),e.forEach(({name:l,kernels:h},p)=>{this.figure(this.stage,"input",p,l);let u=m("div",{class:"kernels"},this.stage);h.forEach(d=>{let f=m("figure",{class:"kernel"},u),c=m("canvas",{role:"img"},f);m("figcaption",{},f,d.name),this.figures.push({kind:"kernel",kernel:d,canvas:c}),this.sizes.observe(c)}),h.forEach((d,f)=>{let c=p*i+f;this.figure(this.stage,"output",c,`output ${c}`,`${l} ∗ ${d.name}`)})}),o?this.figure(this.stage,"output",e.length*i,o).classList.add("result"):i===1&&this.figure(this.stage,"result",0,"the outputs as one colour picture").classList.add("result");let a=this.root.querySelector(".lanes");a.replaceChildren(),e.forEach(({name:l},h)=>{let p=m("button",{type:"button",role:"radio",class:l},a,l);p.onclick=()=>this.choose(h)}),this.choose(this.lane,!0)}figure(t,e,i,o,n){let s=m("figure",{class:e,"data-at":i},t),r=m("canvas",{role:"img","aria-label":n??o},s),a=m("figcaption",{title:n??o},s);m("span",{},a,o);let l=m("i",{},a),h=m("b",{},a),p={kind:e,at:i,canvas:r,range:l,value:h};return this.figures.push(p),r.addEventListener("pointermove",u=>{u.pointerType!=="touch"&&(this.hovered=this.under(u,r),this.plan())}),r.addEventListener("pointerleave",()=>{this.hovered=null,this.plan()}),r.addEventListener("click",u=>{this.move(this.under(u,r));let d=e==="input"?i:e==="output"?Math.floor(i/this.header.multiplier):-1;d>=0&&d<this.header.lanes.length&&this.choose(d)}),this.sizes.observe(r),s}under(t,e){let i=e.getBoundingClientRect(),{scale:o,top:n,left:s}=this.frame(e);return this.toOutput((t.clientY-i.top-n)/o,(t.clientX-i.left-s)/o)}move(t){this.probe=t,this.hovered=null,this.follow(),this.draw(),this.say()}follow(){let{padded:t}=this.header,e=this.toInput(this.probe);this.centre??=e,this.centre=this.centre.map((i,o)=>{let n=.3*t[o]/this.zoom;return Math.abs(e[o]-i)>n?e[o]:i})}look(){this.centre=this.zoom>1?this.toInput(this.probe):null}zoomTo(t){this.zoom=$(t,1,F),this.look(),this.draw()}choose(t,e){this.lane=t,this.root.querySelectorAll(".lanes button").forEach((i,o)=>{i.setAttribute("aria-checked",String(o===t)),i.tabIndex=o===t?0:-1}),!e&&(this.draw(),this.say())}key(t){if(t.ctrlKey||t.metaKey||t.altKey)return;let{output:e,lanes:i}=this.header,o=t.shiftKey?10:1,n={ArrowUp:[-o,0],ArrowDown:[o,0],ArrowLeft:[0,-o],ArrowRight:[0,o]},{key:s}=t;if(t.target.role==="radio"&&s in n){let[r,a]=n[s];this.choose((this.lane+Math.sign(r+a)+i.length)%i.length),this.root.querySelectorAll(".lanes button")[this.lane].focus()}else if(s in n)this.move(this.probe.map((r,a)=>$(r+n[s][a],0,e[a]-1)));else if(s==="+"||s==="=")this.zoomTo(this.zoom*2);else if(s==="-")this.zoomTo(this.zoom/2);else if(s==="0")this.zoomTo(1);else if(i[Number(s)-1])this.choose(Number(s)-1);else return;t.preventDefault(),t.stopPropagation()}read(t,[e,i]){let{type:o,decimals:n}=this.header.planes[t],s=this.output[t][e*this.header.output[1]+i];return(o==="int16"?(s/10**n).toFixed(n):String(s)).replace("-","−")}pixel(t,e,i){let[o,n]=this.header.size;return e>=0&&e<o&&i>=0&&i<n?this.input[t][e*n+i]:null}corner([t,e]){let{stride:i,before:o}=this.header;return[t*i[0]-o[0],e*i[1]-o[1]]}say(){let{lanes:t,multiplier:e,kernel:i,mixed:o}=this.header,[n,s]=this.probe,r=t.map(({name:h,kernels:p},u)=>`${h}: `+p.map((d,f)=>`${d.name} ${this.read(u*e+f,this.probe)}`).join(", "));o&&r.push(`${o}: ${this.read(t.length*e,this.probe)}`);let[a,l]=this.corner(this.probe);this.status.textContent=`Output row ${n}, column ${s}; the ${i[0]}×${i[1]} window begins at input row ${a}, column ${l}. ${r.join("; ")}.`,this.root.dataset.row=n,this.root.dataset.column=s}plan(){this.planned??=requestAnimationFrame(()=>{this.planned=null,this.draw()})}draw(){if(!this.header)return;let t=this.hovered??this.probe;this.root.dataset.zoom=this.zoom,this.root.querySelector(".factor").textContent=`${this.zoom}×`;for(let e of this.figures)e.kind==="kernel"?this.drawKernel(e):this.drawPicture(e,t);this.write(t),this.root.dataset.drawn=Number(this.root.dataset.drawn??0)+1}context(t){let e=devicePixelRatio||1,i=Math.round(t.clientWidth*e),o=Math.round(t.clientHeight*e);(t.width!==i||t.height!==o)&&([t.width,t.height]=[i,o]);let n=t.getContext("2d");return n.setTransform(e,0,0,e,0,0),n.clearRect(0,0,t.clientWidth,t.clientHeight),n}drawPicture({kind:t,at:e,canvas:i,range:o,value:n},s){let{size:r,padded:a,before:l,stride:h,span:p,kernel:u,dilation:d}=this.header,f=this.context(i),{scale:c,top:w,left:M}=this.frame(i),x=y=>w+y*c,b=y=>M+y*c,k=t==="colour"||t==="input",v=k?[1,1]:h,C=k?[0,0]:l.map((y,z)=>(p[z]-h[z])/2-y);k&&this.hatch(f,b(-l[1]),x(-l[0]),a[1]*c,a[0]*c);let A=t==="input"||t==="output"?this.pictures[t][e]:this.pictures[t];f.imageSmoothingEnabled=c*v[1]*(devicePixelRatio||1)<2,f.drawImage(A,b(C[1]),x(C[0]),A.width*v[1]*c,A.height*v[0]*c),k||(f.strokeStyle=W,f.lineWidth=1,f.strokeRect(b(0)+.5,x(0)+.5,r[1]*c-1,r[0]*c-1));let[T,E]=this.corner(s),[j,P]=this.toInput(s),L=k?[b(E),x(T),p[1]*c,p[0]*c]:[b(P-h[1]/2),x(j-h[0]/2),h[1]*c,h[0]*c];if(k&&c>=6&&Math.max(...d)>1)for(let y=0;y<u[0];y++)for(let z=0;z<u[1];z++)this.mark(f,b(E+z*d[1]),x(T+y*d[0]),c,c,1);let D=[Math.max(b(-l[1]),0),Math.max(x(-l[0]),0),Math.min(b(a[1]-l[1]),i.clientWidth),Math.min(x(a[0]-l[0]),i.clientHeight)];if(this.cross(f,D,b(P),x(j),L),this.mark(f,...L,1.8),t==="output"){let{black:y,white:z}=this.header.planes[e];o.textContent=y?`±${z}`:"",n.textContent=this.read(e,s)}if(t==="input"){let y=[0,1].map(z=>(u[z]-1>>1)*d[z]);n.textContent=this.pixel(e,T+y[0],E+y[1])??"padding"}}mark(t,e,i,o,n,s){let r=[Math.max(0,7-o)/2,Math.max(0,7-n)/2];U.forEach((a,l)=>{t.strokeStyle=a,t.lineWidth=l?s:s+2,t.strokeRect(e-r[0],i-r[1],o+2*r[0],n+2*r[1])})}cross(t,[e,i,o,n],s,r,[a,l,h,p]){let d=[[e,r,Math.min(a,s)-10,r],[Math.max(a+h,s)+10,r,o,r],[s,i,s,Math.min(l,r)-10],[s,Math.max(l+p,r)+10,s,n]];t.globalAlpha=.4,U.forEach((f,c)=>{t.strokeStyle=f,t.lineWidth=c?1:2,t.beginPath();for(let[w,M,x,b]of d)x<w||b<M||(t.moveTo(w,M),t.lineTo(x,b));t.stroke()}),t.globalAlpha=1}hatch(t,e,i,o,n){t.save(),t.beginPath(),t.rect(e,i,o,n),t.clip(),t.strokeStyle=W,t.lineWidth=1,t.beginPath();let[s,r]=[Math.min(e+o,t.canvas.clientWidth),Math.min(i+n,t.canvas.clientHeight)],[a,l]=[Math.max(e,0),Math.max(i,0)];for(let h=a-(r-l);h<s;h+=5)t.moveTo(h,r),t.lineTo(h+r-l,l);t.stroke(),t.strokeRect(e+.5,i+.5,o-1,n-1),t.restore()}drawKernel({canvas:t,kernel:e}){let[i,o]=this.header.kernel,n=this.context(t),s=Math.floor(Math.min(t.clientWidth/o,t.clientHeight/i)),r=Math.round((t.clientWidth-s*o)/2);n.strokeStyle=W,n.lineWidth=1,e.shades.forEach((a,l)=>{let h=[r+l%o*s,Math.floor(l/o)*s];n.fillStyle=`rgb(${a}, ${a}, ${a})`,n.fillRect(...h,s,s),n.strokeRect(h[0]+.5,h[1]+.5,s-1,s-1)}),t.setAttribute("aria-label",`kernel: ${e.name}`)}write(t){let{header:e,lane:i}=this,{kernels:o,name:n}=e.lanes[i],[s,r]=e.kernel,[a,l]=this.corner(t);this.numbers.replaceChildren();let h=m("p",{class:"where"},this.numbers,`Output row ${t[0]}, column ${t[1]} of `);m("b",{class:n},h,n);let p=m("div",{class:"tables"},this.numbers),u=(c,w,M=()=>!1)=>{let x=m("table",r>5?{class:"wide"}:{},p);m("caption",{},x,c);for(let b=0;b<s;b++){let k=m("tr",{},x);for(let v=0;v<r;v++)m("td",M(b,v)?{class:"padding",title:"padding"}:{},k,w(b,v))}return x},d=(c,w)=>this.pixel(i,a+c*e.dilation[0],l+w*e.dilation[1]);u("input window",(c,w)=>d(c,w)??0,(c,w)=>d(c,w)===null),o.forEach((c,w)=>{let M=`∗ ${c.factor?`${c.factor} of `:""}${c.name}`,x=u(M,(v,C)=>c.weights[v*r+C]),b=m("tfoot",{},x),k=m("td",{colspan:r},m("tr",{},b));k.append(`output ${i*e.multiplier+w} = `),m("b",{},k,this.read(i*e.multiplier+w,t))});let f=this.link(t);f&&m("a",{href:f,target:"_blank",rel:"noopener"},this.numbers,"Every multiplication, in the sliding window")}link(t){let{header:e}=this,[i,o]=this.corner(t);for(let n of[e.lanes.map((s,r)=>r),[this.lane]]){let s=[];for(let u of n)for(let d=0;d<e.span[0];d++)for(let f=0;f<e.span[1];f++)s.push(this.pixel(u,i+d,o+f)??0);let r=n.flatMap(u=>e.lanes[u].kernels.flatMap(({exact:d})=>d)),[a,l]=[s.join("_"),r.join("_")];if(Math.max(a.length,l.length)>e.longest)continue;let{link:h}=e;return`./?${new URLSearchParams({...h.query,[h.channels]:n.length,[h.input]:a,[h.filter]:l})}`}return null}},O=new WeakMap;function et({data:g,parentElement:t}){_(t);let e=t.querySelector(".picture");H(e),O.has(e)||O.set(e,new R(e)),O.get(e).update(g)}export{et as default};
