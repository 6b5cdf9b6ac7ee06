// The students' page of a class that sees two layers side by side as the page is loaded.

import "./comparison_included.js";
import "./class.js";
