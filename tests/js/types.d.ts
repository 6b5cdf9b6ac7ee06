// What the modules under dwconv/player/js hand to each other. Their comments use these names.

/** A style sheet that the bundler puts into a script, as text. */
declare module "*.css" {
  const text: string;
  export default text;
}

type Unit = "tap" | "window" | "pixel";
type Colour = number[]; // red, green, blue, from 0 to 255
type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A window, counted in reading order, and the tap in it. */
interface Moment {
  w: number;
  t: number;
}

/** Row, column, channel and filter of a window. */
interface Place {
  i: number;
  j: number;
  k: number;
  q: number;
}

interface Point {
  x: number;
  y: number;
}

interface Size {
  width: number;
  height: number;
}

interface Box extends Point, Size {}

/** Numbers under names, in fractions while something moves. */
type Position = Record<string, number>;

/** A box with its plane; `left` is where a line to it may end. */
interface Stop {
  plane: View;
  box: Box;
  left?: number;
}

/** How the values of an array are written. */
interface Format {
  decimals: number;
  digits?: number;
  scientific?: boolean;
  even?: boolean;
  exact?: boolean;
  chars: number;
}

type Written = Partial<Format>;
type ArrayName = "input" | "filter" | "output" | "products" | "sums" | "channel_sums";

/** What stands before the arrays of a payload (see payload.py). */
interface Header {
  arrays: Record<string, { dtype: "<f4" | "<f8"; shape: number[]; offset: number }>;
  pads: [[number, number], [number, number]];
  input: [number, number];
  kernel: [number, number];
  output: [number, number];
  stride: [number, number];
  dilation: [number, number];
  channels: number;
  multiplier: number;
  data_format: "NHWC" | "NCHW";
  padding?: string;
  taps: boolean;
  why_no_taps: string;
  largest: Partial<Record<ArrayName, number>>;
  /** The largest magnitude in the plane where it is least. */
  least: Partial<Record<ArrayName, number>>;
  whole: Partial<Record<ArrayName, boolean>>;
  negative: Partial<Record<ArrayName, boolean>>;
  reached: [number[], number[]];
  notes: string[];
  /** Of the lanes, where they say more than the number of their channel. */
  names?: string[];
  captions?: { q?: number } & Record<string, any>;
  // of a convolution in groups
  filters: number;
  groups: number;
  real: [number[], number[]];
}

type Values = Record<ArrayName, Float32Array | Float64Array>;

/** A payload under short names; the letters are those of the formulas on the page. */
interface Model {
  header: Header;
  values: Values;
  C: number;
  M: number;
  H: number;
  W: number;
  KH: number;
  KW: number;
  OH: number;
  OW: number;
  PH: number;
  PW: number;
  T: number;
  top: number;
  left: number;
  sh: number;
  sw: number;
  dh: number;
  dw: number;
  q0: number;
  windows: number;
}

/** What a clock goes through: how many steps, which moment each is, whether it may go by tap. */
interface Timeline {
  windows: number;
  rows: number;
  taps: boolean;
  whyNoTaps: string;
  count(unit: Unit): number;
  stepOf(unit: Unit, moment: Moment): number;
  momentAt(unit: Unit, step: number): Moment;
  lastTap(w: number): number;
  /** What each step shows, in the plural. */
  noun?(unit: Unit): string;
}

/** What a player reports to Python (see Moment in moment.py). */
interface Report {
  step: number;
  unit: Unit;
  speed: number;
  focus?: number;
  playing: boolean;
}

/** What Python asks of a player; what is missing is left to whoever operates it. */
interface Options extends Partial<Report> {
  /** The player's key in Python, and the length of the payload behind the options. */
  numbers?: [key: string, bytes: number];
  /** With "cells", the cells of the window are asked for before its value. */
  predict?: boolean | "cells";
  /** Windows, and a number that only a new stretch changes (see Stretch in moment.py). */
  stretch?: [first: number, last: number, unit: Unit, speed: number, repeat: number];
  /** A number that only a new tour changes, and its stops. */
  tour?: [repeat: number, stops: [place: string, text: string][]];
  /** Text and progress. */
  caption?: [string, string];
  typing?: Typing;
  disagreement?: Disagreement;
}

/** At which windows TensorFlow returns another value (see player_options.py). */
interface Disagreement {
  shown: string;
  sentence: string;
  values: string;
  windows: string;
  /** Of each output row, and of each output column, which of the input are multiplied. */
  taken?: [rows: number[][], columns: number[][]] | null;
}

