// The best line between two things in a picture, found by a search through a grid. Which things are
// joined says connecting_lines.js.
//
// A line begins at a gate of one thing and ends at a gate of the next (see line_ends.js). Between them
// it keeps clear of every plane and every word. Among all such lines made of level and upright pieces
// it is the one that is shortest and has the fewest bends. Where there is no room for any, there is
// no line.

const CLEAR = 1.75; // pixels between the middle of a line and what it passes, at least
const AWAY = 7; // and where there is room
const BORDER = 2; // and from the border of its room
const STEP = 12; // pixels between two bends: less looks like a mistake
const BEND = 26; // as many pixels of detour are as good as one bend less
/** @type {[number, number][]} */
export const WAYS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** What is joined: a plane, and where a line may leave it. @typedef {{plane: Box, gates: Gate[]}} End */
/** Where a line may leave an end: from `inside` it runs to `edge`, and on in one of `WAYS`; `shift` is how far along the side it may be moved, `ahead` how many pixels it rather goes straight on. @typedef {{inside: Point, edge: Point, way: number, cost: number, shift?: [number, number], ahead?: number}} Gate */

/**
 * The best line between two ends, or null if there is room for none.
 *
 * @param {Box} room     where it may run
 * @param {Box[]} walls  what it must not touch
 * @param {End} from
 * @param {End} to
 * @param {Point[][]} [others]  lines that it would rather not lie on or cross
 * @returns {Point[] | null}
 */
export function lineBetween(room, walls, from, to, others = []) {
  const taken = others.flatMap((line) => line.slice(1).map((point, at) => around(line[at], point)));
  /** @param {End} end */
  const open = (end) =>
    end.gates
      .map((gate) => ({
        ...gate,
        outside: step(gate.edge, gate.way, stub(gate, end, walls, room)),
      }))
      .filter(({ edge, outside }) => {
        const way = grown(around(edge, outside), CLEAR);
        return within(way, room) && !walls.some((wall) => wall !== end.plane && meet(way, wall));
      });
  const starts = open(from),
    goals = open(to);
  if (!starts.length || !goals.length) return null;
  const gates = [...starts, ...goals];
  const xs = coordinates(walls, gates, "x", "width", room);
  const ys = coordinates(walls, gates, "y", "height", room);
  const found = cheapest(
    { xs, ys, walls, taken, room },
    starts.map((gate) => entry(gate, xs, ys, gate.way)),
    goals.map((gate) => entry(gate, xs, ys, (gate.way + 2) % 4)),
  );
  if (!found) return null;
  const start = starts[found.start],
    goal = goals[found.goal];
  const line = straightened([start.inside, start.edge, ...found.points, goal.edge, goal.inside]);
  /**
   * Whether the piece that follows a point is clear of everything, but for the planes at the ends.
   *
   * @param {Point[]} points
   * @param {number} at
   */
  const free = (points, at) => {
    const ends = [start, null, goal];
    const piece = [at, at + 1].map((index) => {
      const gate = ends[index === 0 ? 0 : index === points.length - 1 ? 2 : 1];
      return gate
        ? step(gate.shift ? edgeBeside(points[index], gate) : gate.edge, gate.way, CLEAR + 0.1)
        : points[index];
    });
    const wide = grown(around(piece[0], piece[1]), CLEAR);
    return within(wide, room) && !walls.some((wall) => meet(wide, wall));
  };
  return withoutSteps(line, [start, goal], free);
}

/**
 * Where a line that is shifted to a point leaves the plane of a gate.
 *
 * @param {Point} point
 * @param {Gate} gate
 * @returns {Point}
 */
const edgeBeside = (point, { edge, way }) =>
  WAYS[way][0] ? { x: edge.x, y: point.y } : { x: point.x, y: edge.y };

/**
 * The line without steps of a few pixels between two bends, as far as there is room: the piece before a
 * step, or the one after it, is moved over to the other one's level.
 *
 * @param {Point[]} line
 * @param {Gate[]} gates   at its two ends
 * @param {(points: Point[], at: number) => boolean} free
 * @returns {Point[]}
 */
function withoutSteps(line, gates, free) {
  const last = line.length - 1;
  for (let at = 1; at < last - 1; at++) {
    const [one, other] = line.slice(at, at + 2);
    if (Math.hypot(other.x - one.x, other.y - one.y) >= STEP) continue;
    const along = one.x === other.x ? "y" : "x";
    for (const [near, level] of [
      [at - 1, other[along]],
      [at + 1, one[along]],
    ]) {
      const gate = near === 0 ? gates[0] : near + 1 === last ? gates[1] : null;
      if (gate && !(gate.shift && level >= gate.shift[0] && level <= gate.shift[1])) continue;
      const moved = line.map((point, index) =>
        index === near || index === near + 1 ? { ...point, [along]: level } : point,
      );
      const changed = [near - 1, near, near + 1].filter((index) => index >= 0 && index < last);
      if (!changed.every((index) => free(moved, index))) continue;
      return withoutSteps(straightened(moved), gates, free);
    }
  }
  return line;
}

