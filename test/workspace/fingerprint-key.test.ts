/** The key of fingerprints is chosen in the order that the design says. */