/** What lets numbers be typed into the picture (see Typing in moment.py). */
interface Typing {
  seen: number;
  shown: string;
  refused: string;
  into: Record<string, string>;
  first: Record<string, string>;
  number: string;
  unclear: string;
  not_a_number: string;
  not_clear: string;
}

/** What was typed and not answered yet, and the numbers that were shown then. */
interface Edits {
  list: [number: number, cell: string, block: string[][]][];
  shown: string;
}

/** What a transport moves. */
interface Picture {
  pressLetter?(letter: string): boolean;
  go(moment: Moment): void;
  changed(): void;
  describe(): string;
  setFocus(k: number): void;
  readonly focus: number | undefined;
  readonly asks?: boolean | undefined;
  readonly lanes: boolean;
}

/** A player, or a comparison, from outside. */
interface Player {
  update(payload: Uint8Array, options?: Options): void;
  seek(step: number): void;
  play(): void;
  pause(): void;
  moment(): Report;
  /** The tap within the window, and the window at whose result playing stops; null for the last one. */
  clock(): { tap: number; until: number | null };
  /** Show no window after this one, whatever is pressed; null to show all again. */
  stopAfter(w: number | null): void;
  /** Show which cells of the input the window covers, or not while a class is asked for them. */
  hideWindow(yes: boolean): void;
  /**
   * Let the keys that say a filter and a channel say those of a question's window; -1 for none, -2 for a
   * question whose number is not in the picture, which then shows no value in large digits.
   */
  askAbout(w: number): void;
  settled(): boolean;
  where(kind: string, cell?: Record<string, number>): Point;
  theme(): Theme | undefined;
  destroy(): void;
}

interface PlayerElement extends HTMLElement {
  dwPlayer?: Player;
}

interface Listeners {
  onSeek?: (report: Report) => void;
  onNext?: ((by: 1 | -1) => void) | null;
  onEdit?: (edits: Edits) => void;
}

