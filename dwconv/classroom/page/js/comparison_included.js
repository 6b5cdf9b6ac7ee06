// For pages that open with a comparison: its code is built in, and nothing more is loaded.

import * as comparison from "./comparison_picture.js";
import { provideComparison } from "./picture.js";

provideComparison(comparison);
