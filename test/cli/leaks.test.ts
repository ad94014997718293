/** Nothing that the command line writes holds a value. */
