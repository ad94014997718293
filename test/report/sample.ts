/** One report that all tests of formats show. */
