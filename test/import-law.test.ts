/** Each line of the import law bites. */
