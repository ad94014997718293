/** tokenward fix, as a user runs it. */
