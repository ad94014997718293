/** A terminal in memory, to run commands without a process. */
