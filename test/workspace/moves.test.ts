/** Moves of many findings are planned on top of each other, without writing. */
