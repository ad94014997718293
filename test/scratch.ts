/** Scratch folders, git and the bundled command line, for tests that need a real machine. */