/** What Streamlit calls a component with. */
interface Mount {
  data: any;
  parentElement: HTMLElement | ShadowRoot;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

/** Tints of one colour from zero to the largest magnitude. */
interface Ramp {
  css: string[];
  pixels: Uint32Array;
  deepest: Colour;
}

interface LaneColours {
  positive: Ramp;
  negative: Ramp;
  stroke: Colour;
  text: Colour;
}

interface Theme {
  paper: Colour;
  ink: Colour;
  dark: boolean;
  lanes: LaneColours[];
  sums: LaneColours;
  panel: Colour;
  line: Colour;
  grid: Colour;
  empty: Colour;
  frame: Colour;
  hatch: Colour;
  dots: Colour;
  added: Colour;
  muted: Colour;
  textFont: string;
  codeFont: string;
}

/** One plane on screen: rows by cols cells of cw by ch pixels; digits of size font, or a picture. */
interface View extends Box {
  kind: string;
  k: number;
  q: number;
  rows: number;
  cols: number;
  cw: number;
  ch: number;
  font: number;
  format: Format;
  [name: string]: any;
}

/** A plane in the tints of channel k; in those of sums where it is null. */
type TintedView = Box & Pick<View, "rows" | "cols" | "cw" | "ch" | "font" | "format"> & { k: number | null };

/** All that is painted with until numbers, size, focus or theme change. */
interface Stage {
  scene: any;
  theme: Theme;
  dpr: number;
  digit: number;
  hatch: CanvasPattern;
  images: Map<any, any>;
  key?: string;
  look?: string;
  [name: string]: any;
}

/** How a plan is fitted to a screen: the width of a digit at size 1, and how to meet its pixels. */
interface Tools {
  digit: number;
  scale: number;
  snap(value: number): number;
  snapCell(cell: number): number;
  textWidth(text: string): number;
}

/** The cells of an array at one size; font 0 if they have no digits. */
interface Cells {
  cw: number;
  ch: number;
  font: number;
  format: Format;
}

/** The room of a large lane, and how its blocks may share it. */
interface LaneRoom extends Size {
  /** The height of what is said below the input. */
  notes: number;
  phone: boolean;
  gap: number;
  mostPatch: number;
}

/** Planes with their words, side by side and below each other. */
interface Block extends Size {
  cells: Cells;
  perRow: number;
  rows: number;
  cols: number;
  gap: number;
}

/** All blocks of a large lane, and which of them stand on a line. */
interface Plan {
  ch: number;
  digits: number;
  blocks: Record<string, Block>;
  lines: string[][];
  height: number;
}

/** The blocks of a lane that is a column, and how they stand (see column_layout.js). */
interface ColumnPlan extends Size {
  ch: number;
  digits: number;
  blocks: Record<string, Block>;
  rows: string[][];
  tucked: boolean;
}

/** Where the columns of the small lanes are. */
interface Columns {
  start: number;
  end: number;
  filter: number;
  output: number;
  right: number;
}

/** Words above or below a plane. */
interface Label extends Point {
  text: string;
  width?: number;
  note?: boolean;
  centred?: boolean;
}

/** One channel's row in the picture. */
interface Lane extends Box {
  k: number;
  big: boolean;
  name: Point;
  views: View[];
  texts: Label[];
}

/** The arithmetic below the lanes; which of its parts there are depends on its mode. */
interface Strip extends Box {
  narrow: boolean;
  cells: any[];
  words: { x: number } | null;
  [name: string]: any;
}

/** A mark that the line below the lanes explains. */
interface LegendMark {
  kind:
    | "positive"
    | "sum"
    | "negative"
    | "grey"
    | "zero"
    | "shade"
    | "padding"
    | "inserted"
    | "empty"
    | "waits"
    | "both";
  words: string;
  /** Of a swatch with a frame: what is framed so. */
  frame?: "read" | "made";
  /** Of how many channels the swatch has the hue. */
  hues?: number;
}

/** That line; y is the middle of a mark. */
interface Legend {
  marks: (LegendMark & Point)[];
  height: number;
}

interface Scene extends Size {
  legend?: Legend;
  scale: number;
  narrow: boolean;
  lanes: Lane[];
  strip: Strip | null;
}

/** A cell of the padded input, and what is marked of it (see choose_window_cells.js). */
type CellPlace = { k: number; row: number; column: number };
type CellMark = "chosen" | "right" | "wrong" | "missing";

/** A cell that the pointer is on. */
interface Cell {
  kind: string;
  k: number;
  q: number;
  row: number;
  column: number;
}

/** One of the two convolutions of a comparison: N filters in G groups, each over S channels. */
interface Track extends Model {
  kind: "depthwise" | "standard" | "pointwise";
  title: string;
  side: number;
  macs: number;
  hues: number[];
  filter: number[];
  length: number;
  N: number;
  G: number;
  S: number;
  K: number;
}

interface Comparison {
  header: any;
  tracks: [Track, Track];
  inTurn: boolean;
  feeds: boolean;
}

/** Where a track is at a moment of the clock (see stateOf). */
interface State {
  i: number;
  j: number;
  n: number;
  g: number;
  window: number;
  t: number;
  works: boolean;
  done: number;
  macs: number;
  real: number;
}

/** A picture that is drawn in a frame (see picture_canvases.js). */
interface FramedPicture {
  readonly ready: boolean;
  readonly narrowBelow: number;
  readonly key: string;
  build(
    size: Size & { scale: number },
    theme: Theme,
    dpr: number,
    context: Context,
    used?: OffscreenCanvas,
  ): Stage;
  show(stage: Stage): void;
  say(text: string): void;
  pointer: {
    point(event: PointerEvent): void;
    leave(): void;
    click(event: PointerEvent): void;
  };
}

/** A cell of a comparison that the pointer is on. */
interface ComparisonCell {
  side: number;
  kind: string;
  k: number;
  n: number;
  s: number;
  row: number;
  column: number;
}

/** A cell of any plane. */
interface PlaneCell {
  kind: string;
  row: number;
  column: number;
}

/** Which planes there are, and which lies beside which (see neighbour_planes.js). */
interface PlaneOrder<C extends PlaneCell> {
  /** The planes of a row, from left to right: input, filter, output. */
  kinds: [string, string, string];
  sizeOf(cell: C): [rows: number, columns: number];
  /** The plane to the right of a row's last one (1), or to the left of its first one (-1). */
  beyond(cell: C, by: number): C | null;
  below(cell: C, by: number): C | null;
  /** The cell of this one's kind that is at work at the step; the cell itself where that is not to be told. */
  atStep(cell: C): C;
}

/** A letter of an index formula, what it is at a moment, and what it points to. */
interface Piece {
  letter: string;
  meaning: string;
  of: string;
}

/** One input channel of a track, as a row. */
interface ComparisonRow {
  k: number;
  y: number;
  height: number;
  middle: number;
  large: boolean;
  cell: number;
  shift: number;
  across: number;
  between: number;
  perLine: number;
  width: number;
  used: number;
  [name: string]: any;
}

/** Sizes of the cells of a comparison in which every slice has digits. */
interface ReadableSizes {
  input: number;
  inputHigh: number;
  wide: number;
  high: number;
  output: number;
}

/** What a track may take of a picture. */
interface Room extends Size {
  margin: number;
  marked: boolean;
}

/** Where everything of a track goes. */
interface ComparisonPlan {
  track: Track;
  box: Box;
  head: Box;
  strip: any;
  rows: ComparisonRow[];
  lanes: Box[];
  outside: Box[];
  inSight: boolean;
  views: View[];
  focused: boolean;
  readable: boolean;
  headers: { n: number; x: number; y: number }[];
  notes: { k: number; x: number; y: number; width: number; text: string }[];
  marks: (Box & { k: number; text: string })[];
  bandWords: {
    lines: string[];
    x: number;
    y: number;
    size: number;
    pitch: number;
    key: string;
  }[];
  ends: Box | null;
  legend: Legend | null;
  plusX: (n: number) => number;
  inputs: View[];
  outputs: View[];
  slices: View[][];
  enlarged: View[];
}

/** Lines of one output value of a comparison; where several channels meet, a plus and the line of the sum. */
interface ComparisonLines {
  parts: {
    k: number;
    /** From the window. */
    factor: Point[] | null;
    lines: Point[][];
    sign: (Point & { radius: number }) | null;
  }[];
  joints: (Point & { k: number })[];
  plus: Point | null;
  bus: Point[] | null;
  sum: Point[] | null;
}

/** How the cell under the pointer and what belongs to it are outlined. */
interface HoverPen {
  colour: Colour;
  box(box: Box, line?: number): void;
  window(view: View, at: { row: number; column: number }): void;
  shade(box: Box): void;
}

/** What axis_ruler.py sends. */
interface Ruler {
  name: string;
  size: number;
  before: number;
  after: number;
  /** Pixels for which there is room before and after the input: so that two rulers can be compared. */
  room: [number, number];
  /** Whether pixels are few enough to draw one by one. */
  cells: boolean;
  /** Pixels that no window reaches: the first, and the one behind the last. */
  missed: [number, number][];
  windows: { index: number; taps: number[] }[];
  more: number;
  /** Pixels: of the words above the bar, of the bar, of a window's row, and of all. */
  above: number;
  bar: number;
  row: number;
  height: number;
  words: string;
}

/** What receptive_field.py sends. */
interface OutputTrace {
  /** Pixels across the picture, and those of the receptive field. */
  whole: number;
  pixels: number;
  rows: { label: string; centres: number[] }[];
  read: boolean[];
  /** Of each pixel, as a part of the most. */
  ways: number[];
  height: number;
  words: string;
}

/** A column of what scrolling_table.py sends. */
interface TableColumn {
  name: string;
  kind: "text" | "number" | "share";
  texts: string[];
  /** By which it is sorted; empty for texts. */
  values: number[];
}

/** What scrolling_table.py sends: a table, and which of its rows is chosen. */
interface TableData {
  about: string;
  sortable: boolean;
  choosable: boolean;
  chosen: number | null;
  /** The rows whose choice opens something. */
  opening: number[];
  /** Pixels. */
  height: number;
  columns: TableColumn[];
}

/** What planes_side_by_side.py sends: tables of values, with the place that is marked in each. */
interface Planes {
  planes: {
    title: string;
    rows: number[][];
    texts: string[][];
    /** How far from zero the tint is deepest. */
    most: number;
    /** The value that is drawn without a tint. */
    zero: number;
  }[];
  at: [number, number] | null;
  hue: number;
}

/** What channel_connections.py sends. */
interface Wires {
  inputs: number;
  outputs: number;
  connections: [number, number][];
  words: string;
}

/** What gradient_descent.py sends: arrays with one line of numbers for each plane, channel by channel. */
interface DescentRun {
  updates: number;
  channels: number;
  kernel: [number, number];
  input: [number, number];
  output: [number, number];
  values: Record<string, Float32Array>;
}

/** What copy_link.py sends: `names` has what the player's words are called in a link. */
interface CopyLink {
  label: string;
  query: string | null;
  names: Record<string, string>;
}

/** The answers to an exercise sheet that the session knows, by the number of the exercise. */
interface KeptAnswers {
  sheet: string;
  answers: Record<string, unknown>;
  /** Whether the tab forgets all others of this sheet. */
  alone?: boolean;
}

/** Row and column. */
type Pair = number[];

// -- a live class (dwconv/classroom)

/** Where the teacher's player is, and since when, in the server's time. */
interface ClassMoment {
  unit: Unit;
  step: number;
  tap: number;
  playing: boolean;
  lane: number;
  speed: number;
  /** The window at whose result playing stops; null for the last one. */
  until: number | null;
  at: number;
}

/** The right answer, and what the class answered. */
interface ClassReveal {
  answer?: string;
  solution?: string[];
  cells?: [number, number][];
  bars?: { key: string; label: string; count: number; right: boolean | null; mistake?: string }[];
  moment?: Partial<ClassMoment>;
}

/** What students get of a question. */
interface ClassQuestion {
  id: string;
  kind: "number" | "shape" | "cells" | "choice" | "fields";
  text?: string;
  names?: string[];
  choices?: string[];
  fields?: string[];
  lane?: number;
  /** The window whose value is asked for; less than 0 as in askAbout of a player. */
  window?: number;
  look?: boolean;
  ends?: number;
  open: boolean;
  /** Why it was closed, where its teacher did not close it. */
  closed?: string;
  reveal?: ClassReveal;
}

/** What a teacher's page gets of a class (see figures in dwconv/classroom/results.py). */
interface ClassFigures {
  now: number;
  choices?: string[] | null;
  answers_until?: number | null;
  version: number;
  students: number;
  lost: number;
  answered: number;
  question: string | null;
  text?: string;
  open: boolean;
  /** Why it was closed, where its teacher did not close it. */
  closed?: string | null;
  revealed: boolean;
  /** The last window that may be shown before the answer is; null for all. */
  stop_after: number | null;
  /** Whether the window's cells are asked for and not revealed yet. */
  hides_window: boolean;
  /** The window whose value is asked for, not revealed yet; less than 0 as in askAbout of a player. */
  window?: number;
  /** Whether it is revealed on every page, not on the projector alone. */
  everywhere: boolean;
  /** The hash of the picture that is shown. */
  picture: string | null;
  mode: "follow" | "free" | "freeze";
  ended: boolean;
  ends: number;
  reveal?: ClassReveal;
}

/** What students get of a class (see public_state in dwconv/classroom/room_state.py). */
interface ClassState {
  now: number;
  version: number;
  epoch: number;
  mode: "follow" | "free" | "freeze";
  picture: { hash: string; kind: "player" | "comparison" } | null;
  /** The page of the lab that opens `layer`. */
  page: string;
  /** What the teacher says of the picture. */
  caption: string;
  layer: Record<string, string>;
  moment: ClassMoment;
  question: ClassQuestion | null;
  students: number;
  lost: number;
  answered: number;
  helped: number;
  ended: boolean;
  ends: number;
}

/** A number, from `least` to `most` at this moment, or a choice of `options`. */
interface LayerField {
  name: string;
  label: string;
  least?: number;
  most?: number;
  limits?: string;
  options?: [value: string, words: string][];
}

/** A label and its fields. */
interface LayerRow {
  label: string;
  hint: string;
  fields: LayerField[];
  shown: boolean;
  locked: boolean;
}

/** What layer_controls.py sends. */
interface LayerControlsData {
  seen: number;
  layer: string;
  values: Record<string, string | number>;
  note: { name: string; text: string };
  example: string;
  examples: { title: string; names: string[]; shown: string; locked: boolean };
  groups: { heading: string; rows: LayerRow[] }[];
}

/** The output of a stage of a block, or the block's input; geometry if it is a convolution. */
interface BlockStage {
  kind: "depthwise" | "pointwise" | "ReLU6" | "sum";
  shape: [number, number, number];
  rows: number;
  columns: number;
  channels: number;
  values: Float32Array;
  largest: number;
  macs: number;
  changed?: number;
  from?: number;
  kernel?: [number, number];
  stride?: [number, number];
  dilation?: [number, number];
  before?: [number, number];
  multiplier?: number;
}

/** A block of layers: what it has at each place, and why it has no sum. */
interface LayerBlock {
  title: string;
  input: BlockStage;
  stages: (BlockStage | null)[];
  macs: number;
  why?: string;
}

/** A place that both blocks go through at the same time. */
interface BlocksPlace {
  rows: number;
  columns: number;
  channels: number;
  positions: number;
  start: number;
  before: number;
}

interface Blocks {
  blocks: LayerBlock[];
  places: BlocksPlace[];
  windows: number;
  positions: number;
}

interface BlocksState {
  at: number;
  position: number;
  i: number;
  j: number;
  n: number | null;
}

/** The plane of channel n of a stage. */
interface StageView extends Box, Cells {
  kind: string;
  n: number;
  q: number;
  rows: number;
  cols: number;
}

interface StagePlan {
  at: number;
  box: Box;
  head: Box;
  room: Box;
  stage: BlockStage | null;
  views: StageView[];
}

interface BlockPlan {
  block: LayerBlock;
  side: number;
  title: Box;
  stages: StagePlan[];
}

interface BlocksPlan extends Size {
  narrow: boolean;
  blocks: BlockPlan[];
  legend: Legend;
}
