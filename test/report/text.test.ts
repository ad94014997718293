/** The format text, as a person reads it. */
