/** A rule file: what is sound is used, what is not is named with its place. */
