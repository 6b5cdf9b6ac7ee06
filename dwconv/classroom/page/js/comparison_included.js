// Lets the page draw a comparison without loading anything further.

import * as comparison from "./comparison_picture.js";
import { provideComparison } from "./picture.js";

provideComparison(comparison);
