// Draws a picture again when a font that it uses has come from the server.

/**
 * @param {(target: EventTarget, type: string, handler: (event: any) => void) => void} listen
 * @param {() => Stage | null} stage   what is shown
 * @param {() => void} draw
 */
export function followFonts(listen, stage, draw) {
  listen(document.fonts, "loadingdone", (/** @type {FontFaceSetLoadEvent} */ { fontfaces }) => {
    const { textFont = "", codeFont = "" } = stage()?.theme ?? {};
    const isUsed = (/** @type {FontFace} */ { family, style }) =>
      style === "normal" && `${textFont} ${codeFont}`.includes(family.replaceAll('"', ""));
    if (fontfaces.some(isUsed)) draw();
  });
}
