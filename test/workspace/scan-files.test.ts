/** Scanning a folder: what is read, what is skipped and why, and in which order. */