/**
 * How far a line goes straight on from a plane: to the middle of the gap where that is narrow.
 *
 * @param {Gate} gate
 * @param {End} end
 * @param {Box[]} walls
 * @param {Box} room
 */
function stub({ edge, way, ahead = AWAY }, { plane }, walls, room) {
  const toBorder = [
    room.x + room.width - edge.x,
    room.y + room.height - edge.y,
    edge.x - room.x,
    edge.y - room.y,
  ][way];
  const far = grown(around(edge, step(edge, way, 2 * ahead)), 0.5);
  const gaps = walls
    .filter((wall) => wall !== plane && meet(far, wall))
    .map((wall) =>
      Math.max(
        way === 0 ? wall.x - edge.x : way === 2 ? edge.x - wall.x - wall.width : 0,
        way === 1 ? wall.y - edge.y : way === 3 ? edge.y - wall.y - wall.height : 0,
      ),
    );
  const free = Math.min(2 * ahead, toBorder, ...gaps) / 2;
  // the border of the lane may be nearer than another plane
  const wide =
    ahead > AWAY ? Math.min(ahead, toBorder - BORDER, Math.min(...gaps, Infinity) / 2) : 0;
  return Math.max(CLEAR + 0.25, free, wide);
}

/**
 * The levels on which a line may run: beside every obstacle, in the middle of narrow gaps, and
 * where its ends are.
 *
 * @param {Box[]} walls
 * @param {{outside: Point}[]} gates
 * @param {"x" | "y"} start
 * @param {"width" | "height"} size
 * @param {Box} room
 */
function coordinates(walls, gates, start, size, room) {
  const [least, most] = [room[start], room[start] + room[size]];
  const edges = [
    ...new Set([least, most, ...walls.flatMap((w) => [w[start], w[start] + w[size]])]),
  ];
  edges.sort((one, other) => one - other);
  const levels = gates.map(({ outside }) => outside[start]);
  for (let at = 1; at < edges.length; at++) {
    const gap = edges[at] - edges[at - 1];
    if (gap <= 2 * AWAY) levels.push((edges[at] + edges[at - 1]) / 2);
    else levels.push(edges[at - 1] + AWAY, edges[at] - AWAY);
  }
  return [...new Set(levels.map((level) => Math.round(4 * level) / 4))]
    .concat(gates.map(({ outside }) => outside[start]))
    .filter((level, at, all) => all.indexOf(level) === at && level > least && level < most)
    .sort((one, other) => one - other);
}

/**
 * @param {{outside: Point, cost: number}} gate
 * @param {number[]} xs
 * @param {number[]} ys
 * @param {number} way
 */
const entry = ({ outside, cost }, xs, ys, way) => ({
  node: ys.indexOf(outside.y) * xs.length + xs.indexOf(outside.x),
  way,
  cost,
});

/**
 * The cheapest way through a grid of levels (the algorithm A*); a state is a node and the way in which it
 * was reached, so that bends can be counted.
 *
 * @param {{xs: number[], ys: number[], walls: Box[], taken: Box[], room: Box}} grid
 * @param {{node: number, way: number, cost: number}[]} starts
 * @param {{node: number, way: number, cost: number}[]} goals
 * @returns {{start: number, goal: number, points: Point[]} | null}
 */
