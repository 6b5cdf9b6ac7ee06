// Gives the page the code of the comparison, which is part of this script: nothing more is loaded.

import * as comparison from "./comparison_picture.js";
import { provideComparison } from "./picture.js";

provideComparison(comparison);
