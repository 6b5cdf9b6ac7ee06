// What a teacher hears of a class: news at once, and counts when they have stood still for a moment.

import { spoken } from "../../player/js/spoken.js";

const COUNTS_REST = 1500; // ms without a change after which counts are said

/**
 * Let a status say what there is of a class.
 *
 * @param {HTMLElement} status
 */
export function createNews(status) {
  let timer = 0;
  let counted = "";

  /** @param {string} words */
  function say(words) {
    const heard = spoken(words);
    if (status.textContent !== heard) status.textContent = heard;
  }

  return {
    say,
    /** Leave these counts out: how to join is said first. @param {string} counts */
    skip(counts) {
      counted = counts;
    },
    /** Say the news, or the counts: forty answers are forty. @param {string} news @param {string} counts */
    hear(news, counts) {
      if (news) say(news);
      if (!news && counts === counted) return;
      counted = counts;
      clearTimeout(timer);
      if (!news) timer = setTimeout(() => say(counts), COUNTS_REST);
    },
  };
}
