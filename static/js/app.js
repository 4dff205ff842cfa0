/** What every page carries. Each module looks for its own elements and does nothing where there are none. */
import "./clock.js";
import "./confirm.js";
import "./page.js";
import "./rows.js";
import "./signout.js";
import "./upload.js";
import "./uscc.js";
import "./typed.js"; // last, with autosave.js: they bring back rows that rows.js must first be able to add
import "./autosave.js";
