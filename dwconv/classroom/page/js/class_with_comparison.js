// The students' page when the class sees two layers side by side at the moment of loading.

import "./comparison_included.js";
import "./class.js";
