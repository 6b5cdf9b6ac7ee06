// The students' page of a class that sees two layers side by side as the page is loaded.

import "./race_at_hand.js";
import "./class.js";
