/** tokenward scan, without a process. */
