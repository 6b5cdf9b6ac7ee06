import assert from "node:assert/strict";
import { test } from "node:test";
import { judged } from "../../dwconv/classroom/page/js/reveal.js";
import {
  buttonThatShows,
  newsOf,
  removedBecause,
} from "../../dwconv/ui/components/class_answers.js";

const bars = [
  { key: "4", label: "4", count: 5, right: true },
  { key: "3", label: "3", count: 2, right: false },
];
const asked = {
  question: "q1",
  text: "What is it?",
  open: true,
  revealed: false,
  answered: 7,
  reveal: { answer: "4", bars },
};
const closed = { ...asked, open: false };
const shown = { ...closed, revealed: true };

test("a teacher hears the bars once a question is closed, and how many were right once revealed", () => {
  assert.equal(
    newsOf(asked, closed),
    "The question is closed. 7 answered. 4: 5 students; 3: 2 students",
  );
  const because = { ...closed, closed: "The picture has changed." };
  assert.match(newsOf(asked, because), /^The picture has changed. 7 answered/);
  assert.equal(removedBecause(asked, because), because.closed);
  assert.equal(removedBecause(because, because), "");
  assert.equal(newsOf(closed, asked), "Answers are taken again.");
  assert.equal(newsOf(closed, shown), "The right answer: 4. 5 of 7 were right.");
  assert.equal(newsOf(asked, shown), "The right answer: 4. 5 of 7 were right.");
});

test("the same state is no news, nor is a closed question that was not heard", () => {
  assert.equal(newsOf(null, closed), "");
  assert.equal(newsOf(closed, closed), "");
  assert.equal(newsOf(closed, { ...closed, question: null }), "The question is removed.");
  assert.equal(newsOf(shown, shown), "");
  assert.equal(newsOf({ ...asked, question: "q0" }, closed), "");
  assert.equal(newsOf({ ...asked, question: "q0" }, asked), "The class is asked: What is it?");
  assert.equal(newsOf(asked, { ...asked, answered: 8 }), "");
});

test("a teacher is told why a question goes that nobody has removed", () => {
  const why = "The picture has changed, so the question about it is removed.";
  const gone = { ...asked, question: null, picture: "b" };
  assert.equal(removedBecause({ ...asked, picture: "a" }, gone), why);
  assert.equal(newsOf({ ...asked, picture: "a" }, gone), why);
  assert.equal(removedBecause({ ...asked, picture: "b" }, gone), "");
  assert.equal(removedBecause({ ...asked, picture: "a" }, { ...asked, picture: "b" }), "");
  assert.equal(removedBecause(null, gone), "");
});

test("of a poll nothing is right", () => {
  const poll = [{ key: "0", label: "yes", count: 7, right: null }];
  const of = (figures) => ({ ...figures, reveal: { answer: "", bars: poll } });
  assert.equal(newsOf(of(closed), of(shown)), "");
  assert.equal(buttonThatShows(of(closed)), "Show students the counts");
  assert.equal(buttonThatShows(closed), "Show students the answer");
});

test("a student hears whether the own answer was right, or which mistake gives it", () => {
  // keys as Python's json.dumps writes them, answers as a page reads them
  const reveal = {
    answer: "9",
    bars: [
      { key: '"9"', label: "9", count: 1, right: true },
      {
        key: '{"channel k": 1, "filter q": 0}',
        label: "",
        count: 1,
        right: false,
        mistake: "Why.",
      },
      { key: "[[0, 1], [0, 2]]", label: "", count: 1, right: true },
      { key: "null", label: "other answers", count: 1, right: false },
    ],
  };
  assert.equal(judged(reveal, "9", "9"), "Right.");
  const wrong = { "filter q": 0, "channel k": 1 };
  assert.equal(judged(reveal, wrong, "k 1"), "Not right: k 1. Why.");
  const cells = [
    [0, 1],
    [0, 2],
  ];
  assert.equal(judged(reveal, cells, "2 cells"), "Right.");
  assert.equal(judged(reveal, "8", "8"), "Your answer: 8.");
  assert.equal(judged({}, "9", "9"), "Your answer: 9.");
  assert.equal(judged({ ...reveal, answer: "" }, wrong, "k 1"), "Your answer: k 1."); // a poll
});
