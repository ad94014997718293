/** Files by Node: what is read, written whole, and walked, with git as the judge of what is ignored. */
