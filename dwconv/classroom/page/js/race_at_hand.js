// Lets the page draw a race without loading anything further.

import { haveRace } from "./picture.js";
import * as race from "./race_picture.js";

haveRace(race);
