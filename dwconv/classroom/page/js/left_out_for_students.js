// What of the player the students' page has no use for: typing into the picture, predicting its
// values, its tour, filling the window, what unused keys are for, fonts from the server, and gradients and where TensorFlow disagrees,
// which no class is sent. The bundle takes these in their place, so that a phone has less to load.

/** @type {string[][]} */
export const KEYS_OF_TYPING = [];
export const KEYS_OF_PREDICTION = KEYS_OF_TYPING;
export const KEYS_OF_PRESENTER = KEYS_OF_TYPING;

/** @returns {ReturnType<typeof import("../../../player/js/cell_typing.js").createTyping>} */
export const createTyping = () => ({
  place() {},
  begin: () => false,
  canType: () => false,
  update: () => false,
  newsOf: () => "",
  pick() {},
  forget() {},
  destroy() {},
});

export const createDisagreement = () => ({ hear: () => false, at: () => "" });

/** @returns {ReturnType<typeof import("../../../player/js/tour.js").createTour>} */
export const createTour = () => ({
  start() {},
  stop() {},
  place() {},
  destroy() {},
});

/**
 * @param {PlayerElement} _player
 * @param {{shown: () => {moment: Moment, unit: Unit}}} uses
 * @returns {ReturnType<typeof import("../../../player/js/prediction.js").createPrediction>}
 */
export const createPrediction = (_player, { shown }) => ({
  asks: () => false,
  hides: () => false,
  visible: shown,
  choose() {},
  chooseByKey: () => false,
  sayCell() {},
  on: false,
  marks: [],
  apply: () => false,
  focus: () => false,
  place() {},
  show() {},
  reset() {},
  destroy() {},
});

/** @returns {ReturnType<typeof import("../../../player/js/presenter_mode.js").createPresenter>} */
export const createPresenter = () => ({ scale: 1, setCaption() {}, destroy() {} });

export const answerUnused = () => {};

export const usesOneOf = null;

/** @type {typeof import("../../../player/js/gradient_words.js").placeOfGradient} */
export const placeOfGradient = () => [];

export const paintChange = () => {};

export const nameParts = () => false;
export const divideParts = paintChange;

/** @type {typeof import("../../../player/js/gradient_names.js").ownName} */
export const ownName = () => undefined;

export const madeFromGradient = () => "";
