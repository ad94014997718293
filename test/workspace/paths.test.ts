/** Paths relative to a folder, on every system. */
