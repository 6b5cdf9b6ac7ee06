// Style sheets that come with a script, so that both are there at the same moment.

/** A function that gives the page, or the shadow root, of an element a style sheet, once. */
export function styleWith(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return (element) => {
    const { adoptedStyleSheets } = element.getRootNode();
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
  };
}
