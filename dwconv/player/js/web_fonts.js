// Which fonts of the server a picture uses: it is drawn again when one of them has come.

/**
 * Whether a picture of this theme uses one of these fonts.
 *
 * @param {readonly FontFace[]} fonts
 * @param {Theme | undefined} theme
 */
export const usesOneOf = (fonts, theme) =>
  fonts.some(
    ({ family, style }) =>
      style === "normal" &&
      `${theme?.textFont} ${theme?.codeFont}`.includes(family.replaceAll('"', "")),
  );
