/** tokenward fix, without a process. */
