// Lets the page draw a comparison without loading anything further.

import * as comparison from "./comparison_picture.js";
import { haveComparison } from "./picture.js";

haveComparison(comparison);
