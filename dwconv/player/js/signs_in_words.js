// Signs as words, for screen readers, which pass over many of them: a pattern, and the words in its
// place, rule after rule. For JavaScript and Python: what stands behind `export default` is JSON, so
// that dwconv/player/signs_in_words.py can read it too; a minus in it is "−", not a hyphen.
export default [
  ["✓ ", "right: "],
  ["\\((−[^()\\s+−]+)\\)", "$1"],
  ["(\\d)e(−?)(\\d+)", "$1 times 10 to the power of $2$3"],
  ["∂𝐿/∂|∂L/\u2060?∂", "the gradient with respect to "],
  [" ?\\(([⌈⌊]) [⌉⌋]: round (?:up|down)\\)", ""],
  ["²", " squared"],
  ["³", " cubed"],
  ["⌈([^⌉]*)⌉", "$1 rounded up"],
  ["⌊([^⌋]*)⌋", "$1 rounded down"],
  ["√\\((\\w+) / ([\\w-]+)\\)", "the square root of the fraction $1 over $2"],
  [
    "√\\((\\w+) / \\((\\S+) \\+ (\\S+)\\)\\)",
    "the square root of the fraction $1 over the sum of $2 and $3"
  ],
  ["√", "the square root of "],
  ["\\b(\\d[\\d,.]*|[A-Z][a-z]?) ?/ ?(?=[\\d(]|[A-Z][a-z]?\\b)", "$1 divided by "],
  ["(?<=[\\d)]|\\b\\w)[ \\u00a0]/[ \\u00a0](?=\\w\\b|[\\d(])", " divided by "],
  [" ?÷ ?", " divided by "],
  ["[ \\u00a0]?[·⋅][ \\u00a0]?", " times "],
  ["∗ ?", "with "],
  ["(?<=[\\w)])(?:×| × )(?=[\\w(])", " by "],
  [" ?×(?=\\d)", " times "],
  [" ?×", " times"],
  ["(?<=[\\d)]) → (?=[\\d(])", " becomes "],
  [" → ", " to "],
  [" ?≈ ?", " is about "],
  [" ?≤ ?", " at most "],
  [" ?≥ ?", " at least "],
  ["∞", "infinity"],
  ["±", "plus or minus"],
  ["(?<=[\\w)%])[ \\u00a0]\\+[ \\u00a0](?=[\\w(−])", " plus "],
  ["(?<=[\\w)%])[ \\u00a0]−[ \\u00a0](?=[\\w(−])", " minus "],
  ["(?<=[\\w)%])−(?=[\\w(−])", " minus "],
  ["−(?=[\\w.(])", "minus "],
  ["(?<![\\w.)])-(?=\\d)", "minus "]
]
