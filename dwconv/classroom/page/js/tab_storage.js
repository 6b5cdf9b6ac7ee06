// What this tab remembers of a class, for a reload: its random number and its answers. Nothing else
// is kept, and it goes with the tab.

/**
 * @param {string} code
 */
export function remember(code) {
  const name = `dwconv class ${code}`;
  /** @type {{student: string, answers: Record<string, {given: any, read: any}>, lostAt: number}} */
  let kept = { student: "", answers: {}, lostAt: -1 };
  try {
    kept = { ...kept, ...JSON.parse(sessionStorage.getItem(name) ?? "{}") };
  } catch {
    // a browser that keeps nothing: a reload is then a new student
  }
  if (!kept.student) {
    kept.student = crypto.getRandomValues(new Uint8Array(12)).join(""); // 12 to 36 digits
    keep();
  }

  function keep() {
    try {
      sessionStorage.setItem(name, JSON.stringify(kept));
    } catch {
      // as above
    }
  }

  return {
    student: kept.student,
    /** @param {string} question */
    answer: (question) => kept.answers[question],
    /**
     * @param {string} question
     * @param {any} given
     * @param {any} read
     */
    keepAnswer(question, given, read) {
      kept.answers[question] = { given, read };
      keep();
    },
    /** How often the teacher had helped the lost when this student became lost; -1 for not lost. */
    get lostAt() {
      return kept.lostAt;
    },
    /** @param {number} at */
    keepLost(at) {
      kept.lostAt = at;
      keep();
    },
  };
}