function cheapest({ xs, ys, walls, taken, room }, starts, goals) {
  const wide = xs.length,
    states = 4 * wide * ys.length;
  const cost = new Float64Array(states).fill(Infinity),
    before = new Int32Array(states).fill(-1),
    done = new Uint8Array(states);
  const lengths = new Map(); // of pieces, which several ways may use
  /** @type {[number, number][]} */
  const heap = [];
  /** @param {number} node */
  const pointOf = (node) => ({ x: xs[node % wide], y: ys[Math.floor(node / wide)] });
  /**
   * @param {number} node
   * @param {number} next
   */
  const lengthOf = (node, next) => {
    const key = node < next ? node * states + next : next * states + node;
    const known = lengths.get(key);
    if (known !== undefined) return known;
    const piece = around(pointOf(node), pointOf(next)),
      narrow = grown(piece, CLEAR);
    let length = piece.width + piece.height;
    if (!within(narrow, room) || walls.some((wall) => meet(narrow, wall))) length = Infinity;
    else {
      const near = grown(piece, AWAY - 1.5);
      if (walls.some((wall) => meet(near, wall))) length *= 1.5;
      if (taken.some((line) => meet(narrow, line))) length = 4 * length + 60;
    }
    lengths.set(key, length);
    return length;
  };
  const ends = goals.map(({ node }) => pointOf(node));
  /** @param {number} node */
  const leastToGo = (node) => {
    const { x, y } = pointOf(node);
    return Math.min(...ends.map((end) => Math.abs(end.x - x) + Math.abs(end.y - y)));
  };
  /**
   * @param {number} state
   * @param {number} value
   * @param {number} from
   */
  const reach = (state, value, from) => {
    if (value >= cost[state]) return;
    cost[state] = value;
    before[state] = from;
    push(heap, [value + leastToGo(state >> 2), state]);
  };
  for (const { node, way, cost: first } of starts) if (node >= 0) reach(4 * node + way, first, -1);
  let best = Infinity,
    end = { state: -1, goal: -1 };
  while (heap.length) {
    const [guess, state] = pop(heap);
    if (guess >= best) break;
    if (done[state]) continue;
    done[state] = 1;
    const value = cost[state],
      node = state >> 2,
      way = state & 3;
    goals.forEach((goal, index) => {
      if (goal.node !== node || (goal.way + 2) % 4 === way) return;
      const total = value + goal.cost + (goal.way === way ? 0 : BEND);
      if (total < best) [best, end] = [total, { state, goal: index }];
    });
    for (const [turn, [across, down]] of WAYS.entries()) {
      if ((turn + 2) % 4 === way) continue;
      const column = (node % wide) + across,
        row = Math.floor(node / wide) + down;
      if (column < 0 || row < 0 || column >= wide || row >= ys.length) continue;
      const next = row * wide + column;
      reach(4 * next + turn, value + lengthOf(node, next) + (turn === way ? 0 : BEND), state);
    }
  }
  if (end.state < 0) return null;
  /** @type {Point[]} */
  const points = [];
  let state = end.state;
  for (; before[state] >= 0; state = before[state]) points.unshift(pointOf(state >> 2));
  points.unshift(pointOf(state >> 2));
  const start = starts.findIndex(({ node, way }) => 4 * node + way === state);
  return { start, goal: end.goal, points };
}

/**
 * @param {[number, number][]} heap
 * @param {[number, number]} item
 */
function push(heap, item) {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent][0] <= heap[at][0]) break;
    [heap[parent], heap[at]] = [heap[at], heap[parent]];
    at = parent;
  }
}

/** @param {[number, number][]} heap */
function pop(heap) {
  const top = heap[0],
    last = /** @type {[number, number]} */ (heap.pop());
  if (heap.length) {
    heap[0] = last;
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1][0] < heap[child][0]) child++;
      if (heap[at][0] <= heap[child][0]) break;
      [heap[at], heap[child]] = [heap[child], heap[at]];
      at = child;
    }
  }
  return top;
}

// -- boxes and points

/**
 * @param {Point} point
 * @param {number} way
 * @param {number} by
 */
const step = ({ x, y }, way, by) => ({ x: x + WAYS[way][0] * by, y: y + WAYS[way][1] * by });

/**
 * @param {Point} one
 * @param {Point} other
 */
const around = (one, other) => ({
  x: Math.min(one.x, other.x),
  y: Math.min(one.y, other.y),
  width: Math.abs(one.x - other.x),
  height: Math.abs(one.y - other.y),
});

/**
 * @param {Box} box
 * @param {number} by
 */
const grown = ({ x, y, width, height }, by) => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/**
 * @param {Box} one
 * @param {Box} other
 */
const meet = (one, other) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/**
 * @param {Box} box
 * @param {Box} room
 */
const within = (box, room) =>
  box.x >= room.x &&
  box.y >= room.y &&
  box.x + box.width <= room.x + room.width &&
  box.y + box.height <= room.y + room.height;

/**
 * Without points that stand where the one before does, or on the way from it to the next.
 *
 * @param {Point[]} points
 */
function straightened(points) {
  /** @type {Point[]} */
  const kept = [];
  for (const point of points) {
    const [one, last] = kept.slice(-2);
    if (kept.length && (last ?? one).x === point.x && (last ?? one).y === point.y) continue;
    const between =
      last &&
      ((one.x === last.x && last.x === point.x) || (one.y === last.y && last.y === point.y));
    if (between) kept.pop();
    kept.push(point);
  }
  return kept;
}
