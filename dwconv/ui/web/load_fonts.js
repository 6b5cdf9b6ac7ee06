// Loads the font of numbers and code at once. A browser asks for a font when a text in it is first drawn,
// so a picture would be drawn in another font first, and again when this one comes.

/** @param {Document} document */
export function loadFonts(document) {
  void document.fonts.load('16px "Source Code Pro"'); // Streamlit's document declares it
}
