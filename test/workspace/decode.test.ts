/** Bytes become text, or a reason why not. */
